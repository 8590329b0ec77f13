"""Sign-offs and agreements are found where they are asked for, and counted where commits carry them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from badge.core.evidence import Commit, Evidence, History, MemoryFiles
from badge.core.findings import Confidence, Finding, Outcome
from badge.core.messages import Message
from badge.probes import contributor_agreements

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
MET, UNMET, UNKNOWN = Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN
GUIDE = (
    "# Contributing\n\nSend pull requests. Write tests for what you change. Thank you for your help with "
    "this project!\n\n{}\n"
)
SIGNED = (("signed-off-by", "Ada <ada@example.org>"),)


def written(texts: dict[str, str]) -> Finding:
    found = contributor_agreements.written.run(Evidence(MemoryFiles(texts)))
    return next(each for each in found if each.criterion == "dco")


def guide(line: str) -> dict[str, str]:
    return {"CONTRIBUTING.md": GUIDE.format(line)}


@pytest.mark.parametrize(
    "texts",
    [
        guide("All commits must be signed off under the Developer Certificate of Origin (DCO)."),
        guide("Please sign the [CLA](https://cla.example.org) before we can merge your change."),
        guide("You need to add a Signed-off-by line:\n\n    git commit -s\n"),
        guide(
            "By submitting a patch, you represent that you have the right to license your\ncontribution to the project."
        ),
        {"DCO": "Developer Certificate of Origin"},
        {".clabot": "{}"},
        {
            ".github/workflows/cla.yml": (
                "on: push\njobs:\n  a:\n    steps:\n      - uses: contributor-assistant/github-action@v2\n"
            )
        },
    ],
)
def test_a_text_or_a_setting_asks_for_an_assertion(texts: dict[str, str]) -> None:
    finding = written(texts)
    assert (finding.outcome, finding.confidence) == (MET, Confidence.GOOD)


@pytest.mark.parametrize(
    "line",
    [
        "There is no CLA to sign.",
        "We do not require a CLA.",
        "- `Signed-off-by: John Doe` - we do not use this, but do not bother removing it.",
        "Your contributions will be licensed under the MIT license.",
        "By sending a patch you agree that it will be licensed under the MIT license.",
        "Sign off before you go home.",
    ],
)
def test_what_denies_it_or_speaks_of_the_license_only_does_not(line: str) -> None:
    assert written(guide(line)).outcome is UNKNOWN


def commits(signed: int, bare: int, email: str = "ada@example.org") -> History:
    return History(
        [
            Commit(
                f"{n:040x}",
                AS_OF - timedelta(days=n % 300),
                "Ada",
                email,
                "Change",
                email,
                1,
                ("a",),
                SIGNED if n < signed else (),
            )
            for n in range(signed + bare)
        ]
    )


def counted(history: History | None, texts: dict[str, str], *limits: Message) -> dict[str, Finding]:
    absent = {"history": Message("The history was not read.")}
    evidence = Evidence(MemoryFiles(texts, limits), history=history, as_of=AS_OF, absent=absent)
    return {each.criterion: each for each in contributor_agreements.signed_off.run(evidence)}


ASKED = guide("All commits must be signed off under the DCO.")


@pytest.mark.parametrize(
    ("history", "texts", "dco", "every"),
    [
        (commits(20, 0), ASKED, (MET, 3), (MET, 3)),
        (commits(20, 0), guide(""), (MET, 2), (MET, 2)),
        (commits(97, 3), ASKED, (MET, 3), (UNKNOWN, 1)),
        (commits(0, 80), guide(""), (UNMET, 2), (UNMET, 2)),
        (commits(0, 80), ASKED, (UNKNOWN, 1), (UNKNOWN, 1)),
        (commits(0, 80), {}, (UNKNOWN, 1), (UNKNOWN, 1)),
        (
            commits(0, 80),
            guide("By sending a patch you agree that it will be licensed under MIT."),
            (UNKNOWN, 1),
            (UNKNOWN, 1),
        ),
        (commits(20, 60), guide(""), (UNKNOWN, 1), (UNMET, 2)),
        (commits(5, 0), ASKED, (UNKNOWN, 1), (UNKNOWN, 1)),
        (commits(80, 0, "bot[bot]@example.org"), ASKED, (UNKNOWN, 1), (UNKNOWN, 1)),
        (None, ASKED, (UNKNOWN, 1), (UNKNOWN, 1)),
    ],
)
def test_commits_are_counted(
    history: History | None, texts: dict[str, str], dco: tuple[Outcome, int], every: tuple[Outcome, int]
) -> None:
    found = counted(history, texts)
    assert (found["dco"].outcome, found["dco"].confidence) == dco
    assert (found["osps_le_01_01"].outcome, found["osps_le_01_01"].confidence) == every


def test_a_missing_text_is_no_reason_where_not_all_files_were_listed() -> None:
    found = counted(commits(0, 80), guide(""), Message("The tree is too large."))
    assert {each.outcome for each in found.values()} == {UNKNOWN}
