// The questionnaire, with a script: a live summary, saving without a reload, and drafts that survive everything.
// The page works without any of it; see badge/web/questionnaire.py.

const PREVIEW_AFTER = 400;
const DRAFT_AFTER = 150;

start();

function start() {
  const form = document.getElementById("the-form");
  const lock = form.elements["project[lock_version]"];
  const draftKey = `badge-draft:${withoutLanguage(form.dataset.edit)}`;
  const cards = [...form.querySelectorAll("[data-question]")];
  const refused = "unsaved" in form.dataset;
  let saved = defaults(form);
  let leaving = false;
  let saving = false;
  let waitingPreview = 0;
  let waitingDraft = 0;
  let running = null;
  const listening = new AbortController();
  const on = (target, kind, does) => target.addEventListener(kind, does, { signal: listening.signal });

  // A browser that goes back may show an old page with an old version; the server knows better, and the draft is kept.
  const entry = performance.getEntriesByType("navigation")[0];
  if (!refused && entry && entry.type === "back_forward" && !sessionStorage.getItem(`${draftKey}:again`)) {
    sessionStorage.setItem(`${draftKey}:again`, "1");
    location.reload();
    return;
  }
  sessionStorage.removeItem(`${draftKey}:again`);
  lock.value = lock.defaultValue;

  if (refused) {
    keepDraft(); // the page shows all of it; it now belongs to the version that the page brings
    tell("changed");
  } else {
    restore();
  }
  cards.forEach(refresh);
  countSure();
  if (isChanged()) {
    preview();
  }
  form.dispatchEvent(new CustomEvent("questions-ready", { bubbles: true }));

  on(form, "input", (event) => {
    const card = event.target.closest("[data-question]");
    if (card) {
      refresh(card);
    }
    touched();
  });
  on(form, "submit", submitted);
  on(form, "click", clicked);
  on(window, "pagehide", keepDraft);
  on(window, "beforeunload", (event) => {
    if (isChanged() && !leaving) {
      event.preventDefault();
    }
  });

  // --- what was typed ------------------------------------------------------------------------------------------------

  function values() {
    const found = new Map();
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("project[") && name !== lock.name) {
        found.set(name, plain(value));
      }
    }
    return found;
  }

  function changes() {
    return [...values()].filter(([name, value]) => (saved.get(name) ?? "") !== value);
  }

  function isChanged() {
    return changes().length > 0;
  }

  function touched(kind = "changed") {
    const changed = isChanged();
    countSure();
    tell(changed ? kind : "");
    discard().hidden = !changed;
    clearTimeout(waitingDraft);
    waitingDraft = setTimeout(keepDraft, DRAFT_AFTER);
    clearTimeout(waitingPreview);
    waitingPreview = setTimeout(preview, PREVIEW_AFTER);
    running?.abort(); // the server's figures for what stood here before must not take the place of newer ones
    form.dispatchEvent(new CustomEvent("questions-changed", { bubbles: true }));
  }

  function keepDraft() {
    clearTimeout(waitingDraft);
    const changed = changes();
    try {
      if (changed.length) {
        sessionStorage.setItem(draftKey, JSON.stringify({ version: lock.value, fields: changed }));
      } else {
        sessionStorage.removeItem(draftKey);
      }
    } catch {
      // The storage is full or forbidden; the page itself still holds everything.
    }
  }

  function restore() {
    const draft = read(draftKey);
    let restored = false;
    for (const [name, value] of draft?.fields ?? []) {
      if (values().get(name) !== value) {
        put(name, value);
        restored = restored || values().get(name) === value;
      }
    }
    if (restored) {
      // A draft of an older version is saved as such, so that the server shows what others have changed since.
      lock.value = draft.version;
      tell("restored");
      discard().hidden = false;
    } else if (isChanged()) {
      tell("changed");
    } else {
      sessionStorage.removeItem(draftKey);
    }
  }

  function put(name, value) {
    let field = form.elements[name];
    if (!field) {
      // The question is not on this page ("only what is left"), but what was typed to it has to be saved all the same.
      field = document.createElement("input");
      Object.assign(field, { type: "hidden", name });
      form.append(field);
    }
    field.value = value; // for radio buttons this chooses the one with that value
  }

  // --- accepting proposals ---------------------------------------------------------------------------------------------

  function clicked(event) {
    const button = event.target.closest("button");
    if (form.dataset.part === "left" && event.target.closest("a[data-show]")) {
      leaving = true; // to the other questions of this form; the draft comes along
    } else if (button?.name === "accept") {
      event.preventDefault();
      accept(button);
      chosen(button.closest("[data-question]"))?.focus();
      touched("accepted");
    } else if (button?.name === "accept_all") {
      event.preventDefault();
      sureOnes().forEach(accept);
      form.querySelector(".summary-bar .save-row button").focus();
      touched("accepted");
    } else if (button?.id === "the-discard") {
      leaving = true;
      sessionStorage.removeItem(draftKey);
      listening.abort();
      location.assign(form.dataset.part === "left" ? `${form.dataset.edit}?left=1` : form.dataset.edit);
    }
  }

  function sureOnes() {
    const buttons = [...form.querySelectorAll("button[data-sure]")];
    return buttons.filter((button) => chosen(button.closest("[data-question]"))?.value === "?");
  }

  function accept(button) {
    const card = button.closest("[data-question]");
    const radio = [...card.querySelectorAll("input[type=radio]")].find((each) => each.value === button.dataset.status);
    const reason = card.querySelector("textarea");
    if (radio) {
      radio.checked = true;
    }
    if (!reason.value.includes(button.dataset.text)) {
      reason.value = [reason.value.trim(), button.dataset.text].filter(Boolean).join("\n\n");
    }
    refresh(card);
  }

  function refresh(card) {
    const radio = chosen(card);
    if (!radio) {
      return;
    }
    const name = radio.id.slice(card.id.length + 1);
    for (const each of ["met", "unmet", "na", "unknown"]) {
      card.classList.toggle(`question-${each}`, each === name);
    }
    for (const button of card.querySelectorAll("button[name=accept]")) {
      button.hidden = button.dataset.status === radio.value;
    }
    const folded = card.querySelector(".reason-fold");
    if (folded && card.querySelector("textarea").value) {
      folded.open = true;
    }
  }

  function countSure() {
    const box = document.getElementById("the-sure");
    if (box) {
      const count = sureOnes().length;
      box.hidden = count === 0;
      document.getElementById("the-sure-count").textContent = String(count);
    }
  }

  // --- the summary -----------------------------------------------------------------------------------------------------

  async function preview() {
    running = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST",
        body: new FormData(form),
        signal: running.signal,
      });
      if (answer.ok) {
        place(await answer.text());
      }
    } catch {
      // The figures stay as they are until the next change; saving will tell if the server is gone.
    }
  }

  function place(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const blockers = new Map();
    for (const each of fresh.querySelectorAll("[data-blocker]")) {
      blockers.set(each.dataset.blocker, [each.dataset.reason, each.querySelector(".left-why")?.textContent ?? ""]);
    }
    const counts = new Map([...fresh.querySelectorAll("[data-group]")].map((each) => [each.dataset.group, each.textContent]));
    for (const each of form.querySelectorAll("[data-for]")) {
      each.textContent = counts.get(each.dataset.for) ?? each.textContent;
    }
    for (const card of cards) {
      const [reason, sentence] = blockers.get(card.id) ?? ["", ""];
      const line = document.getElementById(`${card.id}-blocker`);
      line.hidden = !reason || reason === "unanswered";
      line.querySelector("span").textContent = sentence;
    }
    document.getElementById("the-left-count").textContent = String(blockers.size);
    ["the-standing", "the-what-if", "the-left"].forEach((id) => swap(fresh, id));
  }

  function swap(fresh, id) {
    const old = document.getElementById(id);
    const now = fresh.getElementById(id);
    if (!now) {
      return;
    }
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    for (const details of old.querySelectorAll("details[open]")) {
      const same = now.querySelector(`#${CSS.escape(details.id)}`);
      if (same) {
        same.open = true;
      }
    }
    if (old.outerHTML === now.outerHTML) {
      return;
    }
    old.replaceWith(document.importNode(now, true));
    if (focused) {
      const list = document.getElementById(id);
      const same = focused.hash && list.querySelector(`a[href="${CSS.escape(focused.hash).replace("\\#", "#")}"]`);
      (same || list.querySelector("a, summary"))?.focus();
    }
  }

  // --- saving ----------------------------------------------------------------------------------------------------------

  function submitted(event) {
    const button = event.submitter;
    const target = button?.name === "continue" ? button.value : "left";
    if (target === "leave") {
      leaving = true;
      keepDraft();
      return;
    }
    event.preventDefault();
    save(target);
  }

  async function save(target) {
    if (saving) {
      return;
    }
    saving = true;
    clearTimeout(waitingPreview);
    running?.abort();
    keepDraft();
    tell("saving");
    const body = new FormData(form);
    body.append("continue", target);
    const sent = values();
    let answer;
    let html;
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { "Badge-Fragment": "1" } });
      html = await answer.text();
    } catch {
      tell("offline");
      return;
    } finally {
      saving = false;
    }
    if (answer.ok && html.includes('id="the-standing"')) {
      kept(html, sent, target);
    } else if (!replaced(html)) {
      tell("failed");
    }
  }

  function kept(html, sent, target) {
    saved = sent;
    place(html);
    lock.value = document.getElementById("the-standing").dataset.version;
    document.querySelectorAll("#the-conflict, #the-errors, .field-error, .meanwhile").forEach((each) => each.remove());
    form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    keepDraft();
    const changed = isChanged();
    tell(changed ? "changed" : "saved");
    discard().hidden = !changed;
    form.dispatchEvent(new CustomEvent("questions-changed", { bubbles: true }));
    if (target.startsWith("group-")) {
      const group = document.getElementById(target);
      group?.dispatchEvent(new CustomEvent("question-wanted", { bubbles: true }));
      group?.scrollIntoView();
      group?.querySelector("summary").focus({ preventScroll: true });
    }
  }

  function replaced(html) {
    // The server has refused, and shows the form again with what was typed and what is wrong with it.
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (!fresh.getElementById("the-form")) {
      return false;
    }
    listening.abort();
    document.getElementById("main").replaceWith(document.importNode(fresh.getElementById("main"), true));
    start();
    const notice = document.querySelector("#the-conflict, #the-errors");
    notice?.setAttribute("tabindex", "-1");
    notice?.focus();
    notice?.scrollIntoView({ block: "center" });
    return true;
  }

  // --- what is shown ---------------------------------------------------------------------------------------------------

  function tell(kind) {
    const line = document.getElementById("the-state");
    line.dataset.kind = kind;
    line.textContent = kind ? line.dataset[kind] : "";
  }

  function discard() {
    return document.getElementById("the-discard");
  }
}

function chosen(card) {
  return card?.querySelector("input[type=radio]:checked");
}

function defaults(form) {
  const found = new Map();
  for (const field of form.elements) {
    if (field.type === "radio" && field.defaultChecked) {
      found.set(field.name, field.value);
    } else if (field.tagName === "TEXTAREA") {
      found.set(field.name, plain(field.defaultValue));
    }
  }
  // After a save that was refused, the page shows what was typed; its cards say what is kept.
  for (const { id, dataset } of form.querySelectorAll("[data-kept-status]")) {
    found.set(`project[${id}_status]`, dataset.keptStatus);
    found.set(`project[${id}_justification]`, plain(dataset.keptReason));
  }
  return found;
}

function plain(text) {
  return text.replaceAll("\r\n", "\n");
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function withoutLanguage(path) {
  return path.replace(/^\/[^/]+/, "");
}
