"""A badge in the middle of a card, as large as it fits: what social sites show beside a link."""

from __future__ import annotations

import re

WIDTH, HEIGHT = 1200, 630
_ROOM = WIDTH - 160
_LARGEST = 12
_SIZE = re.compile(rb' width="(\d+)" height="(\d+)"')


def card(image: bytes) -> bytes:
    """Put an image of ours onto a white card."""
    found = _SIZE.search(image)
    if found is None:
        raise ValueError("not an image of ours")
    width, height = int(found[1]), int(found[2])
    zoom = min(_LARGEST, _ROOM / width)
    x, y = round((WIDTH - width * zoom) / 2), round((HEIGHT - height * zoom) / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><rect width="{WIDTH}" '
        f'height="{HEIGHT}" fill="#fff"/><g transform="translate({x} {y}) scale({zoom:.4g})">{image.decode()}</g></svg>'
    ).encode()
