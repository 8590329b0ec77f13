// Follows a look without reloading the page. Without this, the page itself asks again every two seconds.

const look = document.getElementById("look");
const now = document.getElementById("look-now");
const SOONEST = 700;
const LATEST = 5000;
const PATIENCE = 8000; // a request that got lost on its way must not be the last one

async function ask(pause) {
  let next = pause;
  try {
    const answer = await fetch(look.dataset.state, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { state, text } = await answer.json();
    if (state === "done") return location.replace(look.dataset.next);
    if (state === "failed" || state === null) return location.reload();
    if (text && now.textContent !== text) now.textContent = text;
    next = Math.min(pause * 1.1, 2000);
  } catch {
    next = Math.min(pause * 2, LATEST); // the server may be starting anew; the look goes on
  }
  setTimeout(ask, next, next);
}

if (look) setTimeout(ask, SOONEST, SOONEST);
