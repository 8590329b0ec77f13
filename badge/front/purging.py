"""Purging at a CDN: in the order of the changes, each only after it is shown here, and again until it was taken."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence

from badge.core.errors import BadgeError
from badge.services.purging import MOST

Send = Callable[[Sequence[int] | None], None]
"""Purges some projects, or everything; raises BadgeError when it was not taken."""

AGAIN = 3.0
"""Seconds after which the same is purged once more: an answer of before can still be on its way to the CDN, and another
process of ours needs up to two seconds to hear of a change."""

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""Seconds between tries; the last one from then on."""

MOST_WAITING = 20_000
"""Projects that wait; where it were more, everything is purged."""

_log = logging.getLogger("badge.front")


class Purger:
    """What waits to be purged, and the thread that does it."""

    def __init__(self, send: Send, again: float = AGAIN, pauses: Sequence[float] = PAUSES) -> None:
        """Prepare; nothing is sent before `start`."""
        self._send, self._after, self._pauses = send, again, pauses
        self._waiting: dict[int, None] = {}
        self._everything = False
        self._again: deque[tuple[float, Sequence[int] | None]] = deque()
        self._bell, self._stopped = threading.Condition(), threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="badge-purge", daemon=True)

    def __call__(self, project_ids: Collection[int] | None) -> None:
        """Purge what has changed; what waits already keeps its place."""
        with self._bell:
            if project_ids is not None:
                self._waiting.update(dict.fromkeys(project_ids))
            if project_ids is None or len(self._waiting) > MOST_WAITING:
                self._everything = True
                self._waiting.clear()
            self._bell.notify()

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """End; what still waits is made up for by the next start, which purges everything."""
        self._stopped.set()
        with self._bell:
            self._bell.notify()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._stopped.is_set():
            with self._bell:
                second = bool(self._again) and self._again[0][0] <= time.monotonic()
                if not (second or self._everything or self._waiting):
                    self._bell.wait(self._again[0][0] - time.monotonic() if self._again else None)
                    continue
                portion = self._again.popleft()[1] if second else self._take()
            self._insist(portion)
            if not second:
                self._again.append((time.monotonic() + self._after, portion))

    def _take(self) -> Sequence[int] | None:
        if self._everything:
            self._everything = False
            return None
        taken = list(self._waiting)[:MOST]
        for each in taken:
            del self._waiting[each]
        return taken

    def _insist(self, portion: Sequence[int] | None) -> None:
        tries = 0
        while not self._stopped.is_set():
            try:
                self._send(portion)
            except BadgeError as error:
                _log.warning("the CDN keeps what is not right any more: %s", error)
                self._stopped.wait(self._pauses[min(tries, len(self._pauses) - 1)])
                tries += 1
            else:
                return
