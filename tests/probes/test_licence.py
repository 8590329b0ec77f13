"""Licence probes: the text at the usual place, and whether it is free."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import licence
from badge.probes.probe import run

TEXTS = {path.stem: path.read_text() for path in (Path(__file__).parents[1] / "data" / "licences").glob("*.txt")}
MIT, ISC, WTFPL = TEXTS["MIT"], TEXTS["ISC"], TEXTS["WTFPL"]
JSON = MIT.replace("THE SOFTWARE IS", "The Software shall be used for Good, not Evil.\n\nTHE SOFTWARE IS")
NOTHING = {"README.md": "# A tool\n\nIt does things.\n", "src/main.c": "int main(void) { return 0; }\n"}

PROBES = (licence.location, licence.free, licence.osi)


def look(files: Mapping[str, str | bytes | None], limits: tuple[Message, ...] = ()) -> dict[str, Finding]:
    evidence = Evidence(MemoryFiles(files, limits=limits))
    return {finding.criterion: finding for finding in run(evidence, PROBES, strict=True)}


@pytest.mark.parametrize(
    "path",
    [
        "LICENSE", "LICENSE.md", "Licence.txt", "copying", "COPYING.LESSER", "UNLICENSE", "MIT-LICENSE", "LICENSE-MIT",
        "LICENSE.rst", "LICENSES/MIT.txt", "LICENSE/MIT", "license.html", "LICENSE_1_0.txt", "LICENSING.md",
    ],
)  # fmt: skip
def test_the_text_is_found_at_the_usual_places(path: str) -> None:
    found = look({path: MIT, "README": "hello"})["license_location"]
    assert (found.outcome, found.confidence) == (Outcome.MET, Confidence.DIRECT)
    assert found.places[0].path == path


@pytest.mark.parametrize(
    "path", ["license.py", "licenses.json", "license_test.go", "unlicensed", "LICENSE.lock", "src/copying.c"]
)
def test_a_file_that_only_sounds_like_it_is_no_licence(path: str) -> None:
    found = look({path: MIT, **NOTHING})["license_location"]
    assert (found.outcome, found.confidence) == (Outcome.UNMET, Confidence.DIRECT)


@pytest.mark.parametrize(
    ("files", "confidence"),
    [
        ({}, Confidence.DIRECT),
        ({"package.json": '{"license": "MIT"}'}, Confidence.PARTIAL),
        ({"README.md": "# A tool\n\n## License\n\nLicensed under the MIT license.\n"}, Confidence.PARTIAL),
        ({"README.md": f"# A tool\n\n## Credits\n\n{MIT}"}, Confidence.PARTIAL),
    ],
)
def test_no_file_is_unmet(files: dict[str, str], confidence: Confidence) -> None:
    found = look({**NOTHING, **files})["license_location"]
    assert (found.outcome, found.confidence) == (Outcome.UNMET, confidence)


@pytest.mark.parametrize(
    "files",
    [
        {"packages/a/LICENSE": MIT},
        {"LICENSE": "MIT"},
        {"LICENSE-THIRD-PARTY.txt": MIT},
        {"LICENSE": "See the website, please. " * 3},
    ],
)
def test_in_doubt_nothing_is_said_of_the_place(files: dict[str, str]) -> None:
    assert look({**NOTHING, **files})["license_location"].outcome is Outcome.UNKNOWN


def test_a_link_counts_as_present_but_is_not_read() -> None:
    found = look({"LICENSE": None, **NOTHING})
    assert found["license_location"].outcome is Outcome.MET
    assert found["license_location"].confidence is Confidence.GOOD
    assert found["floss_license"].outcome is Outcome.UNKNOWN


def test_a_tree_that_was_not_read_whole_says_nothing_by_absence() -> None:
    found = look(NOTHING, limits=(Message("The tree was too large."),))
    assert {each.outcome for each in found.values()} == {Outcome.UNKNOWN}


def test_a_licence_that_could_not_be_read_says_nothing() -> None:
    evidence = Evidence(MemoryFiles({"LICENSE": MIT}, unreadable=["LICENSE"]))
    found = {each.criterion: each for each in run(evidence, PROBES, strict=True)}
    assert found["floss_license"].outcome is Outcome.UNKNOWN
    assert found["floss_license_osi"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("files", "free", "osi"),
    [
        ({"LICENSE": MIT}, "met 5", "met 5"),
        ({"LICENSE-MIT": MIT, "LICENSE-ISC": ISC}, "met 4", "met 4"),
        (
            {"LICENSE-MIT": MIT, "COPYING": "You may choose the MIT or the ISC licence. See both files."},
            "met 3",
            "met 3",
        ),
        ({"LICENSE": WTFPL}, "met 5", "unmet 3"),
        ({"LICENSE": JSON}, "unmet 4", "unmet 4"),
        ({"LICENSE": MIT, "COPYING": WTFPL}, "met 4", "unknown 1"),
        ({"LICENSE": MIT, "COPYING": JSON}, "unknown 1", "unknown 1"),
        ({"LICENSE": MIT, "package.json": '{"license": "GPL-3.0-only"}'}, "met 3", "met 3"),
        ({"LICENSE": MIT, "LICENSE-THIRD-PARTY": "Many other things. " * 400}, "met 5", "met 5"),
        ({"LICENSE": MIT + "\nNo use by banks.\n"}, "unknown 1", "unknown 1"),
        (
            {"LICENSE": MIT + '\n"Commons Clause" License Condition v1.0\n\nYou may not sell it.\n'},
            "unmet 3",
            "unmet 3",
        ),
        ({"LICENSE": "This text is our own and says a lot of things about use. " * 60}, "unknown 1", "unknown 1"),
        ({"LICENSE": "Copyright 2024 A Company. All rights reserved. Confidential."}, "unmet 3", "unmet 3"),
        ({"package.json": '{"license": "MIT"}'}, "met 2", "met 2"),
        ({"package.json": '{"license": "SEE LICENSE IN EULA"}'}, "unknown 1", "unknown 1"),
        ({"Cargo.toml": '[package]\nname = "a"\nlicense = "MIT/Apache-2.0"\n'}, "met 2", "met 2"),
        ({"composer.json": '{"license": "BUSL-1.1"}'}, "unmet 2", "unmet 2"),
        ({}, "unknown 1", "unknown 1"),
    ],
)
def test_whether_it_is_free(files: dict[str, str], free: str, osi: str) -> None:
    found = look({**NOTHING, **files})
    said = [f"{found[each].outcome} {found[each].confidence}" for each in ("floss_license", "floss_license_osi")]
    assert said == [free, osi]


def test_a_near_miss_names_the_line_that_departs() -> None:
    found = look({"LICENSE": MIT + "\nNo use by banks.\n"})["floss_license"]
    assert str(found.because) == (
        "LICENSE holds the license MIT and other text that may change it, which begins at line 23."
    )
    assert found.places[0].line == 23
    assert found.places[0].excerpt == "No use by banks."
