"""Licence texts are recognised word for word, and what departs from them is named."""

from __future__ import annotations

from importlib.metadata import distributions
from pathlib import Path

import pytest

from badge.probes.facts import licence_prints
from badge.probes.facts.approval import expression
from badge.probes.facts.licence_prints import (
    Print,
    kept,
    read,
    sampled,
    segment,
    words_of,
    written,
    written_register,
)
from badge.probes.facts.licence_texts import identify, is_advice

TEXTS = {path.stem: path.read_text() for path in (Path(__file__).parents[2] / "data" / "licences").glob("*.txt")}
MIT = TEXTS["MIT"]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_is_recognised(name: str) -> None:
    text = identify(TEXTS[name])
    assert text.ids == (name,)
    assert text.exact


HARMLESS = {
    "wrapped otherwise": " ".join(MIT.split()),
    "in capitals": MIT.upper(),
    "behind comment marks": "".join(f"// {line}\n" for line in MIT.split("\n")),
    "with Windows line ends": MIT.replace("\n", "\r\n"),
    "with curly quotes": MIT.replace('"Software"', "\u201cSoftware\u201d"),
    "spelt with a hyphen": MIT.replace("NONINFRINGEMENT", "NON-INFRINGEMENT"),
    "with another title": MIT.replace("MIT License", "The MIT License (MIT)\n====================="),
    "with many owners": MIT.replace("Authors\n", "Authors\nCopyright (c) 2020-2023 Jane Doe <jane@example.org>.\n"),
    "with a notice in two lines": MIT.replace("Authors\n", "Authors, and many others,\nsee the AUTHORS file.\n"),
    "without a title": MIT.partition("\n")[2],
    "as a page": "<html><body><h1>MIT License</h1><p>" + MIT.replace("\n\n", "</p>\n<p>") + "</p></body></html>",
    "with its link": MIT + "\nhttps://opensource.org/licenses/MIT\n",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_not_change_a_licence_does_not_count(text: str) -> None:
    assert identify(text).ids == ("MIT",)
    assert identify(text).exact


CHANGED = {
    "a clause after it": MIT + "\nThe Software may not be used for commercial purposes.\n",
    "a clause before it": "Companies need a paid permission before they use this.\n\n" + MIT,
    "a clause in it": MIT.replace(
        "THE SOFTWARE IS", "The Software shall be used for Good, not Wrong.\n\nTHE SOFTWARE IS"
    ),
    "a friendly clause": MIT + "\nEach user owes the author one beer.\n",
    "a word turned": MIT.replace("without restriction", "with restriction"),
    "a word put in": MIT.replace("is hereby granted", "is hereby not granted"),
    "a word taken out": MIT.replace(" sublicense,", ""),
    "a sentence taken out": MIT.replace(
        "The above copyright notice and this permission notice shall be included in all\n"
        "copies or substantial portions of the Software.",
        "",
    ).replace("subject to the following conditions:", "subject to conditions:"),
    "a condition in the place of a name": MIT.replace("AUTHORS OR COPYRIGHT HOLDERS BE", "AUTHORS, IF PAID A FEE, BE"),
    "a second half of somebody else": MIT[:500] + "Everything else is up to the lawyers of the company.",
    "a clause in another language": MIT + "\n本软件不得用于商业目的。未经许可不得转载。版权所有者保留一切权利。\n",
}


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED.keys())
def test_a_changed_licence_is_never_taken_for_the_licence(text: str) -> None:
    assert not identify(text).exact


def test_an_added_clause_is_shown() -> None:
    text = identify(MIT + "\nThe Software may not be used for commercial purposes.\n")
    assert (text.ids, text.departs) == (("MIT",), "added")
    assert text.excerpt == "The Software may not be used for commercial purposes."
    assert text.line == len(MIT.split("\n")) + 1


def test_the_place_of_a_missing_clause_is_shown() -> None:
    text = identify(TEXTS["BSD-3-Clause"].replace("must reproduce the above copyright", "must mention"))
    assert (text.ids, text.nearest, text.departs) == ((), "BSD-3-Clause", "missing")
    assert 8 <= text.line <= 11
    assert 0.8 < text.score < 1


