"""Hardening mechanisms that build files and configuration near the top switch on, read once."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.languages import in_tests, is_others
from badge.probes.patterns import compiled, every

MOST_FILES = 60
LARGEST = 256 * 1024
DEEPEST = 2

# One mechanism, and how it is switched on. One more mechanism is one more row.
MECHANISMS: Mapping[str, str] = {
    "stack protection": r"-fstack-protector(?:-strong|-all|-explicit)?\b|-fstack-clash-protection|/GS\b",
    "fortified functions": r"\b_FORTIFY_SOURCE\s*=\s*[123]|-D_FORTIFY_SOURCE",
    "position-independent code": r"(?:^|[\s\"'=,(])-(?:fPIE|pie)\b|b_pie=true|pie\s*=\s*true|-buildmode=pie|/DYNAMICBASE",
    "read-only relocations": r"-z,?\s*(?:relro|now)\b|-Wl,-z,(?:relro|now|noexecstack)",
    "control flow protection": r"-fcf-protection|/guard:cf|-mbranch-protection|-fsanitize=cfi|safe-stack",
    "defined behavior": (
        r"-ftrapv\b|-fwrapv\b|-fno-strict-overflow|-fno-delete-null-pointer-checks|-ftrivial-auto-var-init"
        r"|_GLIBCXX_ASSERTIONS|_LIBCPP_HARDENING_MODE|overflow-checks\s*=\s*true"
    ),
    "no unsafe code": r"unsafe_code\s*=\s*\"(?:forbid|deny)\"|forbid\(unsafe_code\)",
    "a hardened build of the distribution": r"hardening\s*=\s*\+all|\bDEB_BUILD_MAINT_OPTIONS\b.*hardening|_hardened_build\s+1",
    "Content Security Policy": (
        r"\bContent-Security-Policy\b|\bCSP_DEFAULT_SRC\b|\bcontent_security_policy\b|\bSECURE_CSP\b"
        r"|[\"']django-csp[\"']"
    ),
    "strict transport": r"\bStrict-Transport-Security\b|\bSECURE_HSTS_SECONDS\b|\bforce_ssl\s*=\s*true|\bUseHsts\(",
    "other headers": (
        r"\bX-Content-Type-Options\b|\bX-Frame-Options\b|\bSECURE_CONTENT_TYPE_NOSNIFF\b"
        r"|[\"']helmet[\"']\s*:|flask-talisman|secure_headers|[\"'](?:@fastify/helmet|koa-helmet)[\"']"
        r"|lusca"
    ),
    "secure cookies": (
        r"\bSESSION_COOKIE_SECURE\s*=\s*True|\bSESSION_COOKIE_HTTPONLY\s*=\s*True"
        r"|\bCSRF_COOKIE_SECURE\s*=\s*True"
    ),
}

_SOME = "|".join(MECHANISMS.values())
_NAMES = compiled(
    r"\A(?:(?:gnu|bsd)?makefile(?:\.\w+)?|cmakelists\.txt|[\w-]+\.(?:cmake|mk|mak|m4|gradle|kts|csproj"
    r"|vcxproj|spec)|meson\.build|configure(?:\.ac|\.in)?|wscript|sconstruct|xmake\.lua|build\.(?:sh"
    r"|rs|zig)|cargo\.toml"
    r"|config\.toml|rules|directory\.build\.props|package\.json|requirements[\w-]*\.txt"
    r"|pyproject\.toml|gemfile|settings(?:_\w+)?\.py|base\.py|production\.(?:py|rb)|application\.rb"
    r"|content_security_policy\.rb"
    r"|nginx[\w.-]*\.conf|caddyfile|_headers|\.htaccess|next\.config\.\w+|(?:server|middleware|app"
    r"|main|headers|security|csp)\.(?:js|ts|go|py|php|rb)|lib\.rs|main\.rs|vercel\.json|netlify\.toml"
    r"|startup\.cs|program\.cs)\z"
)
_SOURCE = compiled(r"\.(?:js|ts|go|py|php|rb|cs)\z")
_ASIDE = frozenset("example examples docs doc bench benchmarks fuzz".split())
_COMMENT = compiled(r"^[ \t]*(?:#(?:[^!\[]|$)|//|/?\*|;|dnl\b|<!--|rem\b)")


class Mechanisms(NamedTuple):
    """Each mechanism that is switched on, with the first place that shows it, and how many files were read."""

    on: Mapping[str, Place]
    read: int


def gather(files: Files) -> Mechanisms:
    """Read the build files and the configuration nearest to the top."""
    wanted = sorted(
        (path for path, entry in files.entries.items() if _speaks(path) and entry.kind is Kind.FILE and (entry.size or 0) <= LARGEST),
        key=lambda path: (path.count("/"), path),
    )[:MOST_FILES]  # fmt: skip
    on: dict[str, Place] = {}
    read = 0
    for path in wanted:
        text = files.text(path)
        if text is None:
            continue
        read += 1
        for hit in every(_SOME, text):
            if _COMMENT.match(hit.text):
                continue
            for name, pattern in MECHANISMS.items():
                if name not in on and compiled(pattern).search(hit.text):
                    on[name] = files.place(path, hit.line, hit.text)
    return Mechanisms(on, read)


def _speaks(path: str) -> bool:
    depth = path.count("/")
    if depth > DEEPEST + 2:
        return False
    *folders, name = path.lower().split("/")
    return (
        _NAMES.match(name) is not None
        and (depth <= DEEPEST or _SOURCE.search(name) is not None)
        and _ASIDE.isdisjoint(folders)
        and not is_others(path)
        and not in_tests(path)
    )
