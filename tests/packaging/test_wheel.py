"""The package that people install: built, installed into a fresh environment, and used from an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from badge import __version__

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.wheel


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a package of that kind with what is installed here, so that no network is needed."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    finished = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    [package] = target.iterdir()
    return package


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the files that are tracked, or will be: building writes into the folder it builds from."""
    copy = tmp_path_factory.mktemp("checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(command, cwd=ROOT, text=True).split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a checkout."""
    return build("wheel", checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment, and return that environment's folder of programs.

    What badge needs is lent from here, by a .pth file; the checkout is not, since such a file's own are not read.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-qq", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    [packages] = folder.glob("lib/python3*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def tell(installed: Path, folder: Path, *command: str) -> str:
    """Return what a program of the fresh environment prints, started in an empty folder."""
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    program, *arguments = command
    finished = subprocess.run(
        [str(installed / program), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def names(archive: Path) -> set[str]:
    """Return the names of the files in a wheel."""
    return set(zipfile.ZipFile(archive).namelist())


def test_it_is_found_in_the_fresh_environment_and_not_in_the_checkout(installed: Path, tmp_path: Path) -> None:
    place = tell(installed, tmp_path, "python", "-c", "import badge; print(badge.__file__)")
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_its_program_can_be_started_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    assert __version__ in tell(installed, tmp_path, "badge", "--version")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["criteria", "static", "translations"])
def test_from_an_empty_folder_it_finds_every_file_of(
    folder: str, installed: Path, tmp_path: Path, checkout: Path
) -> None:
    ask = f"from badge.resources import data_folder; print(data_folder({folder!r}))"
    place = Path(tell(installed, tmp_path, "python", "-c", ask).strip())
    found = {str(path.relative_to(place)) for path in place.rglob("*")}
    expected = {
        str(path.relative_to(checkout / folder))
        for path in (checkout / folder).rglob("*")
        if folder != "translations"
        or (path.suffix != ".po" and path.name != "glossary.yml")  # those are for translators
    }
    assert expected
    assert found == expected


def test_the_criteria_are_read(installed: Path, tmp_path: Path) -> None:
    assert "contribution" in tell(installed, tmp_path, "badge", "criteria", "list")


def test_a_series_of_ones_own_can_be_begun(installed: Path, tmp_path: Path) -> None:
    tell(installed, tmp_path, "badge", "criteria", "new", "own")
    assert "in order" in tell(installed, tmp_path, "badge", "criteria", "lint", "own")


def test_every_catalogue_is_compiled(wheel: Path) -> None:
    languages = {path.parts[-3] for path in ROOT.glob("translations/*/LC_MESSAGES/messages.po")}
    assert {"zh_Hans", "sw"} <= languages
    compiled = {name.split("/")[-3] for name in names(wheel) if name.endswith(".mo")}
    assert compiled == languages


def test_the_licences_are_in_it(wheel: Path) -> None:
    assert {Path(name).name for name in names(wheel) if "/licenses/" in name} >= {"LICENSE", "MIT.txt", "CC-BY-4.0.txt"}


def test_nothing_but_badge_is_in_it(wheel: Path) -> None:
    assert {name.split("/")[0] for name in names(wheel)} == {"badge", f"badge-{__version__}.dist-info"}


def test_the_source_package_gives_the_same_wheel(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    source = build("sdist", checkout, tmp_path / "sdist")
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    subprocess.run(["tar", "-xzf", source, "-C", unpacked], check=True)
    [folder] = unpacked.iterdir()
    assert names(build("wheel", folder, tmp_path / "wheel")) == names(wheel)
