"""Other repositories of the project are seen where documents list them."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.core.findings import Outcome
from badge.probes import subprojects

HERE = Repository(web="https://github.com/example/tool")
LISTED = "# Tool\n\n## Our repositories\n\n- https://github.com/example/{}\n- https://github.com/example/{}\n"


@pytest.mark.parametrize(
    ("readme", "outcome"),
    [
        (LISTED.format("server", "docs"), Outcome.MET),
        (LISTED.format("tool", "docs"), Outcome.UNKNOWN),
        (LISTED.replace("example", "others").format("a", "b"), Outcome.UNKNOWN),
        ("# Tool\n\n## Links\n\nhttps://github.com/example/a https://github.com/example/b\n", Outcome.UNKNOWN),
        ("# Tool\n", Outcome.UNKNOWN),
    ],
)
def test_a_list_has_two_others_of_the_same_owner(readme: str, outcome: Outcome) -> None:
    found = subprojects.listed.run(Evidence(MemoryFiles({"README.md": readme}), repository=HERE))
    assert {each.criterion: each.outcome for each in found} == {
        "osps_qa_04_01": outcome,
        "osps_qa_04_02": Outcome.UNKNOWN,
    }


def test_other_repositories_are_named_as_a_hint() -> None:
    readme = "# Tool\n\nSee [server](https://github.com/example/server).\n"
    [first, _] = subprojects.listed.run(Evidence(MemoryFiles({"README.md": readme}), repository=HERE))
    assert first.because.values["names"] == ("server",)


def test_without_an_address_nothing_is_compared() -> None:
    found = subprojects.listed.run(Evidence(MemoryFiles({"README.md": LISTED.format("a", "b")})))
    assert {each.outcome for each in found} == {Outcome.UNKNOWN}
