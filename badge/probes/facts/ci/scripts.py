"""What a command runs that is written down elsewhere: a package's scripts, a Makefile's targets, a shell script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from posixpath import normpath

from badge.core.evidence import Files
from badge.probes.facts.ci.shell import Command, commands
from badge.probes.facts.structured import dig, ini_of, json_of, rows, strings, table, toml_of, yaml_of
from badge.probes.patterns import compiled, every, first

DEEPEST = 3
"""How many scripts inside each other are followed."""

MOST = 400
"""Commands that one command may stand for."""

MOST_FOLLOWED = 5_000
"""Commands of a whole repository that are looked into for scripts."""

LARGEST_SCRIPT = 128 * 1024
"""Bytes; a larger script is no script."""

_RUNNERS: Mapping[str, str] = {
    "package": r"\A(?:npm(?:\s+-\S+)*\s+(?:(?:run|run-script)\s+)?|(?:yarn|pnpm|bun)(?:\s+-\S+)*\s+(?:run\s+)?"
    r"|node\s+--run\s+"
    r"|(?:npx\s+)?(?:run-[sp]|npm-run-all2?|wireit|turbo\s+run|nx\s+run-many\s+-t)\s+(?:-\S+\s+)*)(\S.*)\z",
    "make": r"\A(?:g|b)?make\b(.*)\z",
    "tox": r"(?:^|[\s/])tox\b(.*)\z",
    "nox": r"(?:^|[\s/])nox\b(.*)\z",
    "just": r"\Ajust\s+(.*)\z",
    "task": r"\A(?:go-)?task\s+(.*)\z",
    "composer": r"\Acomposer\s+(?:-\S+\s+)*(?:run(?:-script)?\s+)?(?:-\S+\s+)*(\S+).*\z",
    "python": r"(?:^|\s)(?:hatch\s+(?:-\S+\s+)*run|pdm\s+run|poe|poetry\s+run|uv\s+run|rye\s+run|pixi\s+run)"
    r"(?:\s+(?:-\S+|poe))*\s+(?:[\w.+-]+:)?([\w:-]+)",
    "shell": r"\A(?:(?:bash|sh|zsh|dash|ksh|pwsh|powershell|cmd|source|\.)\s+(?:-\w+\s+|/c\s+)*)?[\"']?"
    r"(?:\./|\.\\|\$\S+?/)?([\w./\\-]+)",
}  # fmt: skip

_INSTALLED = compiled(r"\b(?:install|add|download)\s(?:.*\s)?[\"']?(?:tox|nox)\b")
"""A command that gets tox or nox, and does not run it."""

_TARGET = compiled(r"^([A-Za-z0-9_./%$(){}-][^\n:=#\t]*?)\s*::?(?:[^=\n]|\n|\z)")


class Scripts:
    """The scripts of a repository, each file read when a command first asks for it."""

    def __init__(self, files: Files) -> None:
        """Keep where to read them."""
        self._files = files
        self._known: dict[str, list[Command]] = {}
        self._texts: dict[str, str] = {}
        self._left = MOST_FOLLOWED
        self._kinds: Mapping[str, Callable[[str], Iterator[Command]]] = {
            "package": self._package,
            "make": self._make,
            "tox": self._tox,
            "nox": self._nox,
            "just": self._just,
            "task": self._task,
            "composer": self._composer,
            "python": self._python,
            "shell": self._shell,
        }

    def inside(self, command: Command) -> list[Command]:
        """Give all commands that a command runs through scripts; whether failure is tolerated goes down with them."""
        if command.text not in self._known and self._left > 0:
            self._known[command.text] = self._follow(replace(command, tolerated=False))
        return [
            replace(each, tolerated=True) if command.tolerated else each for each in self._known.get(command.text, ())
        ]

    def _follow(self, command: Command) -> list[Command]:
        found: list[Command] = []
        done = {command.text}
        waiting = [(command, DEEPEST)]
        while waiting and len(found) < MOST and self._left > 0:
            outer, depth = waiting.pop(0)
            self._left -= 1
            for inner in self._once(outer) if depth else ():
                if inner.text not in done:
                    done.add(inner.text)
                    held = replace(inner, tolerated=inner.tolerated or outer.tolerated)
                    found.append(held)
                    waiting.append((held, depth - 1))
        return found[:MOST]

    def _once(self, command: Command) -> Iterator[Command]:
        for kind, pattern in _RUNNERS.items():
            if (hit := first(pattern, command.text)) and not (
                kind in {"tox", "nox"} and _INSTALLED.occurs(command.text)
            ):
                yield from self._kinds[kind](hit.groups[0].strip())

    def _text(self, path: str) -> str:
        if path not in self._texts:
            entry = self._files.entries.get(path)
            small = entry is not None and (entry.size or 0) <= LARGEST_SCRIPT
            self._texts[path] = (self._files.text(path) if small else None) or ""
        return self._texts[path]

    # npm and those like it --------------------------------------------------------------------------------------

    @cached_property
    def _package_scripts(self) -> dict[str, Command]:
        return self._json_scripts("package.json")

    def _json_scripts(self, path: str) -> dict[str, Command]:
        text = self._text(path)
        scripts = table(dig(json_of(text), "scripts"))
        return {
            name: Command(" ; ".join(strings(value)), path, _line_of(text, f'"{name}"'))
            for name, value in scripts.items()
        }

    def _package(self, words: str) -> Iterator[Command]:
        for word in words.split():
            name = "test" if word == "t" else word
            wanted = [name] if not name.endswith(("*", ":")) else [
                each for each in self._package_scripts if each.startswith(name.rstrip("*"))
            ]  # fmt: skip
            for each in wanted:
                for full in (f"pre{each}", each, f"post{each}"):
                    yield from self._split(self._package_scripts.get(full))

    def _composer(self, word: str) -> Iterator[Command]:
        for each in self._split(self._composer_scripts.get(word)):
            text = each.text
            yield Command(
                f"composer {text[1:]}" if text.startswith("@") else text, each.path, each.line, each.tolerated
            )

    @cached_property
    def _composer_scripts(self) -> dict[str, Command]:
        return self._json_scripts("composer.json")

    @staticmethod
    def _split(script: Command | None) -> Iterator[Command]:
        if script:
            yield from commands(script.text, script.path, script.line)

    # make, just, task -------------------------------------------------------------------------------------------

    def _make(self, words: str) -> Iterator[Command]:
        folder, targets = "", []
        parts = words.split()
        for index, word in enumerate(parts):
            before = parts[index - 1] if index else ""
            if before in {"-C", "--directory"}:
                folder = word.strip("./\"'") + "/"
            elif not word.startswith("-") and "=" not in word and before not in {"-j", "-f", "-l", "-o"}:
                targets.append(word)
        for name in ("GNUmakefile", "makefile", "Makefile"):
            if folder + name in self._files.entries:
                recipes = self._recipes(folder + name)
                for target in targets or [*recipes][:1]:
                    for each in (*recipes.get(target, ("",))[0].split(), target):
                        for _, line, text in [recipes[each]] if each in recipes else []:
                            yield from commands(text, folder + name, line)
                return

    @lru_cache(maxsize=16)  # noqa: B019  # one look lives no longer than its scripts
    def _recipes(self, path: str) -> dict[str, tuple[str, int, str]]:
        """Give for each target what it depends on, the line of its recipe and the recipe."""
        recipes: dict[str, tuple[str, int, str]] = {}
        open_ones: list[str] = []
        for number, line in enumerate(self._text(path).split("\n"), 1):
            if line.startswith("\t"):
                for name in open_ones:
                    needs, begun, body = recipes[name]
                    recipes[name] = (needs, begun or number, body + line[1:].lstrip("@-+") + "\n")
            elif line.strip() and not line.startswith("#"):
                open_ones = []
                if _TARGET.opens(line):
                    names, _, needs = line.partition(":")
                    needs = needs.lstrip(":").partition(";")[0].partition("#")[0]
                    open_ones = [name for name in names.split() if name != ".PHONY"]
                    for name in open_ones:
                        recipes.setdefault(name, (needs, 0, ""))
            elif open_ones:  # keep the lines of a recipe in step
                for name in open_ones:
                    needs, begun, body = recipes[name]
                    recipes[name] = (needs, begun, body + "\n" if begun else body)
        return recipes

    def _just(self, words: str) -> Iterator[Command]:
        for name in ("justfile", "Justfile", ".justfile"):
            text = self._text(name)
            for word in words.split() if text else ():
                body, begun = [], 0
                for number, line in enumerate(text.split("\n"), 1):
                    if begun and (line.startswith((" ", "\t")) or not line.strip()):
                        body.append(line.strip().lstrip("@-"))
                    elif begun:
                        break
                    elif line.lstrip("@").split(":")[0].split(" ")[0] == word and ":" in line and ":=" not in line:
                        begun = number + 1
                        yield from (Command(f"just {each}", name, number) for each in line.partition(":")[2].split())
                yield from commands("\n".join(body), name, begun)

    def _task(self, words: str) -> Iterator[Command]:
        for name in ("Taskfile.yml", "Taskfile.yaml", "taskfile.yml"):
            tasks = table(dig(yaml_of(self._text(name)), "tasks")) if name in self._files.entries else {}
            for word in words.split():
                body = tasks.get(word)
                for each in (
                    [*rows(dig(body, "cmds")), *rows(dig(body, "cmd"))] if isinstance(body, Mapping) else rows(body)
                ):
                    for text in strings(dig(each, "cmd") if isinstance(each, Mapping) else each):
                        yield from commands(text, name, text.line)
                yield from (Command(f"task {each}", name, 0) for each in strings(dig(body, "deps")))

    # Python -----------------------------------------------------------------------------------------------------

    def _tox(self, words: str) -> Iterator[Command]:
        asked = first(r"-e[\s=]*([\w.,{}$-]+)", words)
        names = asked.groups[0].split(",") if asked and "$" not in asked.groups[0] else []
        for path in ("tox.ini", "setup.cfg"):
            text = self._text(path)
            for section, values in ini_of(text).items():
                name = section.rpartition("testenv:")[2] if "testenv:" in section else ""
                if section.rpartition(":")[2] != "testenv" and not name:
                    continue
                # An environment without a section of its own (py312, a factor) runs the commands of [testenv].
                unnamed = not name and any(f"testenv:{each}]" not in text for each in names)
                if not names or name in names or unnamed:
                    yield from commands(_joined(values.get("commands", "")), path, _line_of(text, f"[{section}]"))
        environments = {"": self._project("tox", "env_run_base"), **table(self._project("tox", "env"))}
        for name, each in environments.items():
            if not names or not name or name in names:
                for command in rows(dig(each, "commands")):
                    yield Command(" ".join(strings(command)), "pyproject.toml", 0)
        legacy = self._project("tox", "legacy_tox_ini")
        for section, values in ini_of(legacy if isinstance(legacy, str) else "").items():
            if "testenv" in section and (not names or section.rpartition(":")[2] in {*names, "testenv"}):
                yield from commands(values.get("commands", ""), "pyproject.toml", 0)

    def _nox(self, words: str) -> Iterator[Command]:
        path = "noxfile.py"
        asked = first(r"(?:^|\s)(?:-[set]|--sessions?|--tags?)[\s=]+((?:[\w.-]+\s*)+)", words)
        # What stands before the name of each session's function, and that name; a session may have names and tags.
        heads = every(r"^@(?:nox\.)?session\b((?:[^\n]*\n)+?(?:async )?def \w+)", self._text(path))
        named = [(hit.line, set(compiled(r"[\w.-]+").findall(hit.groups[0]))) for hit in heads]
        wanted = asked.groups[0].split() if asked else []
        names = {part for each in wanted for part in (each, each.rpartition("-")[0])}
        if not any(names & words_of for _, words_of in named):
            names = {"tests", "test"} if names else names
        for hit in every(r"\.run(?:_always|_install)?\(([^()]*)", self._text(path)):
            session = next((words_of for line, words_of in reversed(named) if line <= hit.line), names)
            if names and not names & session:
                continue
            text = " ".join(each.groups[0] for each in every(r"[\"']([^\"']*)[\"']", hit.groups[0].replace(",", "\n")))
            if text:
                yield Command(text, path, hit.line)

    def _python(self, word: str) -> Iterator[Command]:
        for names in (
            ("pdm", "scripts"),
            ("poe", "tasks"),
            ("rye", "scripts"),
            ("pixi", "tasks"),
            ("hatch", "scripts"),
        ):
            yield from self._pyproject(dig(self._project(*names), word))
        for environment in table(self._project("hatch", "envs")).values():
            yield from self._pyproject(dig(environment, "scripts", word))

    def _pyproject(self, script: object) -> Iterator[Command]:
        if isinstance(script, Mapping):
            script = next((script[key] for key in ("cmd", "shell", "composite", "sequence") if key in script), None)
        for text in strings(script):
            yield from commands(text, "pyproject.toml", 0)

    def _project(self, *names: str) -> object:
        return dig(self._pyproject_data, "tool", *names)

    @cached_property
    def _pyproject_data(self) -> object:
        return toml_of(self._text("pyproject.toml"))

    # Shell ------------------------------------------------------------------------------------------------------

    def _shell(self, word: str) -> Iterator[Command]:
        path = normpath(word.replace("\\", "/")).lstrip("/") if word else ""
        name = path.rpartition("/")[2]
        if path not in self._files.entries or (
            "." in name and not name.endswith((".sh", ".bash", ".ps1", ".bat", ".cmd"))
        ):
            return
        text = self._text(path)
        if "." in name or first(r"\A#!.*\b(?:ba|da|z|k)?sh\b", text):
            yield from commands(text, path, 1)


def _joined(text: str) -> str:
    return text.replace("{posargs}", "").replace("{envpython}", "python").replace("{toxinidir}/", "")


def _line_of(text: str, mark: str) -> int:
    at = text.find(mark)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