def test_two_licences_in_one_file_are_both_found() -> None:
    text = identify(MIT + "\n\n" + TEXTS["ISC"])
    assert set(text.ids) == {"MIT", "ISC"}
    assert text.exact


@pytest.mark.parametrize(
    "text", ["", "   \n", "All rights reserved.", "See LICENSE-MIT and LICENSE-APACHE.", "x " * 70_000]
)
def test_a_text_without_a_licence_is_none(text: str) -> None:
    assert identify(text).ids == ()
    assert identify(text).nearest == ""


def test_the_texts_of_installed_packages_read_as_what_these_declare() -> None:
    right, wrong = 0, []
    for package in distributions():
        declared = expression(str(package.metadata.json.get("license_expression", "")))
        own = [each for each in package.files or [] if each.match("*.dist-info/licenses/LICEN[CS]E*")]
        own = [each for each in own if "_vendor" not in each.parts]  # what a package carries along is not its own
        for file in own if declared else []:
            text = identify(Path(str(file.locate())).read_text("utf-8", errors="replace"))
            if text.exact and declared:
                families = {name.removesuffix("-only").removesuffix("-or-later") for name in declared.ids}
                right += families.issuperset(text.ids)
                wrong += [] if families.issuperset(text.ids) else [(package.name, text.ids)]
    assert wrong == []
    assert right >= 5


def test_the_kept_fingerprints_can_be_read_and_cover_the_usual_licences() -> None:
    names = {line.partition(" ")[0] for line in kept().lines}
    usual = (
        "0BSD AFL-3.0 AGPL-3.0 Apache-1.1 Apache-2.0 Artistic-1.0-Perl Artistic-2.0 BSD-2-Clause BSD-3-Clause "
        "BSD-4-Clause BSL-1.0 BUSL-1.1 BlueOak-1.0.0 CC-BY-4.0 CC-BY-NC-4.0 CC-BY-SA-4.0 CC0-1.0 CDDL-1.0 "
        "CECILL-2.1 CPL-1.0 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 Elastic-2.0 GPL-2.0 GPL-3.0 HPND ISC "
        "JSON LGPL-2.0 LGPL-2.1 LGPL-3.0 LPPL-1.3c MIT MIT-0 MPL-1.1 MPL-2.0 MS-PL MulanPSL-2.0 NCSA OFL-1.1 "
        "OSL-3.0 PHP-3.01 PSF-2.0 PostgreSQL Python-2.0 Ruby SSPL-1.0 UPL-1.0 Unlicense Vim W3C WTFPL X11 "
        "ZPL-2.1 Zlib curl"
    )
    assert set(usual.split()) - names == set()
    assert all(written(read(line)) == line for line in kept().lines)


def test_the_register_belongs_to_the_fingerprints() -> None:
    assert Path(licence_prints.__file__).with_name("licence_marks.bin").read_bytes() == written_register(kept().lines)


def test_the_register_tells_which_share_of_a_sample_is_there() -> None:
    line = next(each for each in kept().lines if each.startswith("ISC "))
    sample = sorted(sampled(read(line)))
    assert dict(kept().shares(sample))[line] == 1
    assert dict(kept().shares(sample[1:]))[line] == (len(sample) - 1) / len(sample)
    assert dict(kept().shares([])) == {}


def test_a_fingerprint_survives_writing_and_reading() -> None:
    words = words_of("one may do with this work whatever one likes as long as it is fun").words
    one = Print("Fun-1.0", (segment(words[:3], required=True, gap=0), segment(words[3:], required=False, gap=7)))
    assert read(written(one)) == one


def test_todays_advice_below_an_older_licence_of_gnu_changes_nothing() -> None:
    advice = (
        "You should have received a copy of the GNU General Public License along\n"
        "with this program; if not, see <https://www.gnu.org/licenses/>.\n"
    )
    assert is_advice("GPL-2.0", words_of(advice).words)
    assert not is_advice("GPL-2.0", words_of(f"{advice}You must not use it in shops.\n").words)
    assert not is_advice("MIT", words_of(advice).words)
    assert not identify(f"{MIT}\n{advice}").exact
