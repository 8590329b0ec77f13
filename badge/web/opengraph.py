"""What other sites show beside a link to a project: OpenGraph tags, and where its badge can be had for embedding."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from badge.core.projects import Project
from badge.svg import raster
from badge.svg.cards import HEIGHT, WIDTH


@dataclass(frozen=True)
class Shared:
    """The tags of a page; `image` is empty where this machine draws no pixels, which is all that such sites show."""

    title: str
    description: str
    url: str
    image: str
    oembed: str
    width: int = WIDTH
    height: int = HEIGHT


def shared(project: Project, address: str, badge: str, image: str, root: str) -> Shared:
    """Tell of a project at its address; `badge` is what the badge says, `image` the name of its address.

    `root` is the path below which the site is.
    """
    return Shared(
        project.name,
        badge,
        address,
        f"{address}/{image}/card.png" if raster.available() else "",
        f"{root}/oembed?url={quote(address, safe='')}",
    )
