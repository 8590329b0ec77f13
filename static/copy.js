// Shows the copy buttons, which can do nothing without a script, and copies what they name.
// A script that puts other buttons into the page says so with the event "snippets-changed".

const SHOWN = 2500;

function show() {
  for (const button of document.querySelectorAll("button[data-copy][hidden]")) {
    if (document.getElementById(button.dataset.copy) && button.querySelector("[data-words]")) {
      prepare(button);
    }
  }
}

function prepare(button) {
  const words = button.querySelector("[data-words]");
  const usual = words.textContent;
  let timer = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
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

document.addEventListener("snippets-changed", show);
show();
