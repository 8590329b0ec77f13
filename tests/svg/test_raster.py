"""Pixels need a library that may not be there; a fake one stands for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

import pytest

from badge.svg import Badge, draw, raster


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    raster.forget()
    yield
    raster.forget()


def install(monkeypatch: pytest.MonkeyPatch, letters: str) -> None:
    """Put a library in place whose font knows these letters."""

    def svg_to_bytes(*, svg_string: str, zoom: int) -> bytes:
        known = "".join(each if each.isascii() or each in letters else "□" for each in svg_string)
        if not letters:
            known = known.replace(">a<", "><").replace("□", "")
        return f"{zoom} {known}".encode()

    library = ModuleType("resvg_py")
    library.__spec__ = ModuleSpec("resvg_py", None)
    library.svg_to_bytes = svg_to_bytes  # type: ignore[attr-defined]  # that is all of it
    monkeypatch.setitem(sys.modules, "resvg_py", library)


def test_without_the_library_there_are_no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "find_spec", lambda name: None)
    assert not raster.available()
    with pytest.raises(raster.NoPixelsError):
        raster.png(b"<svg/>")


def test_without_a_font_there_are_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "")
    assert not raster.available()


def test_an_image_is_drawn_as_large_as_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "a")
    assert raster.png(b"<svg/>", 3) == b"3 <svg/>"


@pytest.mark.parametrize(
    ("text", "writable"), [("passing", True), ("通过级", True), ("ممتاز", False), ("a通م", False), ("7% → ✓", True)]
)
def test_what_the_fonts_lack_is_known(monkeypatch: pytest.MonkeyPatch, text: str, *, writable: bool) -> None:
    install(monkeypatch, "通过级")
    assert raster.can_write(text) is writable


if find_spec("resvg_py"):  # the extra is installed: the real library draws

    def test_the_real_library_draws_a_png() -> None:
        if raster.available():
            assert raster.png(draw(Badge("a", "b", "#4c1")), 2).startswith(b"\x89PNG")
