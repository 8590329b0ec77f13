"""The page that shows the badge in every style, theme, language and series, and what to paste for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

import pytest
from flask.testing import FlaskClient

from badge.storage import projects
from badge.svg import STYLES
from tests.web.building import Kitchen, words

PAGE = "/en/projects/1/badges"


@dataclass(frozen=True)
class Seen:
    """What the page shows: its text, what each copy button copies, and the addresses of its images."""

    status: int
    html: str

    @property
    def words(self) -> str:
        return words(self.html)

    @property
    def pasted(self) -> dict[str, str]:
        return {
            name: unescape(text)
            for name, text in re.findall(r'<pre id="([^"]+)"[^>]*>(.*?)</pre>', self.html, re.DOTALL)
        }

    @property
    def images(self) -> list[str]:
        return [unescape(each) for each in re.findall(r'<img [^>]*src="([^"]+)"', self.html)]


Look = Callable[..., Seen]


@pytest.fixture
def seen(client: FlaskClient, kitchen: Kitchen) -> Look:
    """Register a project, and give what opens its page."""
    kitchen.register()

    def look(query: str = "", language: str = "en") -> Seen:
        answer = client.get(PAGE.replace("en", language, 1) + query)
        return Seen(answer.status_code, answer.get_data(as_text=True))

    return look


def test_without_a_wish_it_is_the_badge_that_everybody_knows(seen: Look) -> None:
    page = seen()
    assert page.status == 200
    assert page.pasted["snippet-markdown"] == (
        "[![kitchen seal: the level of kitchen](http://localhost/projects/1/badge)](http://localhost/projects/1)"
    )
    assert page.pasted["the-command"] == "badge write --output docs/badge.svg"
    assert "In words: kitchen seal: in progress 0%" in page.words


def test_all_styles_stand_side_by_side_and_are_images(seen: Look, client: FlaskClient) -> None:
    images = seen("?theme=dark&label=my%20house").images
    assert len(images) == len(STYLES) + 2
    drawn = {client.get(each).get_data() for each in images}
    assert len(drawn) == len(STYLES)
    assert all(b"my house" in each.lower() for each in drawn)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_what_is_pasted_leads_to_the_image_that_is_shown(
    seen: Look, client: FlaskClient, style: str, theme: str
) -> None:
    page = seen(f"?style={style}&theme={theme}&lang=sw&show=proof&label=a%5D(b)%20%26%20_c_")
    address = page.pasted["address-image"].removeprefix("http://localhost")
    assert address == page.images[-1]
    assert address in page.pasted["snippet-markdown"]
    image = client.get(address)
    assert image.status_code == 200
    assert b"a](b) &amp; _c_" in image.get_data() or b"A](B) &amp; _C_" in image.get_data()
    assert ('id="snippet-html-picture"' in page.html) == (theme != "auto")


def test_every_address_is_there(seen: Look, client: FlaskClient) -> None:
    found = {name: text for name, text in seen("?style=plastic").pasted.items() if name.startswith("address-")}
    assert found.keys() >= {"address-image", "address-words", "address-json", "address-shields", "address-oembed"}
    for each in found.values():
        assert client.get(each.removeprefix("http://localhost")).status_code == 200, each


def test_the_words_are_in_the_language_of_the_reader(seen: Look) -> None:
    page = seen("?lang=zh-CN")
    assert "in progress 0%" in page.words
    assert "the level of kitchen" in page.pasted["snippet-html"]
    assert page.pasted["the-command"].endswith("--lang zh-CN")
    assert 'alt="kitchen seal: in progress 0%"' not in seen("", "sw").html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("style=round", "style cannot be round. Choose one of these: flat, flat-square,"),
        ("style=<b>", "style cannot be <b>."),
        ("theme=blue", "theme cannot be blue. Choose one of these: light, dark, and auto."),
        ("series=garage", "series cannot be garage. Choose one of these: kitchen."),
        ("lang=tlh", "lang cannot be tlh. Choose one of these: en,"),
        ("show=all", "show cannot be all. Choose one of these: proof."),
        ("label=a%0Ab", "This label cannot be shown. Write at most 64 characters in one line"),
        ("label=" + "x" * 65, "This label cannot be shown."),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_shown(seen: Look, query: str, said: str) -> None:
    page = seen(f"?{query}&{'theme=dark' if 'style' in query else 'style=plastic'}")
    assert page.status == 400
    assert said in page.words
    assert page.images[-1] == f"/projects/1/badge?{'theme=dark' if 'style' in query else 'style=plastic'}"
    assert "<b>" not in page.html.partition("<main")[2]


def test_what_is_empty_or_unknown_is_no_slip(seen: Look) -> None:
    page = seen("?style=&theme=&label=&lang=&series=&show=&size=9")
    assert (page.status, page.images[-1]) == (200, "/projects/1/badge")


def test_a_hostile_name_and_label_stay_words(seen: Look, kitchen: Kitchen) -> None:
    with kitchen.site.database.writing() as session:
        projects.describe(session, 1, '"><script>x</script>](y)', "", "", "en")
        session.commit()
    page = seen("?label=%22%3E%3Cimg%20src%3Dx%3E%27%3Bls")
    assert "<script>x" not in page.html
    assert "<img src=x" not in page.html
    assert page.pasted["the-command"].endswith("""'--label="><img src=x>'"'"';ls'""")


def test_an_unknown_project_has_no_badges(client: FlaskClient) -> None:
    assert client.get("/en/projects/9/badges").status_code == 404


def test_the_page_of_the_project_leads_there(seen: Look, client: FlaskClient) -> None:
    seen()
    assert f'href="{PAGE}"' in client.get("/en/projects/1/warm").get_data(as_text=True)
