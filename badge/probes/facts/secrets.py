"""Passwords, keys and tokens that were committed: where, of which kind, and how it starts; never the secret itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from zlib import crc32

from badge.core.evidence import Entry, Files, Kind
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.patterns import compiled, found

LARGEST = 1024 * 1024
"""Bytes of a file that is searched."""

MOST_HITS = 50

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Form(NamedTuple):
    """The form of one kind of secret: what must occur in a file for it to be tried, its pattern, and what proves it."""

    name: str
    word: str
    pattern: str
    proves: bool = True
    holds: Callable[[str], bool] | None = None


class Hit(NamedTuple):
    """A place that looks like a secret. `sample` places are tests and examples; `proven` ones fit a format."""

    path: str
    line: int
    form: str
    start: str
    proven: bool
    sample: bool


class Secrets(NamedTuple):
    """All places that look like secrets, how many files were searched, and what searches for secrets already."""

    hits: tuple[Hit, ...]
    searched: int
    scanner: str = ""
    binary: frozenset[str] = frozenset()
    """Files that were opened and are no text."""


def has_checksum(token: str) -> bool:
    """Tell whether the last six characters are the checksum of the others, as in the tokens of GitHub and npm."""
    body, check = token.partition("_")[2][:-6], token[-6:]
    number, digits = crc32(body.encode()), ""
    while number:
        number, rest = divmod(number, 62)
        digits = _ALPHABET[rest] + digits
    return digits.rjust(6, "0") == check


FORMS: tuple[Form, ...] = (
    Form(
        "private key", "PRIVATE KEY",
        r"-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----[\"']?(?:\s|\\n|\\r|\"|'|\+|,)*(?:[A-Za-z0-9+/=]{32,})",
    ),
    Form("AWS key", "AKIA", r"\bAKIA[A-Z2-7]{16}\b"),
    Form("GitHub token", "ghp_", r"\bghp_[A-Za-z0-9]{36}\b", holds=has_checksum),
    Form("GitHub token", "gho_", r"\bgho_[A-Za-z0-9]{36}\b", holds=has_checksum),
    Form("GitHub token", "ghs_", r"\bghs_[A-Za-z0-9]{36}\b", holds=has_checksum),
    Form("GitHub token", "ghr_", r"\bghr_[A-Za-z0-9]{36}\b", holds=has_checksum),
    Form("GitHub token", "github_pat_", r"\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b"),
    Form("GitLab token", "glpat-", r"\bglpat-[\w-]{20}\b"),
    Form("Slack token", "xox", r"\bxox[bpars]-\d{10,13}-\d{10,13}-(?:\d{10,13}-)?[A-Za-z0-9]{24,32}\b"),
    Form("Slack webhook", r"hooks\.slack\.com/services/",
         r"hooks\.slack\.com/services/T[A-Z0-9]{8,10}/B[A-Z0-9]{8,10}/[A-Za-z0-9]{24}\b"),
    Form("Google API key", "AIza", r"\bAIza[\w-]{35}\b", proves=False),  # often made to be public
    Form("Stripe key", "k_live_", r"\b[sr]k_live_[A-Za-z0-9]{24,}\b"),
    Form("npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b", holds=has_checksum),
    Form("PyPI token", "pypi-AgE", r"\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}"),
    Form("RubyGems token", "rubygems_", r"\brubygems_[0-9a-f]{48}\b"),
    Form("SendGrid key", r"SG\.", r"\bSG\.[\w-]{22}\.[\w-]{43}\b"),
    Form("DigitalOcean token", "_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    Form("Docker token", "dckr_pat_", r"\bdckr_pat_[\w-]{27}\b"),
    Form("Hugging Face token", "hf_", r"\bhf_[A-Za-z]{34}\b"),
    Form("OpenAI key", "T3BlbkFJ", r"\bsk-[\w-]{20,}T3BlbkFJ[\w-]{20,}"),
    Form("age key", "AGE-SECRET-KEY-1", r"\bAGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b"),
)  # fmt: skip

_SCANNERS = {
    b"gitleaks": "gitleaks", b"trufflehog": "trufflehog", b"detect-secrets": "detect-secrets", b"ggshield": "ggshield",
    b"git-secrets": "git-secrets", b"Secret-Detection": "GitLab secret detection",
    b"detect-private-key": "detect-private-key",
    b"kingfisher": "kingfisher", b"talisman": "talisman",
}  # fmt: skip
_SCANNER_FILES = (
    r"\.?gitleaks\.toml|\.secrets\.baseline|\.gitguardian\.ya?ml|\.talismanrc|trufflehog\.ya?ml|\.whispers\.ya?ml"
)
_WATCHED = (
    r"(\.github/workflows/[^/]+\.ya?ml|\.pre-commit-config\.ya?ml|\.gitlab-ci\.yml|lefthook\.ya?ml|\.husky/[\w-]+)"
)

_SCANNER_STARTS, _WATCHED_STARTS = (".", "g", "G", "t", "T"), (".", "l", "L")
"""What these names begin with; asking that first spares the engine thousands of files."""

_BINARY = frozenset(
    "png jpg jpeg gif webp ico bmp tif tiff psd svgz pdf zip gz tgz bz2 xz zst 7z rar tar jar war class pyc so dll "
    "dylib exe o a lib wasm woff woff2 ttf otf eot mp3 mp4 ogg wav webm avi mov flac bin dat db parquet npy npz pkl "
    "sqlite pt onnx pb h5 mo gmo icns cur snap lock map ipynb_checkpoints svg".split()
)
_SAMPLE_FOLDER = (
    r"(^|[/._-])(tests?|testing|testdata|specs?|e2e|examples?|samples?|demos?|docs?|documentation|fixtures?|mocks?|fakes?|stubs?|"
    r"cassettes?|vcr|snapshots?|__\w+__|tutorials?|benchmarks?|dummy|snakeoil|localhost|dev|development|local|selfsigned|"
    r"self[-_]signed|insecure|playground|sandbox|gitleaks|trufflehog|secrets?|rules?|scanners?|detectors?|integration|acceptance|"
    r"bench|contrib|vagrant|devcontainer|changelog|news|history|release[-_]?notes)([/._-]|$)"
)
_SAMPLE_ENDING = (
    ".md",
    ".rst",
    ".adoc",
    ".txt",
    ".html",
    ".org",
    ".po",
    ".pot",
    ".example",
    ".sample",
    ".dist",
    ".template",
    ".golden",
)
_SAMPLE_LINE = (
    r"example|sample|dummy|fake|placeholder|redacted|revoked|invalid|not[ _-]?(a[ _-])?real|test|mock|xxxx|0000|"
    r"1234567|abcdef|your[_-]|<[a-z_ -]+>|do[ _-]?not[ _-]?use|public[ _-]?demo"
)
_AWS_HALF = r"(?-i)(?:^|[^A-Za-z0-9/+=])([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)"
_KEY_FILES = (
    r"id_(rsa|dsa|ecdsa|ed25519)|[\w.-]+\.(p12|pfx|jks|keystore|ppk)|\.netrc|\.pgpass|\.htpasswd|\.npmrc|\.pypirc"
)
_ENVIRONMENT = r"\.env(\.(local|production|prod|live))?"
_ASSIGNED = r"(?-i)^(?:export )?[A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD)[ \t]*=[ \t]*[\"']?([^\s\"'$<{]{12,})"

_ONE_PATTERN = "(?-i)" + "|".join(f"({form.pattern})" for form in FORMS)
_ANY_WORD = "(?-i)" + "|".join(dict.fromkeys(form.word for form in FORMS))
"""All words at once: one pass over each file, where one search for each word took 10 ms of a look at 200 files."""


def gather(files: Files) -> Secrets:
    """Search every small text file once."""
    hits: list[Hit] = []
    searched, scanner = 0, ""
    files.expect(path for path, entry in files.entries.items() if _is_searched(path, entry))
    binary: set[str] = set()
    for path, entry in files.entries.items():
        name = path.rpartition("/")[2]
        if entry.kind is not Kind.FILE:
            continue
        if not scanner and name.startswith(_SCANNER_STARTS) and compiled(_SCANNER_FILES).fits(name):
            scanner = name
        if not _is_searched(path, entry):
            continue
        content = files.content(path)
        if content is None or b"\0" in content[:8000]:
            binary |= {path} if content else set()
            continue
        searched += 1
        if not scanner and path.startswith(_WATCHED_STARTS) and compiled(_WATCHED).fits(path):
            scanner = next((known for word, known in _SCANNERS.items() if word in content), "")
        if len(hits) >= MOST_HITS:
            continue
        if name.startswith(".") and compiled(_ENVIRONMENT).fits(name):
            hits += _of_environment(path, content.decode("utf-8", "replace"))
        if compiled(_ANY_WORD).occurs(content):
            hits += _of_text(path, content.decode("utf-8", "replace"))
    return Secrets(tuple(hits[:MOST_HITS]), searched, scanner, frozenset(binary))


def _is_searched(path: str, entry: Entry) -> bool:
    small = entry.kind is Kind.FILE and (entry.size is None or 8 <= entry.size <= LARGEST)
    return small and path.rpartition("/")[2].rpartition(".")[2].lower() not in _BINARY and not is_others(path)


def _of_text(path: str, text: str) -> Iterator[Hit]:
    sample = is_sample(path)
    for match in compiled(_ONE_PATTERN).finditer(text):
        form = FORMS[next(index for index, group in enumerate(match.groups()) if group is not None)]
        token = match.group()
        line = text.count("\n", 0, match.start()) + 1
        begin, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        around = text[begin : end if end >= 0 else len(text)][:2000]
        proven = form.proves and (form.holds is None or form.holds(token)) and _is_mixed(token)
        if form.name == "AWS key":
            proven = not token.endswith("EXAMPLE") and _has_aws_secret(text, match.start())
        named_sample = found(_SAMPLE_LINE, around if form.name != "private key" else around.partition("-----")[0])
        yield Hit(path, line, form.name, _start(form, token), proven, sample or named_sample)


def _start(form: Form, token: str) -> str:
    """Give the first four characters; of a private key there is nothing to show."""
    return "" if form.name == "private key" else token[:4]


def _of_environment(path: str, text: str) -> Iterator[Hit]:
    """Find values of secrets in a file of environment variables; frameworks commit such files with harmless ones."""
    for number, line in enumerate(text.split("\n"), 1):
        if (
            len(line) < 500
            and found(_ASSIGNED, line)
            and not found(_SAMPLE_LINE + "|change|secret|password", line.partition("=")[2])
        ):
            yield Hit(path, number, "environment file", "", proven=False, sample=is_sample(path))
            return


def key_files(files: Files) -> list[str]:
    """List files that are named like stores of keys and passwords."""
    return [
        path
        for path, entry in files.entries.items()
        if entry.kind is Kind.FILE
        and compiled(_KEY_FILES).fits(path.rpartition("/")[2])
        and not is_sample(path)
        and entry.size != 0
    ]


def _has_aws_secret(text: str, at: int) -> bool:
    """Look for the second half of an AWS key within five lines."""
    begin = end = at
    for _ in range(6):
        begin = max(text.rfind("\n", 0, begin), 0)
        end = text.find("\n", end + 1) if end >= 0 else -1
    near = text[begin : end if end >= 0 else len(text)][:4000]
    return any(
        _is_mixed(match.group(1)) and "EXAMPLE" not in match.group(1) for match in compiled(_AWS_HALF).finditer(near)
    )


def _is_mixed(token: str) -> bool:
    """Tell a random string from one that a person typed to look like it."""
    return len(set(token)) >= min(14, len(token) // 2)


def is_sample(path: str) -> bool:
    """Tell whether a path is for tests, examples or documents, where secrets are samples."""
    return (
        in_tests(path)
        or is_others(path)
        or compiled(_SAMPLE_FOLDER).occurs(path)
        or path.lower().endswith(_SAMPLE_ENDING)
    )
