"""Texts of the criteria files, each under the context that `Criterion.context` gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from badge.core.companions import PROFILE
from badge.core.messages import Message
from badge.core.tokens import Kind, Part, TokenError, parse, written
from badge.i18n.languages import OWN
from badge.services.translating.texts import Form, Gathered, Slip, Text

Node: TypeAlias = Mapping[str, "object"]
TITLE_NOTE = "A title: keep it short (about 50 Latin letters at most), without a full stop."


def gather(root: Path) -> Gathered:
    """Take the texts out of all series of a checkout."""
    return of_folder(root / "criteria", root)


def of_folder(folder: Path, root: Path) -> Gathered:
    """Take the texts out of all series of a folder with criteria; a slip names its file as it is called from a root."""
    import yaml  # noqa: PLC0415

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: list[Text] = []
    slips: list[Slip] = []
    levels: dict[Path, Node] = {}
    for path in [*sorted(folder.glob("*/**/*.y*ml")), *folder.glob(PROFILE)]:
        if path.relative_to(folder).parts[0] == OWN:
            continue
        try:
            document = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 (a safe loader)
        except yaml.YAMLError as error:
            wrong = Message("It is not YAML: %(wrong)s", {"wrong": " ".join(str(error).split())})
            slips.append(Slip(path.relative_to(root).as_posix(), wrong))
            continue
        if path.parent == folder:
            found += _profile(_node(document))
        elif path.name == "series.yml":
            found += _series(path.parent.name, _node(document))
        elif path.parent.parent.parent == folder:
            levels[path] = _node(document)
    titles = {str(each.get("id")): str(each.get("title", "")) for one in levels.values() for each in _criteria(one)}
    for path, document in levels.items():
        found += _file(path.parent.parent.name, path.parent.name, document, titles)
    return Gathered(tuple(found), tuple(slips))


def _series(series: str, document: Node) -> Iterator[Text]:
    for field in ("title", "summary"):
        if text := document.get(field):
            yield Text(str(text), f"{series}.{field}", notes=(f"The {field} of a series of levels.",), form=Form.PLAIN)
    levels = document.get("levels")
    named = levels.items() if isinstance(levels, Mapping) else [(_node(each).get("id"), each) for each in _list(levels)]
    for level, described in named:
        for field in ("title", "summary"):
            if text := _node(described).get(field):
                notes = (f"The {field} of the level {level} ({series}).",)
                yield Text(str(text), f"{series}.{level}.{field}", notes=notes, form=Form.PLAIN)


def _profile(document: Node) -> Iterator[Text]:
    for question in map(_node, _list(document.get("questions"))):
        own = f"profile.{question.get('id')}"
        for field in ("title", "help"):
            if text := question.get(field):
                notes = (f"The {field} of a question about the project as a whole, asked first.",)
                yield Text(str(text), f"{own}.{field}", notes=notes, form=Form.PLAIN)
        for option in map(_node, _list(question.get("options"))):
            about = (f"An option under the question: {question.get('title')}",)
            yield Text(str(option.get("title")), f"{own}.{option.get('id')}.title", notes=about, form=Form.PLAIN)
            for number, excuse in enumerate(map(_node, _list(option.get("excuses"))), 1):
                notes = (f"Why criteria do not apply when the option is: {option.get('title')}",)
                context = f"{own}.{option.get('id')}.excuse.{number}"
                yield Text(str(excuse.get("reason")), context, notes=notes, form=Form.PLAIN)


def _file(series: str, level: str, document: Node, titles: Mapping[str, str]) -> Iterator[Text]:
    links = {key: _node(link) for key, link in _node(document.get("links")).items()}
    for link in links.values():
        about = (f"The name of a link to {link.get('url')}; it is shown inside a sentence.",)
        yield Text(str(link.get("title")), "link", notes=about, form=Form.PLAIN)
    names = [document.get("group"), *(_node(section).get("title") for section in _list(document.get("sections")))]
    for name in filter(None, names):
        yield Text(str(name), "group", notes=("The heading of a group of criteria.",), form=Form.PLAIN)
    for criterion in _criteria(document):
        for field, text in _texts(criterion):
            example = field.startswith("placeholder.")
            notes = [f"Criterion {criterion.get('id')} ({series}, {level}): {_describe(field)}"]
            notes += [] if example else _token_notes(text, links, titles)
            context = f"{series}.{level}.{criterion.get('id')}.{field}"
            yield Text(text, context, notes=tuple(notes), form=Form.PLAIN if example else Form.TOKENS)


def _texts(criterion: Node) -> Iterator[tuple[str, str]]:
    """Do what `Criterion.texts` does, before there is a Criterion."""
    for field in ("title", "text", "details", "why"):
        if text := criterion.get(field):
            yield field, str(text)
    for number, step in enumerate(_list(criterion.get("how")), 1):
        yield f"how.{number}", str(step)
    for status, text in _node(criterion.get("placeholders")).items():
        yield f"placeholder.{status}", str(text)


def _describe(field: str) -> str:
    head, _, rest = field.partition(".")
    match head:
        case "title":
            return TITLE_NOTE
        case "text":
            return "what it demands, in one sentence."
        case "details":
            return "what counts and what does not."
        case "why":
            return "why it matters."
        case "how":
            return f"step {rest} of how to meet it."
    return f"an example of a justification for the answer {rest}; keep its addresses."


def _token_notes(text: str, links: Mapping[str, Node], titles: Mapping[str, str]) -> list[str]:
    try:
        parts = dict.fromkeys(part for part in parse(text) if part.kind is not Kind.PLAIN)
    except TokenError:
        return []
    return [f"{written(part)}: {_meaning(part, links, titles)}; keep it as it is." for part in parts]


def _meaning(part: Part, links: Mapping[str, Node], titles: Mapping[str, str]) -> str:
    match part.kind:
        case Kind.OBLIGATION:
            return "an obligation word, said in the reader's language"
        case Kind.NUMBER:
            return "a figure"
        case Kind.CODE:
            return "a name or a command, shown as it is"
        case Kind.LINK:
            return f'a link, shown as "{links.get(part.text, {}).get("title", part.text)}"'
    return f'a link to another criterion, shown as "{titles.get(part.text, part.text)}"'


def _criteria(document: Node) -> Iterator[Node]:
    for section in _list(document.get("sections")):
        yield from map(_node, _list(_node(section).get("criteria")))


def _node(found: object) -> Node:
    return found if isinstance(found, Mapping) else {}


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []
