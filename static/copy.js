// Shows the copy buttons, which can do nothing without a script, and copies what they name.

const SHOWN = 2500;

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const words = button.querySelector("[data-words]");
  if (!source || !words) continue;
  const usual = words.textContent;
  let timer = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      words.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(source); // the text is marked, so the usual keys copy it
      words.textContent = button.dataset.marked;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      words.textContent = usual;
    }, SHOWN);
  });
}
