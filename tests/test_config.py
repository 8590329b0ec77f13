"""What is read from the environment, and what is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from badge.config import SettingError, Settings


def test_without_any_variable_the_data_is_kept_in_the_persons_own_folder() -> None:
    settings = Settings.from_environment({"HOME": "/h"})
    assert settings.data == Path("/h/.local/share/badge")
    assert settings.database_url == "sqlite:////h/.local/share/badge/badge.sqlite"
    assert (settings.criteria, settings.checkouts, settings.public_url) == (None, None, "")


def test_the_folder_for_data_follows_the_convention_of_the_desktop() -> None:
    assert Settings.from_environment({"HOME": "/h", "XDG_DATA_HOME": "/d"}).data == Path("/d/badge")


def test_every_variable_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "BADGE_DATA": str(tmp_path / "new"),
            "BADGE_DATABASE_URL": "postgresql://badge@localhost/badge",
            "BADGE_CRITERIA": str(tmp_path),
            "BADGE_CHECKOUTS": str(tmp_path),
            "BADGE_PUBLIC_URL": "https://badge.example.org/here/",
            "BADGE_LIMIT_DATA": "0",
            "BADGE_LIMIT_IMAGES": "70",
            "BADGE_LIMITS_URL": "valkey://localhost:6379/1",
            "BADGE_PROXIES": "2",
            "BADGE_DUMPS": str(tmp_path / "dumps"),
        }
    )
    assert settings == Settings(
        data=tmp_path / "new",
        database_url="postgresql://badge@localhost/badge",
        criteria=tmp_path,
        checkouts=tmp_path,
        public_url="https://badge.example.org/here",
        limit_data=0,
        limit_images=70,
        limits_url="valkey://localhost:6379/1",
        proxies=2,
        dumps=tmp_path / "dumps",
    )


def test_the_database_is_in_the_data_folder_unless_it_is_said_where(tmp_path: Path) -> None:
    settings = Settings.from_environment({"BADGE_DATA": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'badge.sqlite'}"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"HOME": "/h", "BADGE_CRITERIA": " "}).criteria is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BADGE_DATA", __file__),
        ("BADGE_DATABASE_URL", "badge.sqlite"),
        ("BADGE_DATABASE_URL", "mysql://badge:hunter2@localhost/badge"),
        ("BADGE_CRITERIA", "/nowhere/at/all"),
        ("BADGE_CHECKOUTS", __file__),
        ("BADGE_PUBLIC_URL", "badge.example.org"),
        ("BADGE_LIMIT_DATA", "-1"),
        ("BADGE_LIMIT_IMAGES", "many"),
        ("BADGE_LIMITS_URL", "localhost:6379"),
        ("BADGE_LIMITS_URL", "memcached://localhost"),
        ("BADGE_PROXIES", "1.5"),
        ("BADGE_DUMPS", __file__),
        ("BADGE_PUBLIC_URL", "ftp://badge.example.org"),
        ("BADGE_PUBLIC_URL", "https://"),
        ("BADGE_PUBLIC_URL", "https://badge.example.org:port"),
        ("BADGE_PUBLIC_URL", "https://badge.example.org/?page=1"),
        ("BADGE_PUBLIC_URL", "https://me:hunter2@badge.example.org"),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_variable_and_not_repeated(variable: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({"HOME": "/h", variable: value})
    assert caught.value.variable == variable
    assert str(caught.value).startswith(f"{variable} must ")
    assert "hunter2" not in str(caught.value)


def test_settings_do_not_change_while_badge_runs() -> None:
    settings = Settings.from_environment({"HOME": "/h"})
    with pytest.raises(FrozenInstanceError):
        settings.public_url = "https://elsewhere.example"  # type: ignore[misc]  # that is the point
