// What is shown of the questions: groups that stay folded, "only what is left", and a way to whatever a link names.
// It stands before questionnaire.js, which says when there is a form, and when a place in it is wanted.

document.addEventListener("questions-ready", (event) => ready(event.target));
document.addEventListener("question-wanted", (event) => reveal(event.target));
document.addEventListener("click", clicked);
window.addEventListener("hashchange", () => reveal(named(location.hash)));

function ready(form) {
  const key = `badge-fold:${form.dataset.edit.replace(/^\/[^/]+/, "")}`;
  const closed = new Set(read(key));
  for (const group of form.querySelectorAll("details.group")) {
    group.open = !closed.has(group.id);
    group.addEventListener("toggle", () => {
      const folded = [...form.querySelectorAll("details.group:not([open])")].map((each) => each.id);
      sessionStorage.setItem(key, JSON.stringify(folded));
    });
  }
  reveal(named(location.hash));
}

function clicked(event) {
  const link = event.target.closest("a");
  if (link?.dataset.show) {
    show(link, event);
  } else if (link?.hash && link.pathname === location.pathname) {
    reveal(named(link.hash));
  }
}

function show(link, event) {
  const form = link.closest("form");
  if (form.dataset.part === "left") {
    return; // the other questions are not in this page; the browser has to fetch them
  }
  event.preventDefault();
  const left = new Set([...form.querySelectorAll("[data-blocker]")].map((each) => each.dataset.blocker));
  for (const card of form.querySelectorAll("[data-question]")) {
    card.hidden = link.dataset.show === "left" && !left.has(card.id);
  }
  for (const part of form.querySelectorAll(".section, .group")) {
    part.hidden = !part.querySelector("[data-question]:not([hidden])");
  }
  for (const each of form.querySelectorAll("a[data-show]")) {
    each.removeAttribute("aria-current");
  }
  link.setAttribute("aria-current", "true");
  history.replaceState(null, "", link.href);
}

function reveal(target) {
  for (let each = target; each?.closest(".questionnaire"); each = each.parentElement) {
    each.hidden = false;
    if (each.matches("details.group")) {
      each.open = true;
    }
  }
}

function named(hash) {
  return hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}
