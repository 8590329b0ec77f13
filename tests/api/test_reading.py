"""The feed, the map, the robots, the figures, addresses with a language, and errors as data."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient
from sqlalchemy import text

from badge.services import figures
from tests.web.building import NOW, Kitchen

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WARM = {"clean": "Met https://kitchen.example/floor", "tidy": "Met", "sharp": "Met"}


def test_the_feed_lists_what_changed_last(client: FlaskClient, kitchen: Kitchen) -> None:
    for number in range(52):
        kitchen.register(f"https://github.com/cook/soup-{number}")
    kitchen.answer(kitchen.register("https://github.com/cook/soup-3"), **WARM)
    with kitchen.site.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE project SET name = 'a<b>&\x0b', updated_at = :at WHERE id = 4"), {"at": "2027-01-01"}
        )
    answer = client.get("/feed")
    assert answer.mimetype == "application/atom+xml"
    root = fromstring(answer.data)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert root.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2027-01-01T00:00:00.000Z"
    assert entries[0].findtext(f"{ATOM}title") == "a<b>&"
    assert entries[0].findtext(f"{ATOM}summary") == "kitchen seal: Warm"
    assert entries[1].findtext(f"{ATOM}summary") == "kitchen seal: in progress, 0%"
    assert entries[0].findtext(f"{ATOM}id") == "http://localhost/projects/4"
    links = [each.get("href") for each in entries[0].findall(f"{ATOM}link")]
    assert links == ["http://localhost/projects/4", "http://localhost/projects/4.json"]


def test_a_feed_may_be_read_in_a_language(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    root = fromstring(client.get("/zh-CN/feed").data)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    [entry] = root.findall(f"{ATOM}entry")
    assert next(entry.iter(f"{ATOM}link")).get("href") == "http://localhost/zh-CN/projects/1"
    assert fromstring(client.get("/fr/feed").data).get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert client.get("/feed").data == client.get("/feed", headers={"Accept-Language": "sw"}).data


def test_an_empty_feed_is_one(client: FlaskClient) -> None:
    assert fromstring(client.get("/feed").data).findtext(f"{ATOM}updated") == "2026-03-04T05:06:07.000Z"


def test_robots_find_the_map_and_no_form(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /*/edit" in lines


def test_the_map_names_every_page_in_every_language(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    index = [each.text for each in fromstring(client.get("/sitemap.xml").data).iter(f"{MAP}loc")]
    assert index == ["http://localhost/sitemap/pages.xml", "http://localhost/sitemap/projects-0.xml"]
    found = fromstring(client.get("/sitemap/projects-0.xml").data)
    pages = [each.text for each in found.iter(f"{MAP}loc")]
    assert pages == [f"http://localhost/{each}/projects/1/warm" for each in ("en", "sw", "zh-CN")]
    first = next(found.iter(f"{MAP}url"))
    assert first.findtext(f"{MAP}lastmod") == "2026-03-04T05:06:07.000Z"
    links = {each.get("hreflang"): each.get("href") for each in first.iter("{http://www.w3.org/1999/xhtml}link")}
    assert links == {
        "en": "http://localhost/en/projects/1/warm", "sw": "http://localhost/sw/projects/1/warm",
        "zh-Hans": "http://localhost/zh-CN/projects/1/warm", "x-default": "http://localhost/projects/1/warm",
    }  # fmt: skip
    for address in (
        *pages,
        *(each.text for each in fromstring(client.get("/sitemap/pages.xml").data).iter(f"{MAP}loc")),
    ):
        assert address is not None
        assert client.get(address.removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize("name", ["projects-x", "projects-01", "projects--1", "projects-99999999", "other"])
def test_there_are_no_other_maps(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/sitemap/{name}.xml")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def counted(kitchen: Kitchen) -> Kitchen:
    """Three projects, one of which reached the first level; counted yesterday and today."""
    for number in range(3):
        kitchen.register(f"https://github.com/cook/soup-{number}")
    kitchen.answer(kitchen.register("https://github.com/cook/soup-1"), **WARM)
    with kitchen.site.database.writing() as session:
        session.execute(text("UPDATE project SET created_at = '2026-03-02 00:00:00.000000' WHERE id = 1"))
        figures.keep(session, kitchen.site.criteria, NOW - timedelta(days=1))
        session.commit()
    return kitchen


TODAY, YESTERDAY, BEFORE = (f"2026-03-0{each}T00:00:00.000Z" for each in (4, 3, 2))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("total_projects", {BEFORE: 1, YESTERDAY: 3, TODAY: 3}),
        ("hot", [
            {"name": f">={each}%", "data": {YESTERDAY: int(each == 50), TODAY: int(each == 50)}}
            for each in (50, 75, 90, 100)
        ]),
        ("percent_earning", [
            {"name": "Warm", "data": {YESTERDAY: 33.33, TODAY: 33.33}},
            {"name": "Red hot", "data": {YESTERDAY: 0.0, TODAY: 0.0}},
        ]),
        ("reminders", [
            {"name": "Reminders sent", "data": {}}, {"name": "Projects changed after a reminder", "data": {}},
        ]),
    ],
)  # fmt: skip
def test_a_series_has_a_point_for_each_day_that_is_known(
    client: FlaskClient, counted: Kitchen, name: str, wanted: object
) -> None:
    assert client.get(f"/project_stats/{name}.json").json == wanted


def test_every_series_is_there_in_every_language(client: FlaskClient, counted: Kitchen) -> None:
    names = (
        "total_projects", "nontrivial_projects", "hot", "percent_earning", "activity_30", "daily_activity", "reminders",
        "user_statistics",
    )  # fmt: skip
    for name in names:
        for language in ("", "/en", "/fr", "/sw"):
            answer = client.get(f"{language}/project_stats/{name}.json")
            assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


def test_the_table_of_days_is_json_and_csv(client: FlaskClient, counted: Kitchen) -> None:
    found = client.get("/project_stats.json").json
    assert found is not None
    assert [each["created_at"] for each in found] == [BEFORE, YESTERDAY, TODAY]
    assert (found[2]["percent_ge_0"], found[2]["percent_ge_100"], found[2]["percent_1_ge_50"]) == (3, 1, 1)
    assert (found[0]["percent_ge_0"], "percent_ge_50" in found[0]) == (1, False)
    rows = list(csv.DictReader(io.StringIO(client.get("/en/project_stats.csv").text)))
    assert [each["percent_ge_0"] for each in rows] == ["1", "3", "3"]
    assert rows[0]["percent_ge_50"] == ""


def test_without_any_count_today_is_counted(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    assert client.get("/project_stats/total_projects.json").json == {TODAY: 1}


@pytest.mark.parametrize("path", ["/project_stats/nothing.json", "/en/project_stats/warm.json", "/project_stats.xml"])
def test_there_are_no_other_figures(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


# --- languages and errors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/fr/projects/1.json", "/projects/1.json"), ("/en/projects/1/badge", "/projects/1/badge"),
        ("/pt-BR/projects/1/badge.json?x=1", "/projects/1/badge.json?x=1"),
        ("/zh-CN/projects/1/kitchen", "/projects/1/kitchen"),
        ("/sw/projects/1/kitchen.json", "/projects/1/kitchen.json"),
    ],
)  # fmt: skip
def test_data_has_one_address_for_all_languages(
    client: FlaskClient, kitchen: Kitchen, path: str, location: str
) -> None:
    kitchen.register()
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (301, location)


@pytest.mark.parametrize(
    "path", ["/x/projects/1.json", "/toolong0tag/projects/1/badge", "/e n/projects.json", "/1/feed"]
)
def test_what_is_no_language_leads_nowhere(client: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.register()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/nothing", "/nothing.json", "/en/nothing.csv", "/projects/1/nothing.json"])
def test_an_address_of_data_that_is_none_is_a_problem(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json is not None
    assert (answer.json["status"], answer.json["title"], answer.json["instance"]) == (404, "Not Found", path)


def test_the_wrong_method_and_a_database_that_is_gone_are_problems(client: FlaskClient, kitchen: Kitchen) -> None:
    assert client.post("/projects.json").mimetype == "application/problem+json"
    with kitchen.site.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE project RENAME TO elsewhere"))
    answer = client.get("/projects.json")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert client.get("/en/projects").mimetype == "text/html"
