"""Where the files that come with badge are: criteria, translations and static files."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str, package: Path = PACKAGE) -> Path:
    """Return the folder of that name: inside the installed package, else in the checkout around it."""
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"badge comes without its folder {name!r}: it is not in {package / '_data'}")
