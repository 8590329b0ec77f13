"""An alarm that interrupts what runs in the main thread: the last resort against work that does not end by itself."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import isfinite
from threading import current_thread, main_thread
from time import monotonic

_AGAIN = 0.5
"""Seconds until it rings again, should something have swallowed what it raised."""


@contextmanager
def ringing(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    """Call `ring`, which may raise, when the seconds are over and again until the end of the block.

    Only the main thread can be interrupted; elsewhere nothing rings. An alarm of somebody else is put back.
    """
    if not isfinite(seconds) or current_thread() is not main_thread():
        yield
        return
    began = monotonic()
    before = signal.signal(signal.SIGALRM, lambda *_: ring())
    left, interval = signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (monotonic() - began), 0.001), interval)
