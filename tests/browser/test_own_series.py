"""The journey with a series of one's own: a folder, its form in Chinese, its badge; nothing is left of other series."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from badge.i18n.languages import shelf
from badge.services.asking import load_criteria
from tests.browser.conftest import ROOT, Server, build_kettle, serving

pytestmark = pytest.mark.browser

LABEL = "harbour seal"
CHINESE = {
    "Our own criteria": "我们自己的标准",
    "Ready": "就绪",
    "Basics": "基本要求",
    "Somebody to ask": "可以询问的人",
    "The project {MUST} name at least {1} person or group that answers for it.": (
        "项目{MUST}指明至少{1}个负责的人或团队。"
    ),
    "Questions get an answer": "提问有回音",
    "Somebody {SHOULD} answer a question within {3} working days.": "{SHOULD}有人在{3}个工作日内回答提问。",
    "A guide for operators": "运维手册",
    "Does anybody run the software?": "有人运行这个软件吗？",
    "No, other software uses it": "没有，它被别的软件使用",
    "Nobody runs the software by itself.": "没有人单独运行这个软件。",
}


def badge(*words: str) -> str:
    """Give a command as a person does, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "badge", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Begin a series, change a text and the label, translate some of it, and serve it."""
    folder = tmp_path_factory.mktemp("own")
    criteria = folder / "criteria"
    badge("criteria", "new", str(criteria))
    _change(criteria / "own" / "series.yml", "label: our criteria", f"label: {LABEL}")
    _change(criteria / "own" / "ready" / "1-basics.yml", "within {5} working days", "within {3} working days")
    badge("criteria", "lint", str(criteria))
    badge("translations", "update", "--criteria", str(criteria), "--lang", "zh-CN")
    catalogue = criteria / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    for english, chinese in CHINESE.items():
        _change(catalogue, f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{chinese}"')
    build_kettle(folder / "checkouts" / "kettle")
    with serving(folder, "--criteria", str(criteria)) as started:
        yield started


def test_from_a_folder_to_a_form_to_a_badge(page: Page, own: Server) -> None:
    seen = [_read(page, own, "")]
    page.fill("#where", "kettle")
    page.keyboard.press("Enter")
    form = page.locator("#the-form")
    fact = page.locator("[name='fact[operation]'][value=used]")
    expect(form.or_(fact)).to_have_count(1, timeout=60_000)
    project = re.search(r"/projects/(\d+)", page.url)
    assert project
    seen.append(_read(page, own, f"/projects/{project[1]}/facts"))
    assert "有人运行这个软件吗？" in seen[-1]
    fact.check()
    page.locator("#the-facts button[type=submit]").first.click()
    page.wait_for_url("**/edit")
    seen.append(page.content())
    for text in ("就绪", "基本要求", "可以询问的人", "提问有回音"):
        assert text in seen[-1], text
    main = page.locator("main").inner_text()
    assert "项目必须指明至少1个负责的人或团队。" in main
    assert "应当有人在3个工作日内回答提问。" in main
    assert Axe().run(page).violations_count == 0
    for criterion, status in (("contact_named", "Met"), ("questions_answered", "Met"), ("operators_guide", "N/A")):
        page.locator(f"input[name='project[{criterion}_status]'][value='{status}']").check()
    _reason(page, "contact_named", "平台团队，见README。")
    _reason(page, "operators_guide", "没有人单独运行它。")
    page.locator("button[name=continue][value=leave]").first.click()
    page.wait_for_url(re.compile(r"/projects/\d+(/\w+)?$"))
    seen.append(page.content())
    assert "我们自己的标准" in seen[-1]
    badge_image = page.request.get(f"{own.url}/projects/{project[1]}/badge").text()
    assert LABEL in badge_image
    assert re.search(r">\s*ready\s*<", badge_image)
    others = ("criteria", "criteria/ready", "criteria/contact_named", "projects", f"projects/{project[1]}/look")
    seen += [_read(page, own, f"/{path}") for path in others]
    data = page.request.get(f"{own.url}/projects/{project[1]}.json").text()
    seen += [badge_image, data, _read(page, own, "/criteria/ready", language="sw")]
    named = _words_of_other_series()
    assert len(named) > 5
    for text in seen:
        assert not [each for each in named if each.casefold() in text.casefold()]


def test_what_the_folder_does_not_say_stays_english_and_the_page_does_not(page: Page, own: Server) -> None:
    _read(page, own, "/criteria/ready?details=true")
    main = page.locator("main").inner_text()
    assert "写下" not in main
    assert "建议 to write down how the software is started" in main, "only the obligation has its word"
    assert "就绪" in main


def _words_of_other_series() -> set[str]:
    """Give what must not be read anywhere: the series and levels that come with badge, in English and Chinese."""
    catalog = shelf().catalog("zh_Hans")
    found = {"passing", "openssf", "best practices", "CC BY"}
    for series in load_criteria().series:
        found |= {series.label, series.title, catalog.pgettext(f"{series.id}.title", series.title)}
        found |= {level.summary for level in series.levels}
    return found - {""}


def _read(page: Page, server: Server, path: str, language: str = "zh-CN") -> str:
    answer = page.goto(f"{server.url}/{language}{path}")
    assert answer is not None
    assert answer.status == 200, path
    return page.content()


def _reason(page: Page, criterion: str, text: str) -> None:
    field = page.locator(f"textarea[name='project[{criterion}_justification]']")
    if not field.is_visible():
        page.locator(f"#{criterion} .reason-fold > summary").click()
    field.fill(text)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")
