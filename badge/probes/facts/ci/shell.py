"""A shell script cut into its commands, without comments, quoted documents, and leading words that change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from badge.probes.patterns import compiled

LONGEST_SCRIPT = 64 * 1024
"""Characters of one script that are looked at."""


@dataclass(frozen=True)
class Command:
    """One command and where it stands. `tolerated`: whatever it finds, the run goes on as if nothing had been."""

    text: str
    path: str
    line: int
    tolerated: bool = False

    @property
    def quiet(self) -> bool:
        """Tell whether it only prints, moves or installs something, so that names in it are not programs it runs."""
        return QUIET.opens(self.text)


_LEADING = compiled(
    r"\A(?:(?:if|then|do|else|elif|while|until|time|exec|nice|env|command|call|!|\{|\(|@|-|&)\s+"
    r"|sudo(?:\s+-[ugh]\s+\S+|\s+-\w+|\s+--\S+)*\s+"
    r"|[A-Za-z_]\w*=(?:\"[^\"]*\"|'[^']*'|\$\([^)]*\)|[^\s\"';&|()]*)\s+"
    r"|(?:xvfb-run|dbus-run-session|timeout|retry|stdbuf|nohup)(?:\s+-\S+)*(?:\s+\d+[smh]?)?\s+(?:--\s+)?)+"
)

QUIET = compiled(
    r"\A(?:\S*/)?(?:echo|printf|return|local|print|then|else|do|\{|\}|\(|\)|write-(?:host|output)|cat|cd|pushd|cp|mv|rm|ln|mkdir|ls|grep|sed|awk|head|tail|touch|chmod|chown"
    r"|tar|unzip|curl|wget|which|where|type|test|\[|\[\[|export|set|unset|source|git|gh|svn|true|false|sleep|exit|fi"
    r"|done|hash|command|rem|::|title|codecov|add-apt-repository"
    r"|(?:python[\d.]*\s+-m\s+|uv\s+)?pip[\d.]*\s+(?:install|download|wheel|uninstall)"
    r"|(?:pipx|gem|brew|apt|apt-get|dnf|yum|zypper|choco|conda|mamba|micromamba|luarocks|opam|port|vcpkg|scoop|winget"
    r"|go|cargo|rustup|npm|pnpm|yarn|bun|composer|poetry|pdm|uv|uv\s+tool|dotnet\s+tool|raco\s+pkg|mix\s+local\.\w+"
    r"|stack|cabal|nimble|shards|dart\s+pub|flutter\s+pub|swift\s+package|eask|cask|ghcup|julia|pacman|apk|pkg|pkgin"
    r"|pkg_add|snap|npm\s+exec|asdf|mise|pyenv|rbenv|rvm|nvm|sdk)"
    r"(?:\s+-\S+(?:\s+\S+[=:]\S+)?)*\s+(?:install|i|ci|add|global|require|update|upgrade|sync|self|component|toolchain|target|remove"
    r"|uninstall|download|tap|get|restore|lock|cache|login|config|-S\w*|plugin|use|setup)\b"
    r"|cpanm|cpm|pacman|sdkmanager|pkg-config|install-\w+|\S+\s+(?:--version|-V|--help))(?:\s|\z)"
    r"|\A[A-Za-z_]\w*\+?=[^$]*\z"
)

_FORGIVING = compiled(r"\A\s*(?:true|:|exit\s+0|echo\b.*|/bin/true|cmd\s+/c\s+exit\s+0)\s*\z")

_DOCUMENT = compiled(r"<<-?\s*[\\\"']?([A-Za-z_]\w*)")


def commands(script: str, path: str, line: int = 0, *, tolerated: bool = False) -> Iterator[Command]:
    """Yield the commands of a script whose first line stands at `line`."""
    forgiving = tolerated
    for number, whole in _lines(script[:LONGEST_SCRIPT]):
        parts = _split(whole)
        for index, (text, joint) in enumerate(parts):
            bare = _LEADING.sub("", text.strip()).strip()
            if bare.startswith("set ") and "+e" in bare.split():
                forgiving = True
            ignored = joint == "||" and index + 1 < len(parts) and _FORGIVING.opens(parts[index + 1][0])
            if bare:
                yield Command(bare, path, line + number if line else 0, forgiving or bool(ignored))


def _lines(script: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, line); lines that end in a backslash are joined, comments and quoted documents left out."""
    waiting, begun, until = "", 0, ""
    for number, line in enumerate(script.split("\n")):
        if until:
            until = "" if line.strip() == until else until
            continue
        if not waiting:
            begun = number
        bare = line.rstrip()
        if bare.endswith(("\\", " `", " ^")) and not bare.lstrip().startswith("#"):
            waiting += bare[:-1] + " "
            continue
        whole, waiting = waiting + bare, ""
        if whole.lstrip().startswith(("#", "::", "REM ", "rem ")):
            continue
        if found := _DOCUMENT.search(whole):
            until = found.group(1)
        yield begun, whole
    if waiting:
        yield begun, waiting


def _split(line: str) -> list[tuple[str, str]]:
    """Cut at && || ; | and & outside quotes: each part with the sign that follows it; stop at a comment."""
    parts: list[tuple[str, str]] = []
    quote, start, at, end = "", 0, 0, len(line)
    while at < end:
        sign = line[at]
        if quote:
            if sign == "\\" and quote == '"':
                at += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'":
            quote = sign
        elif sign == "\\":
            at += 1
        elif sign == "#" and (at == 0 or line[at - 1].isspace()):
            end = at
            break
        elif sign in ";&|" and not (sign == "&" and (line[at - 1 : at] == ">" or line[at + 1 : at + 2] == ">")):
            joint = sign * 2 if line.startswith(sign * 2, at) else sign
            parts.append((line[start:at], joint))
            at += len(joint) - 1
            start = at + 1
        at += 1
    parts.append((line[start:end], ""))
    return parts
