// Shows the badge that is chosen in the form at once: the page is asked for as the form would ask, and what it shows is
// put into the place of what is there. Without this script, the button does the same.

const PAUSE = 250;
const REPLACED = ["the-slips", "label-slip", "the-badge"];

const form = document.getElementById("the-form");
const news = document.getElementById("the-news");
let timer = 0;
let asked = null;

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(change, event.target.name === "label" ? PAUSE : 0);
});
function address() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && value !== usual(name)) {
      query.append(name, value);
    }
  }
  return query.size ? `${form.action}?${query}` : form.action;
}

// The first choice of each group is what an address without it means.
function usual(name) {
  const field = form.elements[name];
  return field instanceof RadioNodeList ? field[0].value : "";
}

async function change() {
  asked?.abort();
  asked = new AbortController();
  const own = asked;
  const wanted = address();
  let text = "";
  try {
    const answer = await fetch(wanted, { signal: own.signal });
    if (answer.status !== 200 && answer.status !== 400) {
      throw new Error(answer.statusText);
    }
    text = await answer.text();
  } catch {
    if (!own.signal.aborted) {
      news.textContent = news.dataset.failed;
    }
    return;
  }
  if (own === asked) {
    show(new DOMParser().parseFromString(text, "text/html"));
    history.replaceState(null, "", wanted);
  }
}

function show(page) {
  const open = [...document.querySelectorAll("#the-badge details")].map((each) => each.open);
  const names = [...document.querySelectorAll("#the-badge pre")].map((each) => each.id);
  for (const id of REPLACED) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  for (const each of document.querySelectorAll("#the-badge details")) {
    const place = names.indexOf(each.querySelector("pre").id);
    each.open = open[place] ?? each.open;
  }
  for (const image of form.querySelectorAll("img")) {
    image.src = page.getElementById(image.id).getAttribute("src");
  }
  const [label, fresh] = [form.elements.label, page.getElementById("label")];
  for (const name of ["placeholder", "aria-describedby", "aria-invalid"]) {
    fresh.hasAttribute(name) ? label.setAttribute(name, fresh.getAttribute(name)) : label.removeAttribute(name);
  }
  const languages = page.querySelectorAll(".languages a"); // the same choice in another language
  for (const [place, link] of document.querySelectorAll(".languages a").entries()) {
    link.href = languages[place].getAttribute("href");
  }
  document.dispatchEvent(new Event("snippets-changed"));
  news.textContent = "";
  requestAnimationFrame(() => {
    news.textContent = news.dataset.done;
  });
}
