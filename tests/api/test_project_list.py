"""The list as JSON and CSV, and the one project that wishes lead to."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.services.importing import Importer
from tests.web.building import NOW, Kitchen


def entry(number: int, **more: Any) -> dict[str, Any]:
    made = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return {
        "id": number, "name": f"soup {number}", "repo_url": f"https://github.com/Cook/Soup-{number}",
        "homepage_url": f"https://soup{number}.example.org/", "created_at": made.isoformat(),
        "updated_at": (made + timedelta(days=1)).isoformat(), **more,
    }  # fmt: skip


WARM = {
    "clean_status": "Met",
    "clean_justification": "https://a.example/b",
    "tidy_status": "Met",
    "sharp_status": "Met",
}


@pytest.fixture
def menu(kitchen: Kitchen) -> Kitchen:
    """Fill the site with 45 projects; those whose number ends with 5 have reached the first level."""

    def tell(label: str, message: Message) -> None:
        raise AssertionError(f"{label}: {message}")

    importer = Importer(kitchen.site.database, kitchen.site.criteria, LOCAL, NOW, tell, keep_ids=True)
    list(importer.entries(entry(each, **(WARM if each % 10 == 5 else {})) for each in range(1, 46)))
    return kitchen


def ids(client: FlaskClient, query: str, path: str = "/projects.json") -> list[int]:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert isinstance(answer.json, list)
    return [each["id"] for each in answer.json]


def test_a_page_has_twenty_whole_entries(client: FlaskClient, menu: Kitchen) -> None:
    answer = client.get("/projects.json")
    assert answer.mimetype == "application/json"
    assert answer.json is not None
    assert [each["id"] for each in answer.json] == list(range(1, 21))
    assert answer.json[4] == client.get("/projects/5.json").json
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/projects.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/en/projects.json", "/fr/projects.json", "/pt-BR/projects.json", "/zh-CN/projects.json"]
)
def test_the_language_of_the_address_makes_no_difference(client: FlaskClient, menu: Kitchen, path: str) -> None:
    assert client.get(path, headers={"Accept-Language": "sw"}).data == client.get("/projects.json").data


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("page=3", list(range(41, 46))), ("page=4", []), ("page=99999999999999999999", []),
        ("page=0", list(range(1, 21))),
        ("page=x", list(range(1, 21))), ("page=-1", list(range(1, 21))), ("nothing=1", list(range(1, 21))),
        ("url=https%3A%2F%2Fgithub.com%2FCook%2FSoup-7", [7]),
        ("url=https://github.com/Cook/Soup-7", [7]),
        ("url=https%253A%252F%252Fgithub.com%252FCook%252FSoup-7", [7]),
        ("url=https://github.com/cook/soup-7/%20", [7]),
        ("url=https://soup7.example.org", [7]), ("url=http://soup7.example.org/", [7]),
        ("url=https://github.com/x/y", []),
        ("url=nonsense", []), ("q=soup+7", [7]), ("q=SOUP%2033", [33]), ("q=salad", []), ("q=%25", []),
        ("pq=soup+4", [4, 40, 41, 42, 43, 44, 45]), ("pq=https://github.com/Cook/Soup-45", [45]),
        ("ids=3,1,99", [1, 3]),
        ("ids=" + ",".join(map(str, range(1, 41))), list(range(1, 21))), ("ids=x", []), ("ids=2&page=2", []),
        ("gteq=100", [5, 15, 25, 35, 45]), ("lteq=99&ids=4,5,6", [4, 6]),
        ("gteq=1&lteq=99", []), ("gteq=x&ids=1", [1]),
        ("status=warm&ids=5,6", [5]), ("status=in_progress&ids=5,6", [6]), ("status=hot", []),
        ("status=x&ids=1", [1]),
        ("gteq=100&q=soup+3", [35]), ("sort=id&sort_direction=desc&page=3", [5, 4, 3, 2, 1]),
        ("sort=tiered_percentage&sort_direction=desc&ids=4,5,6", [5, 6, 4]), ("sort=nothing&ids=2,1", [1, 2]),
        ("sort=updated_at&sort_direction=desc&ids=1,2,3", [3, 2, 1]), ("sort=name&ids=2,10,1", [1, 10, 2]),
        ("sort=achieved_warm_at&ids=4,5", [5, 4]), ("q=%00&ids=1", [1]), ("pq=%00&ids=1", [1]),
        ("url=%00", []), ("url=&ids=1", [1]),
        ("q=" + "zz+" * 3000, []),
    ],
)  # fmt: skip
def test_every_parameter_counts(client: FlaskClient, menu: Kitchen, query: str, wanted: list[int]) -> None:
    assert ids(client, query) == wanted


def test_up_to_21_numbers_are_asked(client: FlaskClient, menu: Kitchen) -> None:
    query = "ids=" + ",".join(map(str, range(1, 41)))
    assert ids(client, f"{query}&page=2") == [21]


def test_a_table_has_the_same_page(client: FlaskClient, menu: Kitchen) -> None:
    answer = client.get("/projects.csv?gteq=100&page=1")
    assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("text/csv", "*")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [each["id"] for each in rows] == ["5", "15", "25", "35", "45"]
    assert (rows[0]["clean_justification"], rows[0]["spicy_justification"]) == ("https://a.example/b", "")
    assert "conflicts" not in rows[0]
    assert client.get("/sw/projects.csv?page=9").text.count("\n") == 1
    header = client.get("/projects.csv").text.partition("\r\n")[0]
    assert header == answer.text.partition("\r\n")[0]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(client: FlaskClient, kitchen: Kitchen, formula: str) -> None:
    importer = Importer(kitchen.site.database, kitchen.site.criteria, LOCAL, NOW, lambda _label, _message: None)
    list(importer.entries([{"id": 1, "name": f"x{formula}", "description": f"{formula}"}]))
    [row] = csv.DictReader(io.StringIO(client.get("/projects.csv").text))
    assert row["description"] == f"'{formula.strip()}"
    assert row["name"].startswith("x")


# --- as= -------------------------------------------------------------------------------------------------------------

URL = "url=https%3A%2F%2Fgithub.com%2FCook%2FSoup-7"


@pytest.mark.parametrize(
    ("address", "status", "location"),
    [
        (f"/projects?as=badge&{URL}", 301, "/projects/7/badge"),
        (f"/en/projects?as=badge&{URL}", 301, "/projects/7/badge"),
        (f"/projects.json?as=badge&{URL}", 301, "/projects/7/badge.json"),
        (f"/en/projects.json?as=badge&{URL}", 301, "/projects/7/badge.json"),
        (f"/projects?as=entry&{URL}", 301, "/projects/7"),
        (f"/en/projects?as=entry&{URL}", 301, "/en/projects/7"),
        (f"/en/projects?as=entry&section=choose&{URL}", 301, "/en/projects/7/choose"),
        (f"/en/projects?as=entry&section=hot&{URL}", 301, "/en/projects/7/hot"),
        (f"/en/projects?as=entry&section=//evil.example&{URL}", 301, "/en/projects/7"),
        (f"/en/projects.json?as=entry&{URL}", 301, "/projects/7.json"),
        (f"/en/projects?as=edit&{URL}", 302, "/en/projects/7/choose/edit"),
        (
            f"/en/projects?as=edit&section=hot&{URL}&clean_status=met&clean_justification=a%20%C3%A4%26&overrides=*&page=1",
            302, "/en/projects/7/hot/edit?clean_status=met&clean_justification=a+%C3%A4%26&overrides=%2A",
        ),
        (f"/projects?as=edit&{URL}&name=", 302, "/projects/7/choose/edit?name="),
        ("/projects?as=badge&gteq=100&q=soup+35", 301, "/projects/35/badge"),
    ],
)  # fmt: skip
def test_one_project_that_fits_is_led_to(
    client: FlaskClient, menu: Kitchen, address: str, status: int, location: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.location) == (status, location)


@pytest.mark.parametrize(("query", "status"), [("url=https://github.com/x/y", 404), ("gteq=100", 409), ("", 409)])
@pytest.mark.parametrize("path", ["/projects", "/en/projects", "/projects.json"])
def test_a_badge_for_none_or_several_is_a_problem(
    client: FlaskClient, menu: Kitchen, query: str, status: int, path: str
) -> None:
    answer = client.get(f"{path}?as=badge&{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wish", ["entry", "edit", "nothing"])
def test_where_several_fit_the_list_is_shown(client: FlaskClient, menu: Kitchen, wish: str) -> None:
    assert client.get(f"/en/projects?as={wish}&gteq=100").mimetype == "text/html"
    assert ids(client, f"as={wish}&gteq=100&page=1") == [5, 15, 25, 35, 45]


def test_a_page_without_a_language_still_leads_to_the_readers(client: FlaskClient, menu: Kitchen) -> None:
    answer = client.get("/projects?q=soup", headers={"Accept-Language": "sw"})
    assert (answer.status_code, answer.location) == (302, "/sw/projects?q=soup")


def test_nobody_is_followed(client: FlaskClient, menu: Kitchen) -> None:
    client.get("/en")
    for path in ("/projects.json", "/projects.csv", f"/projects?as=badge&{URL}"):
        assert "Set-Cookie" not in client.get(path).headers
