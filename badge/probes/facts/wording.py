"""Words, commands and addresses as documents write them: patterns that several facts and probes share."""

from __future__ import annotations

from badge.probes.patterns import compiled, replaced

ADDRESS = r"(?:https?|ftp|git)://[^\s<>()\[\]\"'`{}|\\^]+"
"""An address as it stands in prose; `address` cuts the punctuation that ends a sentence."""

MAIL = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
    r"|[\w.+-]+ ?(?:\[at\]|\(at\)|\{at\}|<at>| at ) ?[\w-]+(?: ?(?:\[dot\]|\(dot\)|\{dot\}|<dot>| dot |\.) ?[\w-]+)*"
    r" ?(?:\[dot\]|\(dot\)|\{dot\}|<dot>| dot |\.) ?(?:com|org|net|io|dev|edu|gov|info|[a-z]{2})\b"
)
"""An e-mail address, also one written so that robots miss it."""

OBTAIN_COMMAND = (
    r"\b(?:pip3?|pipx|uv|conda|mamba|poetry|pdm|gem|cpanm?|opam|luarocks|brew|apt|apt-get|dnf|yum|zypper|apk|snap"
    r"|flatpak"
    r"|port|scoop|choco|winget|helm|nix-env|nix profile|raco pkg|cabal|stack|vcpkg|conan|mas|asdf|mise|go|cargo|rustup"
    r"|npm|pnpm|bun|code|kubectl krew|gh extension|julia|spack|guix|eget|stew|deno|dotnet tool|R CMD|make|ninja"
    r"|cmake --build"
    r"|meson) +(?:-\S+ +){0,3}(?:pip +)?(?:install|add|get|i|tool install|--install-extension|binstall)\b"
    r"|\b(?:yarn|pnpm|bun|poetry|pdm|uv|pixi|deno|cargo|dotnet|flutter pub|dart pub|raco pkg|Pkg|swift package) +add\b"
    r"|\bpacman +-S|\bemerge +|\bpkg_?(?:add| install| in)\b|\b(?:docker|podman) +(?:pull|run)\b|\bgit +clone\b"
    r"|\bgo +get\b"
    r"|\bcomposer +(?:global +)?require\b|\bInstall-(?:Module|Package)\b|\bdotnet +add +package\b"
    r"|\bmix +archive\.install\b"
    r"|\bpackage-install\b|\binstall\.packages\(|\buse-package\b|\bPkg\.add\b|\b(?:npx|pnpx|bunx|uvx|nix run"
    r"|nix shell)\b +\S"
    r"|<dependency>|^\s*(?:implementation|api|compile|testImplementation)[ (]+[\"']|\.package\(url:|^\s*pod +[\"']"
    r"|\bPlug(?:in)?! +|^\s*(?:Plug|Plugin|Paq|use) +[\"'{(]|\{:\w+, *[\"']~>|libraryDependencies|^\s*gem +[\"']"
    r"|^\[dependencies\]"
    r"|<script [^>]*src=|\./(?:configure|install\.sh|setup\.sh)\b|\bpython3? +setup\.py +install\b"
    r"|(?:^|[$#|;&`(] *)(?:sudo +)?(?:curl|wget|iwr|irm) +(?:-\S+ +)*[\"'<]?https?://"
)
"""A command or a line of configuration with which people get the software."""

OBTAIN_WORD = (
    r"\b(?:install(?:ed|ing|ation|er|ers|s)?|download(?:s|ed|ing)?|releases|packaged|get started|quick[- ]?start)\b"
)
FEEDBACK_WORD = (
    r"\b(?:feedback|(?:issue|bug) ?trackers?|bug reports?|mailing[- ]lists?|forums?|discussions|support channels?"
    r"|(?:report|fil|open|submit|creat|rais)\w* (?:\S+ ){0,4}\W?(?:issues?|bugs?|problems?)|ask (?:\w+ ){0,2}questions?"
    r"|github issues?|(?:via|in|use|using|on|through) (?:the )?issues?)\b|\[(?:open |an |github |the )?issues?\]"
)
CONTRIBUTE_WORD = (
    r"\b(?:contribut(?:e|es|ing|ions?)|pull[- ]requests?|merge[- ]requests?|patch(?:es)? (?:are )?welcome|PRs)\b"
)

PROCESS_WORD = (
    r"\b(?:pull[- ]?requests?|merge[- ]?requests?|PRs?|MRs?|fork(?:ing)?|(?:feature|topic|new|your|own|a) branch"
    r"|patch(?:es|set)?|git[- ]send-email"
    r"|gerrit|change[- ]?requests?|phabricator|mailing[- ]lists?)\b"
)
"""A word that says how a change gets from a person to the project."""

NEW_TESTS = (
    r"\b(?:add|adds|adding|added|includ(?:e|es|ing|ed)|writ(?:e|es|ing|ten)|provid(?:e|es|ing|ed)|suppl(?:y|ies)"
    r"|contains?"
    r"|cover(?:s|ed|ing)?|accompan(?:y|ies|ied)|submit|create|extend|come with|comes with|updat(?:e|ing|ed)"
    r"|introduc(?:e|ing))\b"
    r".{0,100}\b(?:(?:unit |regression |integration |automated )?tests?|test[- ]?(?:cases?|coverage)|specs)\b"
)
"""That tests are to be written, not only run."""

_MARKUP = (
    (r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])", " "),
    (r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1"),
    (r"<[^<>]*>", " "),
    (r"^\s*\[[^\]]+\]:.*$", ""),
    (r"^\.\. .*$", ""),
    (r"^\s*:[\w-]+:.*$", ""),
    (r"&\w+;|https?://\S+", " "),
    (r"[*_`#>|]", " "),
)
_WORD = compiled(r"\p{L}[\p{L}\p{M}'’-]*")


def plain(text: str) -> str:
    """Take the markup out of prose: pictures, addresses, tags, field lists; line numbers stay."""
    for pattern, by in _MARKUP:
        text = replaced(pattern, by, text)
    return text


def words(text: str) -> list[str]:
    """Give the words of a text in lower case, without its markup."""
    return _WORD.findall(plain(text).lower())


def address(found: str) -> str:
    """Cut from an address what belongs to the sentence around it."""
    return found.rstrip(".,;:!?*_")
