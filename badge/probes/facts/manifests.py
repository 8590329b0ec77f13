"""The packages that a tree describes: name, version, licence, addresses and scripts from its manifests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from badge.core.evidence import Entry, Files, Kind
from badge.core.findings import Place
from badge.probes.facts.ecosystems import ECOSYSTEMS, Ecosystem
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.facts.structured import ini_of, json_of, table, toml_of, yaml_of
from badge.probes.patterns import compiled

MOST = 60
"""Manifests that are read; those nearest to the top come first."""

DEEPEST = 3
"""Folders above a manifest that is still read."""

LONGEST = 512 * 1024
"""Characters of a manifest that is read."""

_CLASSIFIER = "License :: "


@dataclass(frozen=True)
class Manifest:
    """What one manifest says. A field it does not have is empty; `dependencies` is None where they are not counted.

    `lines` gives the line on which a field's value stands.
    """

    kind: str
    path: str
    name: str = ""
    version: str = ""
    licence: str = ""
    description: str = ""
    homepage: str = ""
    repository: str = ""
    bugs: str = ""
    scripts: Mapping[str, str] = field(default_factory=dict)
    dependencies: int | None = None
    private: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Give the folder it stands in; empty at the top."""
        return self.path.rpartition("/")[0]


class Manifests(NamedTuple):
    """All manifests that were read, those at the top first."""

    all: tuple[Manifest, ...]
    files: Files
    complete: bool = True

    @property
    def top(self) -> tuple[Manifest, ...]:
        """Give those at the top of the tree."""
        return tuple(each for each in self.all if not each.folder)

    def of(self, *kinds: str) -> tuple[Manifest, ...]:
        """Give those of some ecosystems."""
        return tuple(each for each in self.all if each.kind in kinds)

    def place(self, manifest: Manifest, name: str) -> Place:
        """Pin evidence to the line of a manifest's field."""
        return self.files.place(manifest.path, manifest.lines.get(name, 0), getattr(manifest, name))


def gather(files: Files) -> Manifests:
    """Find the manifests by name and read them."""
    found: list[tuple[int, str, Ecosystem]] = []
    any_name = compiled("|".join(f"({each.names})" for each in ECOSYSTEMS))
    for path, entry in files.entries.items():
        depth = path.count("/")
        name = path.rpartition("/")[2]
        if depth > DEEPEST or entry.kind is not Kind.FILE or not any_name.fits(name):
            continue
        if depth and (is_others(path) or in_tests(path)):
            continue
        ecosystem = next(each for each in ECOSYSTEMS if compiled(each.names).fits(name))
        if not (depth and ecosystem.only_top) and _plausible(entry, name):
            found.append((depth, path, ecosystem))
    found.sort(key=lambda each: each[:2])
    read = []
    for _, path, ecosystem in found[:MOST]:
        text = files.text(path)
        if text is not None and len(text) <= LONGEST:
            read.append(manifest_of(path, text, ecosystem))
    return Manifests(tuple(read), files, len(found) <= MOST)


def _plausible(entry: Entry, name: str) -> bool:
    """Tell a package's DESCRIPTION from any file of that name: only R writes it in capitals."""
    return (entry.size is None or entry.size <= LONGEST) and (name.lower() != "description" or name == "DESCRIPTION")


def manifest_of(path: str, text: str, ecosystem: Ecosystem) -> Manifest:
    """Read one manifest."""
    if ecosystem.form == "text":
        values = {name: _matched(ways[0], text) for name, ways in ecosystem.fields.items()}
        if ecosystem.names.startswith("setup") and not values.get("licence"):
            values["licence"] = _classified(compiled(r"[\"'](License :: [^\"'\n]+)[\"']").findall(text))
        lines = [len(compiled(pattern).findall(text)) for pattern in ecosystem.dependencies]
        return replace(_made(ecosystem, path, text, values), dependencies=sum(lines) if lines else None)
    tree = _parsed(text, ecosystem.form)
    values = {
        name: next((one for way in ways if (one := _value(_walk(tree, way), name))), "")
        for name, ways in ecosystem.fields.items()
    }
    scripts: dict[str, str] = {}
    for way in ecosystem.scripts:
        for name, command in table(_walk(tree, way)).items():
            scripts.setdefault(name, _value(command, "script"))
    count = None
    if tree and ecosystem.dependencies:
        count = sum(_count(_walk(tree, way)) for way in ecosystem.dependencies)
    private = table(tree).get("private") is True
    made = _made(ecosystem, path, text, values)
    return replace(made, scripts=scripts, dependencies=count, private=private)


def _made(ecosystem: Ecosystem, path: str, text: str, values: Mapping[str, str]) -> Manifest:
    """Keep the fields, and find the line of each."""
    lines = {}
    for name, value in values.items():
        at = text.find(value) if value else -1
        if at >= 0:
            lines[name] = text.count("\n", 0, at) + 1

    def kept(name: str) -> str:
        return " ".join(values.get(name, "").split())[:300]

    return Manifest(
        ecosystem.kind,
        path,
        name=kept("name"),
        version=kept("version"),
        licence=kept("licence"),
        description=kept("description"),
        homepage=kept("homepage"),
        repository=kept("repository"),
        bugs=kept("bugs"),
        lines=lines,
    )


