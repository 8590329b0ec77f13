// The engine in a browser: where answers lead, looked up in the table that the engine itself has made of its rules.
// No rule about a category or a flag stands here; see badge/core/outcomes.py, scoring.py and answers.py.

const ENOUGH = ".";
const LEVEL_BELOW = "l";
const SHORTEST_GOOD = 5;

// What Python takes for a blank: not quite what \s and trim() mean here.
const BLANK = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ADDRESS = new RegExp(`https?://[^/.${BLANK}]+\\.[^${BLANK}]`, "u");
const ENDS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");

// What a justification is worth: 0 nothing, 1 good text, 2 text with an address.
export function quality(text) {
  if (text.startsWith("// ") || [...text.slice(0, 2 * SHORTEST_GOOD)].length < SHORTEST_GOOD) {
    return 0;
  }
  return ADDRESS.test(text) ? 2 : 1;
}

// A text as it is kept.
export function tidy(text) {
  return text.replaceAll("\r\n", "\n").replace(ENDS, "");
}

// Whole per cent, a half rounded up; 0 when nothing counts, and 100 only when all is there.
export function percentage(enough, active) {
  if (!active) {
    return 0;
  }
  return enough === active ? 100 : Math.min(99, Math.floor((200 * enough + active) / (2 * active)));
}

// Judges every level, lower ones first. `given` maps the id of a criterion to its [status, quality], or to nothing.
export function judge(table, given) {
  const levels = {};
  for (const level of table.levels) {
    levels[level.id] = judgeLevel(table, level, given, levels);
  }
  return { level: reached(table, levels), tiered: tiered(table, levels), levels };
}

function judgeLevel(table, level, given, below) {
  const active = Object.entries(level.verdicts);
  const blockers = [];
  for (const [criterion, verdicts] of active) {
    const letter =
      criterion === level.requires_criterion // computed from the level below, never answered
        ? below[level.requires].percentage === 100 ? ENOUGH : LEVEL_BELOW
        : verdicts[column(table, given(criterion))];
    if (letter !== ENOUGH) {
      blockers.push({ criterion, reason: table.reasons[letter] });
    }
  }
  return { percentage: percentage(active.length - blockers.length, active.length), blockers };
}

// Where the verdict on an answer stands among the letters of a criterion.
function column(table, answer) {
  return answer ? 3 * table.statuses.indexOf(answer[0]) + answer[1] : 0;
}

function reached(table, levels) {
  let found = "";
  for (const { id } of table.levels) {
    if (levels[id].percentage === 100) {
      found = id;
    } else if (table.cumulative) {
      break;
    }
  }
  return found;
}

function tiered(table, levels) {
  let found = 0;
  for (const { id } of table.levels) {
    found += levels[id].percentage;
    if (levels[id].percentage < 100) {
      break;
    }
  }
  return found;
}
