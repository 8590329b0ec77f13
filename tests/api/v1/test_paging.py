"""Pages follow one another without a gap or a double, whatever comes in meanwhile; what is known is not sent again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from badge.core.projects import Project
from tests.web.building import Kitchen

LISTS = "/api/v1/projects"


def walk(client: FlaskClient, path: str) -> Iterator[list[dict[str, Any]]]:
    """Follow the header `Link` to the end."""
    while path:
        answer = client.get(path)
        assert answer.json is not None
        link = answer.headers.get("Link", "")
        assert answer.json["next"] == (link.removeprefix("<").removesuffix('>; rel="next"') or None)
        yield answer.json["items"]
        path = (answer.json["next"] or "").removeprefix("http://localhost")


@pytest.fixture
def seven(kitchen: Kitchen) -> list[int]:
    found = [kitchen.register(f"https://github.com/cook/soup-{number}").id for number in range(7)]
    with kitchen.site.database.engine.begin() as connection:
        for number, day in ((1, 9), (2, 5), (3, 5), (4, 5), (5, 1), (6, 5), (7, 9)):
            moment = f"2026-05-0{day} 01:02:03.000004"
            connection.execute(text(f"UPDATE project SET updated_at = '{moment}+00:00' WHERE id = {number}"))
            if kitchen.site.database.sqlite:
                connection.execute(text(f"UPDATE project SET updated_at = '{moment}' WHERE id = {number}"))
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_by_number(client: FlaskClient, seven: list[int], limit: int) -> None:
    pages = list(walk(client, f"{LISTS}?limit={limit}&fields=id"))
    assert [each["id"] for page in pages for each in page] == seven
    assert [len(each) for each in pages[:-1]] == [limit] * (len(pages) - 1)
    assert pages[-1]


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
@pytest.mark.parametrize(
    ("since", "wanted"),
    [
        ("2026-05-05T01:02:03.000004Z", [2, 3, 4, 6, 1, 7]),
        ("2026-05-05T01:02:03.000005Z", [1, 7]),
        ("2026-05-01T00:00:00-02:00", [2, 3, 4, 6, 1, 7]),
        ("2026-05-01T00:00:00+02:00", [5, 2, 3, 4, 6, 1, 7]),
        ("2027-01-01T00:00:00Z", []),
    ],
)
def test_pages_by_change(client: FlaskClient, seven: list[int], limit: int, since: str, wanted: list[int]) -> None:
    pages = walk(client, f"{LISTS}?limit={limit}&fields=id&updated_since={since}")
    assert [each["id"] for page in pages for each in page] == wanted


def test_a_project_that_comes_in_meanwhile_moves_no_other(
    client: FlaskClient, kitchen: Kitchen, seven: list[int]
) -> None:
    found = []
    for page in walk(client, f"{LISTS}?limit=3&fields=id"):
        found += [each["id"] for each in page]
        if len(found) == 3:
            kitchen.register("https://github.com/cook/late")
            with kitchen.site.database.engine.begin() as connection:
                connection.execute(text("DELETE FROM address WHERE project_id = 2"))
                connection.execute(text("DELETE FROM standing WHERE project_id = 2"))
                connection.execute(text("DELETE FROM job_run WHERE project_id = 2"))
                connection.execute(text("DELETE FROM project WHERE id = 2"))
    assert found == [*seven, 8]


@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/projects/1/events"])
def test_events_follow_one_another(client: FlaskClient, lived: Project, path: str) -> None:
    everything = client.get(f"{path}?limit=100").json
    assert everything is not None
    assert [each for page in walk(client, f"{path}?limit=2") for each in page] == everything["items"]
    numbers = [each["id"] for each in everything["items"]]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("cursor", ["0.0", "0.2147483647", "0.9999999999", "99999999999999999.9999999999"])
@pytest.mark.parametrize("query", ["", "&updated_since=2020-01-01T00:00:00Z"])
def test_a_cursor_behind_everything_gives_an_empty_page(
    client: FlaskClient, seven: list[int], cursor: str, query: str
) -> None:
    found = client.get(f"{LISTS}?cursor={cursor}{query}").json
    assert found is not None
    assert (len(found["items"]), found["next"]) == (7 if cursor == "0.0" else len(found["items"]), None)


@pytest.mark.parametrize(
    "spelling",
    [
        "https://github.com/cook/kitchen", "git@github.com:Cook/Kitchen.git", "http://www.github.com/cook/kitchen/",
        "https://codeberg.org/cook/kitchen/src/branch/main", "ssh://git@codeberg.org/cook/kitchen",
    ],
)  # fmt: skip
def test_a_project_is_found_at_its_former_address_too(client: FlaskClient, lived: Project, spelling: str) -> None:
    found = client.get(LISTS, query_string={"repository": spelling, "fields": "id"}).json
    assert found == {"items": [{"id": lived.id}], "next": None}


@pytest.mark.parametrize("address", ["https://github.com/cook/nobody", "no address", "ftp://x.example/y"])
def test_an_address_that_nobody_has_finds_nothing(client: FlaskClient, lived: Project, address: str) -> None:
    found = client.get(LISTS, query_string={"repository": address}).json
    assert found == {"items": [], "next": None}


def test_what_is_known_is_not_sent_again(client: FlaskClient, kitchen: Kitchen, lived: Project) -> None:
    for path in (LISTS, f"{LISTS}/1", f"{LISTS}/1/answers", "/api/v1/openapi.json", "/api/v1/criteria"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    before = client.get(f"{LISTS}/1").headers["ETag"]
    kitchen.answer(lived, clean="Unmet")
    after = client.get(f"{LISTS}/1", headers={"If-None-Match": before})
    assert (after.status_code, after.headers["ETag"] == before) == (200, False)
