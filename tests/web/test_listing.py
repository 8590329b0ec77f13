"""The list as people use it: searched, filtered, sorted, with sentences for what cannot be read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from badge.core.messages import Message
from badge.core.people import LOCAL
from badge.services.importing import Importer
from tests.web.building import NOW, Kitchen, words

WARM = {
    "clean_status": "Met", "clean_justification": "https://a.example/b", "tidy_status": "Met", "sharp_status": "Met",
}  # fmt: skip
ENTRIES = [
    {"id": 1, "name": "Noodles", "description": "Soup for cold days", "repo_url": "https://github.com/Cook/Noodles",
     "license": "MIT OR 0BSD", "implementation_languages": "C, Python", "updated_at": "2026-01-02T00:00:00Z", **WARM},
    {"id": 2, "name": "Dumplings", "description": "热汤和饺子", "repo_url": "https://gitlab.com/kitchen/east/dumplings",
     "license": "MIT", "implementation_languages": "Go", "updated_at": "2026-02-02T00:00:00Z"},
    {"id": 3, "name": "<b>Bread & salt</b>", "description": "Warm bread", "repo_url": "https://github.com/cook/bread",
     "license": "0BSD", "implementation_languages": "c", "updated_at": "2026-03-02T00:00:00Z"},
]  # fmt: skip


@pytest.fixture
def menu(kitchen: Kitchen) -> Kitchen:
    """Bring three projects in."""

    def tell(label: str, message: Message) -> None:
        raise AssertionError(f"{label}: {message}")

    list(Importer(kitchen.site.database, kitchen.site.criteria, LOCAL, NOW, tell, keep_ids=True).entries(ENTRIES))
    return kitchen


def shown(page: str) -> list[int]:
    """Give the numbers of the projects that a page lists, in its order."""
    return [int(each.partition('"')[0]) for each in page.split('class="name" href="/en/projects/')[1:]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", [3, 2, 1]), ("q=soup", [1]), ("q=cook+bread", [3]), ("q=热汤", [2]), ("q=饺", [2]), ("q=汤热", []),
        ("q=github.com/cook", [3, 1]), ("language=C", [3, 1]), ("language=python", [1]), ("license=mit", [2, 1]),
        ("forge=github.com", [3, 1]), ("owner=github.com/Cook", [3, 1]), ("owner=gitlab.com/kitchen", [2]),
        ("level=warm", [1]), ("level=none%3Akitchen", [3, 2]), ("level=&q=", [3, 2, 1]), ("since=2026-02-02", [3, 2]),
        ("verified=0", [3, 2, 1]), ("verified=1", []), ("gteq=100", [1]), ("lteq=99", [3, 2]), ("sort=name", [3, 2, 1]),
        ("sort=id", [1, 2, 3]), ("sort=-tiered_percentage&q=cook", [1, 3]),
        ("sort=name&sort_direction=desc", [1, 2, 3]),
        ("language=C&license=0BSD&level=warm", [1]), ("page=1", [3, 2, 1]), ("pq=du", [2]), ("ids=1,3", [3, 1]),
    ],
)  # fmt: skip
def test_page_and_data_select_alike(client: FlaskClient, menu: Kitchen, query: str, wanted: list[int]) -> None:
    answer = client.get(f"/en/projects?{query}")
    assert answer.status_code == 200
    assert shown(answer.text) == wanted
    data = client.get(f"/projects.json?{query}").json
    assert data is not None
    assert sorted(each["id"] for each in data) == sorted(wanted)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=yesterday", "Write the day as year, month and day, like 2026-01-31."),
        ("since=2026-1-3", "Write the day as year, month and day, like 2026-01-31."),
        ("verified=101", "Write a whole number from 0 to 100."),
        ("gteq=x", "Write a whole number from 0 to 200."),
        ("owner=cook", "Write the forge and the owner, like git.example.org/owner."),
        ("level=cold", "There is no such level. Take one of these: warm and hot."),
        ("level=none%3Aother", "There is no such level."),
        ("status=cold", "There is no such level."),
        ("page=0", "Write the number of a page, from 1 on."),
        ("sort=shoes", "A list cannot be sorted by this."),
        ("sort_direction=up", "Write asc or desc."),
        ("language=" + "x" * 300, "This is too long"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_listed(
    client: FlaskClient, menu: Kitchen, query: str, sentence: str
) -> None:
    answer = client.get(f"/en/projects?{query}")
    assert answer.status_code == 400
    assert sentence in words(answer.text)
    assert shown(answer.text) == []


def test_data_refuse_what_is_ours_and_leave_out_what_is_the_contracts(client: FlaskClient, menu: Kitchen) -> None:
    answer = client.get("/projects.json?since=x")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "since: Write the day" in answer.text
    assert client.get("/projects.csv?verified=x").status_code == 400
    assert client.get("/projects.json?gteq=x&page=x&sort=x").status_code == 200


def test_the_length_of_a_list_is_told(client: FlaskClient, menu: Kitchen) -> None:
    for query, said in (
        ("", "3 projects"),
        ("q=soup", "1 project"),
        ("license=MIT", "2 projects"),
        ("q=x", "0 projects"),
    ):
        assert f"{said} Order" in words(client.get(f"/en/projects?{query}").text)


def test_each_wish_can_be_taken_away(client: FlaskClient, menu: Kitchen) -> None:
    page = client.get("/en/projects?q=soup&language=C&level=warm&sort=name").text
    assert 'href="/en/projects?language=C&amp;level=warm&amp;sort=name"' in page
    assert "Good kitchens: Warm or higher" in words(page)
    assert '<option value="warm" selected>' in page
    assert "No project fits" in words(client.get("/en/projects?q=soup&language=Go").text)


def test_what_others_wrote_is_only_text(client: FlaskClient, menu: Kitchen) -> None:
    page = client.get("/en/projects", query_string={"q": '"><script>x', "pq": '"><b>'}).text
    assert "<script>x" not in page
    assert "<b>" not in client.get("/en/projects").text.partition("<main")[2]


def test_a_look_makes_answers_verified_in_the_list(client: FlaskClient, kitchen: Kitchen) -> None:
    project = kitchen.register()
    kitchen.answer(project, clean="Met https://a.example/b")
    assert "0 of 1" in words(client.get("/en/projects").text)


def test_the_next_page_of_data_is_named(client: FlaskClient, kitchen: Kitchen) -> None:
    importer = Importer(kitchen.site.database, kitchen.site.criteria, LOCAL, NOW, lambda *_: None)
    list(importer.entries({"id": each, "name": f"dish {each}"} for each in range(1, 26)))
    first = client.get("/projects.json?q=dish&sort=name")
    onward = first.headers["Link"].partition(">")[0].lstrip("<").removeprefix("http://localhost")
    second = client.get(onward)
    assert first.json is not None
    assert second.json is not None
    names = [each["name"] for each in (*first.json, *second.json)]
    assert names == sorted(names)
    assert len(set(names)) == 25
    assert "Link" not in second.headers


# --- organisations and statistics ------------------------------------------------------------------------------------


def test_an_organisation_shows_levels_and_what_is_missing(client: FlaskClient, menu: Kitchen) -> None:
    page = words(client.get("/en/organisations/github.com/cook").text)
    assert "github.com/cook 2 projects" in page
    assert "What keeps most projects from their next level" in page
    assert "A clean floor" in page
    assert "Dumplings" not in page
    assert client.get("/en/organisations/github.com/Cook").location == "/en/organisations/github.com/cook"
    assert (
        client.get("/en/organisations?owner=https://github.com/Cook/").location == "/en/organisations/github.com/cook"
    )
    assert "There is no project here" in words(client.get("/en/organisations/github.com/nobody").text)
    assert client.get("/en/organisations/nonsense").status_code == 404


def test_a_list_of_addresses_is_an_organisation_too(client: FlaskClient, menu: Kitchen) -> None:
    asked = "github.com/cook/noodles\nhttps://gitlab.com/kitchen/east/dumplings.git\nhttps://github.com/x/y"
    page = words(client.get("/en/organisations", query_string={"addresses": asked}).text)
    assert "2 projects" in page
    assert "At 1 address there is no project yet." in page
    many = " ".join(f"https://a.example/{each}" for each in range(201))
    assert client.get("/en/organisations", query_string={"addresses": many}).status_code == 400
    assert client.get("/en/organisations?owner=cook").status_code == 400
    assert client.get("/en/organisations").status_code == 200


def test_an_organisation_can_be_had_as_a_table(client: FlaskClient, menu: Kitchen) -> None:
    answer = client.get("/organisations.csv?owner=github.com/cook")
    head, bread, noodles = answer.text.splitlines()
    assert head.startswith('"id","name","repo_url"')
    assert '"kitchen_level"' in head
    assert bread.startswith('"3","<b>Bread')
    assert '"warm","100"' in noodles
    data = client.get("/organisations.json?addresses=https://github.com/x/y").json
    assert data == {"projects": [], "more": False, "missing": ["https://github.com/x/y"]}
    for query in ("", "owner=cook", "addresses="):
        assert client.get(f"/organisations.csv?{query}").status_code == 400


def test_statistics_have_a_table_for_each_chart(client: FlaskClient, menu: Kitchen) -> None:
    from badge.services import figures

    with menu.site.database.writing() as session:
        figures.look_back(session, menu.site.criteria, NOW)
        session.commit()
    page = client.get("/en/project_stats").text
    said = words(page)
    assert "Statistics 3 projects" in said
    assert "A clean floor 1 0 0 2" in said
    assert "No level yet 2 66.7%" in said
    assert "Half of them had it within" in said
    assert page.count('role="img"') == page.count("<title id=")
    assert "style=" not in page.partition("<main")[2]


def test_nothing_to_count_says_what_to_do(client: FlaskClient) -> None:
    assert "There is nothing to count yet" in words(client.get("/en/project_stats").text)
