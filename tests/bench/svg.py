"""How many badges a second are drawn, against a Jinja2 template of the same image: `python -m tests.bench.svg`.

The label is always the same, as on a real server; every message is a new one, so none can be kept from before.
pybadges and anybadge are measured too where they are installed, and badge-maker where BADGE_MAKER names the folder in
which `npm install badge-maker` was done. All by turns, in one run; it fails where a target is missed.
"""

from __future__ import annotations

import importlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count, islice

from jinja2 import Environment

from badge.svg import Badge, draw, palette, text_width

ROUNDS = 7
BADGES = 5000
TARGETS = {"badge-maker": 10, "pybadges": 80}
"""How many times as fast as each peer it has to be."""

MAKER = """
import {makeBadge} from 'badge-maker'
const [from, count] = process.argv.slice(1).map(Number)
const one = i => makeBadge({label: 'openssf best practices', message: `in progress ${i % 100}% ${i}`, color: '#fe613d'})
for (let i = 0; i < count; i++) one(from + i)
const start = process.cpuUsage()
for (let i = 0; i < count; i++) one(from + count + i)
const used = process.cpuUsage(start)
console.log((used.user + used.system) / 1e6)
"""

TEMPLATE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{{ left + right }}" height="20" role="img" '
    'aria-label="{{ label }}: {{ message }}" xml:lang="en"><title>{{ label }}: {{ message }}</title>'
    '<path fill="#555" d="M3 0h{{ left - 3 }}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z"/>'
    '<path fill="{{ color }}" d="M{{ left }} 0h{{ right - 3 }}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{{ left }}z"/>'
    '<g text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">'
    '<text x="{{ "%g" % (left / 2) }}" y="15" textLength="{{ left - 10 }}" aria-hidden="true" fill-opacity=".3">'
    '{{ label }}</text><text x="{{ "%g" % (left / 2) }}" y="14" textLength="{{ left - 10 }}" fill="#fff">{{ label }}'
    '</text><text x="{{ "%g" % (left + right / 2) }}" y="14" textLength="{{ right - 10 }}" fill="{{ ink }}">'
    "{{ message }}</text></g></svg>"
)
_template = Environment(autoescape=True).from_string(TEMPLATE)

Peer = Callable[[str, str, str, str], object]


def ours(label: str, message: str, color: str, ink: str) -> bytes:
    """Draw with badge.svg."""
    return draw(Badge(label, message, color, ink))


def jinja(label: str, message: str, color: str, ink: str) -> bytes:
    """Fill the template; the widths come from the same table."""
    left, right = (round(text_width(text)) + 10 for text in (label, message))
    return _template.render(label=label, message=message, color=color, ink=ink, left=left, right=right).encode()


def peers() -> dict[str, Peer]:
    """Give what there is to compare with."""
    found: dict[str, Peer] = {"jinja2": jinja}
    for name in ("pybadges", "anybadge"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found[name] = {
            "pybadges": lambda label, message, color, _, at=module: at.badge(label, message, right_color=color),
            "anybadge": lambda label, message, color, _, at=module: (
                at.Badge(label, message, default_color=color).badge_svg_text
            ),
        }[name]
    return found


def seconds(peer: Peer, numbers: count[int], badges: int) -> float:
    """Tell how long a number of different badges takes, in seconds of this process."""
    some = islice(numbers, badges)
    texts = [(f"in progress {number % 100}% {number}", *palette(number % 100)) for number in some]
    start = time.process_time()
    for message, color, ink in texts:
        peer("openssf best practices", message, color, ink)
    return time.process_time() - start


def maker_seconds(folder: str, numbers: count[int], badges: int) -> float:
    """Tell the same of badge-maker, once its code is warm."""
    command = ["node", "--input-type=module", "-e", MAKER, str(next(numbers)), str(badges)]
    return float(subprocess.run(command, check=True, cwd=folder, capture_output=True, text=True).stdout)


def main() -> int:
    """Measure by turns and print the medians and their ratios."""
    example = ("openssf best practices", "in progress 42%", *palette(42))
    if ours(*example) != jinja(*example):
        raise SystemExit("The template does not draw the same image any more.")
    numbers = count()
    measured: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, peer in {"badge": ours, **peers()}.items():
            badges = BADGES if name in {"badge", "jinja2"} else BADGES // 10
            measured.setdefault(name, []).append(seconds(peer, numbers, badges) / badges)
        if folder := os.environ.get("BADGE_MAKER"):
            measured.setdefault("badge-maker", []).append(maker_seconds(folder, numbers, BADGES) / BADGES)
    mine = statistics.median(measured["badge"])
    missed = 0
    for name, found in measured.items():
        each = statistics.median(found)
        ratio = f"badge is {each / mine:.1f} x as fast"
        if each / mine < TARGETS.get(name, 0):
            ratio += f", and has to be {TARGETS[name]} x"
            missed += 1
        print(f"{name:11} {1 / each:10,.0f} badges a second, {each * 1e6:7.1f} us each, {ratio}")
    print(f"{len(ours(*example))} bytes")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
