from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient

from tests.web.building import Kitchen


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/cook/kitchen", "https://github.com/Cook/Kitchen.git", "http://www.github.com/cook/kitchen/",
        "git@github.com:cook/kitchen.git", "https%3A%2F%2Fgithub.com%2Fcook%2Fkitchen", "github.com/cook/kitchen",
        "https://github.com/cook/kitchen/tree/main",
    ],
)  # fmt: skip
def test_a_project_is_found_by_its_address(client: FlaskClient, kitchen: Kitchen, address: str) -> None:
    kitchen.answer(kitchen.register(), tidy="Met")
    answer = client.get(f"/badge?repo={address}")
    assert answer.status_code == 200
    assert answer.data == client.get("/projects/1/badge").data


@pytest.mark.parametrize(
    "query",
    [
        "", "?repo=", "?repo=https://github.com/cook/other", "?repo=nonsense", "?repo=https://[", "?repo=%00",
        "?repo=javascript:alert(1)", "?repo=https://1.2.3.4/a/b", "?repo=" + "x" * 3000, "?other=1",
    ],
)  # fmt: skip
def test_an_unknown_one_has_a_neutral_image(client: FlaskClient, kitchen: Kitchen, query: str) -> None:
    kitchen.register()
    answer = client.get(f"/badge{query}")
    image = fromstring(answer.data)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert image.get("aria-label") == "kitchen seal: unknown"
    assert image.findtext("{*}title") == "No project with this address is known here."
    assert 'fill="#6a737d"' in answer.text


def test_it_takes_wishes_and_has_the_headers_of_a_badge(client: FlaskClient, kitchen: Kitchen) -> None:
    kitchen.register()
    answer = client.get("/badge?repo=https://github.com/cook/other&style=for-the-badge&label=jiko")
    assert fromstring(answer.data).get("aria-label") == "jiko: unknown"
    assert fromstring(answer.data).get("height") == "28"
    assert (answer.headers["Access-Control-Allow-Origin"], answer.headers["Cache-Control"]) == ("*", "no-store")
    again = client.get(
        "/badge?repo=https://github.com/cook/other&style=for-the-badge&label=jiko",
        headers={"If-None-Match": answer.headers["ETag"]},
    )
    assert again.status_code == 304
