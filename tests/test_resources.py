"""Where the files that come with badge are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from badge.resources import data_folder


@pytest.mark.parametrize("name", ["criteria", "translations", "static"])
def test_badge_comes_with_its_folders(name: str) -> None:
    assert data_folder(name).is_dir()


def test_in_a_checkout_the_folder_is_beside_the_package(tmp_path: Path) -> None:
    (tmp_path / "criteria").mkdir()
    assert data_folder("criteria", package=tmp_path / "badge") == tmp_path / "criteria"


def test_an_installed_package_uses_its_own_folder_and_not_a_neighbour(tmp_path: Path) -> None:
    packed = tmp_path / "badge" / "_data" / "criteria"
    packed.mkdir(parents=True)
    (tmp_path / "criteria").mkdir()  # some other package of that name
    assert data_folder("criteria", package=tmp_path / "badge") == packed


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="'criteria'"):
        data_folder("criteria", package=tmp_path / "badge")
