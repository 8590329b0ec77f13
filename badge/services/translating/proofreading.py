"""What a proofreader finds in the English texts and in a catalogue, each with what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from badge.core.errors import BadgeError
from badge.core.messages import Message
from badge.core.tokens import TokenError, signature
from badge.i18n.saying import PLACEHOLDER
from badge.services.translating import catalogues, chinese, glossary
from badge.services.translating.catalogues import Entry
from badge.services.translating.glossary import Glossary
from badge.services.translating.texts import Form, Gathered, Text

ON_PURPOSE = "unchanged: on purpose"
"""A translator's comment at a text that is the same in both languages."""

MOST_WORDS_UNCHANGED = 3
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#[0-9]+);")
_ADDRESS = re.compile(r"https?://[!-~]+")
_TOKEN = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Problem:
    """Something wrong: where (language, context, text), of which kind, and what is wrong and to be done."""

    language: str
    context: str
    text: str
    kind: str
    message: Message
    line: int = 1
    """Where it stands in the catalogue, counted from 1."""


def english(gathered: Gathered) -> list[Problem]:
    """Look at the English texts themselves."""
    found = [Problem("en", slip.place, "", "unreadable", slip.wrong) for slip in gathered.slips]
    for text in gathered.texts:
        for kind, message in _english(text):
            found.append(Problem("en", text.context, text.text, kind, message))
    return found


def catalogue(folder: Path, language: str, texts: Iterable[Text], update: str) -> list[Problem]:
    """Look at a language's catalogue, beside the texts it should have; `update` is the command that brings them in."""
    path = folder / "LC_MESSAGES" / "messages.po"
    try:
        entries = {entry.key: entry for entry in catalogues.read(path)}
        words = glossary.load(folder / "glossary.yml")
    except FileNotFoundError:
        wrong = Message("There is no catalogue. Run: %(command)s", {"command": f"{update} --lang {language}"})
        return [Problem(language, "", "", "unreadable", wrong)]
    except BadgeError as error:
        return [Problem(language, "", "", "unreadable", error.message)]
    found = list(_header(path, language, update))
    wanted = {text.key: text for text in texts}
    for key, entry in entries.items():
        if key not in wanted or entry.plural != wanted[key].plural:
            wrong = Message("The English text is no longer used so. Run: %(command)s", {"command": update})
            found.append(Problem(language, *key, "obsolete", wrong, entry.line))
    for key, text in wanted.items():
        if (known := entries.get(key)) is None:
            wrong = Message("The text is not in the catalogue. Run: %(command)s", {"command": update})
            found.append(Problem(language, *key, "missing", wrong))
        else:
            wrongs = _entry(text, known, language, words)
            found += [Problem(language, *key, kind, message, known.line) for kind, message in wrongs]
    return found


def _english(text: Text) -> Iterator[tuple[str, Message]]:
    for each in filter(None, (text.text, text.plural)):
        if each != each.strip():
            yield "space", Message("The text begins or ends with a space. Take it out.")
        if markup := _MARKUP.search(each):
            wrong = "The text holds the markup %(markup)s. Put markup into templates or use tokens."
            yield "markup", Message(wrong, {"markup": markup[0]})
        if text.form is Form.TOKENS:
            try:
                signature(each)
            except TokenError as error:
                yield "tokens", error.message


def _header(path: Path, language: str, update: str) -> Iterator[Problem]:
    right, given = catalogues.plural_forms(language), catalogues.header_forms(path)
    if given != right:
        values = {"given": given, "command": update}
        wrong = Message("The header says Plural-Forms: %(given)s. Run: %(command)s", values)
        yield Problem(language, "", "", "plural", wrong)


def _entry(text: Text, entry: Entry, language: str, words: Glossary) -> Iterator[tuple[str, Message]]:
    if not any(entry.strings):
        yield "missing", Message("The text is not translated. Translate it.")
    elif entry.fuzzy:
        yield "fuzzy", Message("The English text changed. Mend the translation and take out the fuzzy flag.")
    else:
        yield from _translation(text, entry, language, words)


def _translation(text: Text, entry: Entry, language: str, words: Glossary) -> Iterator[tuple[str, Message]]:
    if entry.origin not in catalogues.ORIGINS:
        yield (
            "origin",
            Message('Nothing says who translated it. Write "# origin: person" or "# origin: machine" above it.'),
        )
    forms = _number_of_forms(language) if text.plural else 1
    if len(entry.strings) != forms or not entry.translated:
        counts = {"forms": forms, "given": sum(map(bool, entry.strings))}
        yield "plural", Message("It has %(given)s of %(forms)s plural forms. Give each form its text.", counts)
        return
    if text.plural and text.form is Form.NAMED:
        yield from _plural_placeholders(text, entry)
    if ON_PURPOSE not in entry.comments and entry.strings[0] == text.text and _is_sentence(text):
        yield (
            "unchanged",
            Message('It is still English. Translate it, or write "# %(comment)s" above it.', {"comment": ON_PURPOSE}),
        )
    for string in dict.fromkeys(entry.strings):
        for look in _LOOKS:
            yield from look(text, string)
        if language.partition("_")[0] == "zh":
            yield from _punctuation(text, string)
        for word, instead in words.slips(text.text, _TOKEN.sub(" ", string)):
            values = {"word": word, "instead": instead}
            yield "glossary", Message('The glossary asks to avoid "%(word)s". Write: %(instead)s', values)