def _parsed(text: str, form: str) -> object:
    """Read the text in its form; None where that fails."""
    if form == "json":
        return json_of(text, comments=True)
    if form == "toml":
        return toml_of(text)
    if form == "yaml":
        return yaml_of(text)
    if form == "ini":
        return ini_of(text)
    if form == "xml":
        return xml_of(text)
    return headers_of(text)


def headers_of(text: str) -> Mapping[str, str]:
    """Read `Name: value` lines (or `name = value`); values go on in indented lines, and the first of a name counts."""
    found: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if line[:1] in {" ", "\t"} and name and ":" not in line.split(" ", 1)[0]:
            inner = compiled(_HEADER).match(line.strip())
            if inner and inner.group(1).lower() == "location":
                found.setdefault(inner.group(1).lower(), inner.group(2).strip())
            elif not inner:
                found[name] = f"{found[name]} {line.strip()}".strip()[:2000]
        elif match := compiled(_HEADER).match(line):
            name = match.group(1).lower()
            if name in found:
                name = ""
            else:
                found[name] = match.group(2).strip()
        elif line.strip():
            name = ""
    return found


_HEADER = r"^([A-Za-z][\w.-]{0,40})\s*[:=]\s*(.*)$"


def xml_of(text: str) -> object:
    """Read XML without namespaces as mappings, lists and strings; None where it is broken or defines entities."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - loaded only where a tree has such a file

    try:
        return _element(ET.fromstring(text), 0)  # noqa: S314 - definitions of entities are refused above
    except (ET.ParseError, ValueError, RecursionError):
        return None


def _element(element: object, depth: int) -> object:
    children = list(element)  # type: ignore[call-overload]
    attributes = {f"@{name}": value for name, value in element.attrib.items()}  # type: ignore[attr-defined]
    if depth > 40 or not (children or attributes):
        return (element.text or "").strip()  # type: ignore[attr-defined]
    found: dict[str, object] = dict(attributes)
    if not children and element.text:  # type: ignore[attr-defined]
        found["text"] = element.text.strip()  # type: ignore[attr-defined]
    for child in children:
        name = str(child.tag).rpartition("}")[2]
        made = _element(child, depth + 1)
        before = found.get(name)
        found[name] = made if before is None else [*before, made] if isinstance(before, list) else [before, made]
    return found


def _walk(value: object, way: str) -> object:
    """Follow a dotted path through mappings, ignoring case; through a list, take the first that goes on."""
    for name in way.split("."):
        if isinstance(value, list):
            value = next((each for each in value if isinstance(each, Mapping) and _named(each, name) is not None), None)
        if not isinstance(value, Mapping):
            return None
        value = _named(value, name)
    return value


def _named(values: Mapping[object, object], name: str) -> object:
    if name in values:
        return values[name]
    low = name.lower()
    return next((each for key, each in values.items() if isinstance(key, str) and key.lower() == low), None)


def _value(value: object, name: str) -> str:
    """Make one string of a field's value: of a mapping its address or text, of a list its first, or all licences."""
    if isinstance(value, list):
        if name == "licence":
            texts = [each for each in (_value(one, name) for one in value) if each]
            if any(each.startswith(_CLASSIFIER) for each in texts) or "::" in " ".join(texts):
                return _classified(texts)
            return " OR ".join(texts[:10])
        return next((each for each in (_value(one, name) for one in value) if each), "")
    if isinstance(value, Mapping):
        keys = ("text", "type", "name", "id") if name == "licence" else ("url", "web", "cmd", "shell", "text", "name")
        return next((str(value[key]) for key in keys if isinstance(value.get(key), str)), "")
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, (str, int, float)) else ""


def _classified(classifiers: list[str]) -> str:
    """Give what a package index's classifiers say of the licence, if they say one thing."""
    ends = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith(_CLASSIFIER)]
    ends = [each for each in dict.fromkeys(ends) if each != "OSI Approved"]
    return ends[0] if len(ends) == 1 else ""


def _matched(pattern: str, text: str) -> str:
    match = compiled(pattern).search(text)
    return next((group for group in match.groups() if group), "").strip() if match else ""


def _count(value: object) -> int:
    if isinstance(value, str):
        return sum(1 for each in value.replace("\n", ",").split(",") if each.strip())
    return len(value) if isinstance(value, (list, Mapping)) else 0


def every_address(manifests: Manifests) -> Iterator[tuple[Manifest, str, str]]:
    """Yield each address that a manifest declares, with the field it stands in."""
    for each in manifests.all:
        for name in ("homepage", "repository", "bugs"):
            if address := getattr(each, name):
                yield each, name, address
