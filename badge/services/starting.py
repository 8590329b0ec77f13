"""Beginning a series of one's own: a small commented example, written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from badge.core.errors import UnreadableError, WrongUseError
from badge.core.messages import Message
from badge.resources import data_folder

_EXAMPLE = Path(__file__).parent / "example"
_SCHEMA = "schema.json"
"""For editors: the first line of each file names it."""


def start(folder: Path) -> tuple[str, ...]:
    """Write the example into a folder that is empty or not there yet; give the names of its files.

    Raises WrongUseError where something is there already, and UnreadableError where it cannot be written.
    """
    _must_be_free(folder)
    contents = {path.relative_to(_EXAMPLE): path.read_bytes() for path in sorted(_EXAMPLE.rglob("*")) if path.is_file()}
    contents[Path(_SCHEMA)] = (data_folder("criteria") / _SCHEMA).read_bytes()
    made: list[Path] = []
    try:
        for name, content in contents.items():
            _write(folder / name, content, made)
    except BaseException as error:  # also when somebody stops it: nothing half-done stays
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError):
            raise _unwritable(folder, error) from error
        raise
    return tuple(name.as_posix() for name in sorted(contents))


def _must_be_free(folder: Path) -> None:
    values = {"path": str(folder)}
    try:
        if folder.exists() and not folder.is_dir():
            raise WrongUseError(Message("%(path)s is a file. Give a folder that is empty or not there yet.", values))
        if folder.is_dir() and any(folder.iterdir()):
            wrong = "The folder %(path)s is not empty, so nothing was written. Give one that is empty or not there yet."
            raise WrongUseError(Message(wrong, values))
    except OSError as error:
        raise _unwritable(folder, error) from error


def _write(path: Path, content: bytes, made: list[Path]) -> None:
    """Write a file that is not there yet, and make the folders above it; remember all that was made."""
    for above in reversed(path.parents):
        if not above.exists():
            above.mkdir()
            made.append(above)
    with path.open("xb") as file:
        made.append(path)
        file.write(content)


def _unwritable(folder: Path, error: OSError) -> UnreadableError:
    values = {"path": str(folder), "error": error.strerror or type(error).__name__}
    return UnreadableError(Message("%(path)s could not be written: %(error)s.", values))
