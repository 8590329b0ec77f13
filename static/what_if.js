// "What if": the figures that the answers in the form would give, at once and without asking the server.
// The server's own figures follow a moment later and take the place of these; see questionnaire.js, scoring.js.

const SPEAK_AFTER = 1500;
const NAMED = 3;

const scoring = import(document.getElementById("the-rules").dataset.scoring);
const number = new Intl.NumberFormat(document.documentElement.lang);
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
let rules = {};
let known = "";
let waiting = 0;

document.addEventListener("questions-ready", (event) => {
  rules = JSON.parse(document.getElementById("the-rules").textContent);
  changed(event.target);
});
document.addEventListener("questions-changed", (event) => changed(event.target));

async function changed(form) {
  const { judge, quality, tidy } = await scoring;
  const root = document.getElementById("the-what-if");
  const saved = kept(root.dataset.marks);
  const sent = new FormData(form);

  function typed(id) {
    const [status, worth] = saved.get(id);
    const text = sent.get(`project[${id}_justification]`);
    return [sent.get(`project[${id}_status]`) ?? status, text === null ? worth : quality(tidy(text))];
  }

  show(root, judge(rules.table, (id) => saved.get(id)), judge(rules.table, typed));
  speakLater(root);
}

// The kept answers by criterion, from one mark for each.
function kept(marks) {
  const ids = new Set(rules.table.levels.flatMap((level) => Object.keys(level.verdicts)));
  return new Map(
    [...ids].map((id, place) => {
      const column = rules.alphabet.indexOf(marks[place]);
      return [id, [rules.table.statuses[Math.floor(column / 3)], column % 3]];
    }),
  );
}

function show(root, before, after) {
  for (const row of root.querySelectorAll("[data-level]")) {
    const would = after.levels[row.dataset.level].percentage;
    row.toggleAttribute("data-changes", would !== Number(row.dataset.saved));
    write(row.cells[2], percent.format(would / 100));
  }
  const line = root.querySelector(".what-if-level");
  write(line, turn(before.level, after.level));
  line.hidden = !line.textContent;

  const own = root.dataset.own;
  const [was, is] = [before, after].map((each) => each.levels[own].blockers.map(({ criterion }) => criterion));
  name(root, "gone", was.filter((id) => !is.includes(id)));
  name(root, "new", is.filter((id) => !was.includes(id)));
  root.toggleAttribute("data-differs", Boolean(root.querySelector("[data-changes], [data-ways]:not([hidden])")));

  const standing = document.getElementById("the-standing");
  const share = after.levels[own].percentage;
  write(standing.querySelector(".standing-percent"), percent.format(share / 100));
  write(standing.querySelector("progress"), percent.format(share / 100));
  standing.querySelector("progress").value = share;
}

// What would happen to the level, as a sentence.
function turn(before, after) {
  const ids = ["", ...rules.table.levels.map(({ id }) => id)];
  const words = { lost: title(before), level: title(after) };
  if (before === after) {
    return "";
  }
  if (!after) {
    return sentence("none", words);
  }
  return sentence(ids.indexOf(after) > ids.indexOf(before) ? "reach" : "fall", words);
}

function name(root, kind, ids) {
  const box = root.querySelector(`[data-ways="${kind}"]`);
  const links = [];
  for (const id of ids) {
    const heading = document.getElementById(`${id}-title`); // a question that is not on this page waits for the server
    if (heading && links.length < NAMED) {
      const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: heading.textContent });
      links.push(link);
    }
  }
  const more = ids.length > links.length ? [`+${number.format(ids.length - links.length)}`] : [];
  const said = [...links.map((link) => link.href), ...more].join(" ");
  const old = [...box.querySelectorAll("dd")].map((each) => each.firstChild.href ?? each.textContent).join(" ");
  if (said !== old) {
    box.replaceChildren(box.querySelector("dt"), ...[...links, ...more].map(description));
  }
  box.hidden = ids.length === 0;
}

function description(content) {
  const found = document.createElement("dd");
  if (typeof content === "string") {
    found.className = "figure";
  }
  found.append(content);
  return found;
}

// Says aloud what stands in the table, once nobody has changed anything for a while.
function speakLater(root) {
  const line = document.getElementById("the-what-if-said");
  clearTimeout(waiting);
  if (known !== root.dataset.marks) {
    known = root.dataset.marks; // another ground: the page is new, or it was saved, which is said elsewhere
    line.textContent = "";
  }
  waiting = setTimeout(() => {
    const now = document.getElementById("the-what-if"); // perhaps the server's by now
    const rows = [...now.querySelectorAll("[data-changes]")];
    const said = rows.map((row) => sentence("at", { level: row.cells[0].textContent, percent: row.cells[2].textContent }));
    const level = now.querySelector(".what-if-level").textContent;
    write(line, said.length || !line.textContent ? [...said, level].join(" ").trim() : line.dataset.same);
  }, SPEAK_AFTER);
}

function sentence(kind, words) {
  const whole = document.getElementById("the-what-if-said").dataset[kind];
  return whole.replace(/\{(\w+)\}/g, (_, word) => words[word]);
}

function title(level) {
  return level && document.querySelector(`[data-level="${level}"]`).cells[0].textContent;
}

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