def _is_sentence(text: Text) -> bool:
    bare = _ADDRESS.sub(" ", _TOKEN.sub(" ", PLACEHOLDER.sub(" ", text.text)))
    return len(_WORD.findall(bare)) > MOST_WORDS_UNCHANGED


def _punctuation(text: Text, string: str) -> Iterator[tuple[str, Message]]:
    neutral = PLACEHOLDER.sub("x", string) if text.form is Form.NAMED else _TOKEN.sub("x", string)
    for place, wrong in chinese.findings(_ADDRESS.sub("x", neutral)):
        yield "punctuation", Message("%(wrong)s (%(place)s)", {"wrong": wrong, "place": place})


def _number_of_forms(language: str) -> int:
    from babel.messages.plurals import get_plural  # noqa: PLC0415

    return get_plural(language).num_plurals


def _placeholders(text: str) -> Counter[str]:
    return Counter(found[0] for found in PLACEHOLDER.finditer(text) if found["name"])


def _plural_placeholders(text: Text, entry: Entry) -> Iterator[tuple[str, Message]]:
    """Each form holds what the English plural holds; only the number itself may be left out of the singular."""
    most = _placeholders(text.text) | _placeholders(text.plural)
    for number, string in enumerate(entry.strings):
        given = _placeholders(string)
        lenient = {"%(count)s"} if len(entry.strings) > 1 and number == 0 else set()
        if given - most or set(most - given) - lenient:
            yield "placeholders", _differ("placeholders", most, given)


def _placeholders_kept(text: Text, string: str) -> Iterator[tuple[str, Message]]:
    if text.form is not Form.NAMED:
        return
    if "%" in PLACEHOLDER.sub("", string) and "%" not in PLACEHOLDER.sub("", text.text):
        yield "placeholders", Message("A percent sign stands alone. Write %(sign)s for it.", {"sign": "%%"})
    wanted, given = _placeholders(text.text), _placeholders(string)
    if not text.plural and set(wanted) != set(given):
        yield "placeholders", _differ("placeholders", wanted, given)


def _tokens_kept(text: Text, string: str) -> Iterator[tuple[str, Message]]:
    if text.form is not Form.TOKENS:
        return
    try:
        wanted = signature(text.text)
    except TokenError:
        return  # the English is wrong; that is said of the English
    try:
        given = signature(string)
    except TokenError as error:
        yield "tokens", error.message
        return
    if wanted != given:
        yield "tokens", _differ("tokens", wanted, given)


def _addresses_kept(text: Text, string: str) -> Iterator[tuple[str, Message]]:
    wanted, given = _addresses(text.text), _addresses(string)
    if wanted != given:
        yield "links", _differ("addresses", wanted, given)


def _addresses(text: str) -> Counter[str]:
    return Counter(found.rstrip(".,;:!?)'\"") for found in _ADDRESS.findall(text))


def _spaces_kept(text: Text, string: str) -> Iterator[tuple[str, Message]]:
    if (text.text[:1].isspace(), text.text[-1:].isspace()) != (string[:1].isspace(), string[-1:].isspace()):
        yield "space", Message("It begins or ends with a space where the English does not. Take it out.")


def _no_markup(_: Text, string: str) -> Iterator[tuple[str, Message]]:
    if markup := _MARKUP.search(string):
        yield "markup", Message("The translation holds the markup %(markup)s. Take it out.", {"markup": markup[0]})


_LOOKS: tuple[Callable[[Text, str], Iterator[tuple[str, Message]]], ...] = (
    _placeholders_kept,
    _tokens_kept,
    _addresses_kept,
    _spaces_kept,
    _no_markup,
)


def _differ(what: str, wanted: Counter[str], given: Counter[str]) -> Message:
    missing = tuple(sorted((wanted - given).elements()))
    extra = tuple(sorted((given - wanted).elements()))
    values = {"missing": missing or ("-",), "extra": extra or ("-",)}
    match what:
        case "placeholders":
            return Message("Placeholders differ. Add: %(missing)s. Take out: %(extra)s.", values)
        case "tokens":
            return Message("Tokens differ. Add: %(missing)s. Take out: %(extra)s.", values)
    return Message("Addresses differ. Add: %(missing)s. Take out: %(extra)s.", values)
