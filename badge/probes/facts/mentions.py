"""What manifests and configuration near the top mention: libraries and settings for five questions, read once."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.manifests import Manifests
from badge.probes.patterns import compiled, every

MOST_FILES = 40
LARGEST = 256 * 1024


class Subject(StrEnum):
    """What a mention is about."""

    ACCESSIBILITY = "accessibility"
    """A tool that examines pages or windows for accessibility."""
    TRANSLATION = "translation"
    """A library with which texts are translated."""
    VALIDATION = "validation"
    """A library that compares input with a description of what is valid."""
    DEPRECATION = "deprecation"
    """A setting that warns of deprecated functions, or a tool that replaces them."""
    REPEATABLE = "repeatable"
    """A setting that takes time and place out of what is built."""


# One subject, and the words that give it away. One more library is one more word.
WORDS: Mapping[Subject, str] = {
    Subject.ACCESSIBILITY: r"axe-core|@axe-core/[\w-]+|jest-axe|vitest-axe|cypress-axe|axe-playwright|pa11y(?:-ci)?|lighthouse(?:-ci)?|@lhci/cli|eslint-plugin-jsx-a11y|eslint-plugin-vuejs-accessibility|@storybook/addon-a11y|stylelint-a11y|accessibility-checker|react-aria|wcag|axe-selenium|accesslint",
    Subject.TRANSLATION: r"i18next|react-intl|@formatjs/[\w-]+|vue-i18n|@lingui/[\w-]+|svelte-i18n|next-intl|typesafe-i18n|flask-babel|\bbabel\b.{0,3}[>=~]|django-modeltranslation|polib|gettext(?:-rs)?|fluent(?:-bundle|-templates)?|rust-i18n|go-i18n|ngettext|symfony/translation|laravel-lang|rails-i18n|i18n-tasks|mobility|intl_messageformat|flutter_localizations|@angular/localize|libintl|ttag|globalize",
    Subject.VALIDATION: r"pydantic|jsonschema|marshmallow|cerberus|voluptuous|attrs-strict|wtforms|django-rest|djangorestframework|[\"']joi[\"']|[\"']zod[\"']|[\"']ajv[\"']|[\"']yup[\"']|superstruct|valibot|io-ts|class-validator|express-validator|go-playground/validator|ozzo-validation|santhosh-tekuri/jsonschema|xeipuu/gojsonschema|hibernate-validator|jakarta\.validation|spring-boot-starter-validation|fluentvalidation|symfony/validator|respect/validation|dry-validation|dry-schema|json-schema|\bgarde\b|validator\s*=|ex_json_schema|protovalidate|protoc-gen-validate",
    Subject.DEPRECATION: r"-W(?:error=)?deprecated[\w-]*|error::\W?\w*DeprecationWarning|filterwarnings\W+error|-W ?error::\w*Deprecation|eslint-plugin-deprecation|no-deprecated|pyupgrade|flynt|-Xlint:(?:all|deprecation)|rewrite-maven-plugin|openrewrite|\brector\b|deprecated\s*=\s*[\"'](?:deny|warn|forbid)|deny\(deprecated|staticcheck|\"UP\"|DEPRECATIONS_HELPER|phpunit-bridge|phpstan-deprecation-rules|django-upgrade|CS0618|warn_deprecated|deprecation_errors",
    Subject.REPEATABLE: r"SOURCE_DATE_EPOCH|-f(?:file|debug|macro)-prefix-map|-trimpath|outputTimestamp|reproducibleFileOrder|preserveFileTimestamps|<Deterministic>|ContinuousIntegrationBuild|DeterministicSourcePaths|--remap-path-prefix|trim-paths|reproducible[- ]builds?|bit-for-bit|diffoscope|reprotest|mod_timestamp|strip-nondeterminism|--sort=name|--mtime=",
}

_SOME = "|".join(WORDS.values())
_NAMES = compiled(
    r"\A(?:pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|pytest\.ini|noxfile\.py|[\w-]*requirements[\w-]*\.(?:txt|in)|\.pre-commit-config\.ya?ml"
    r"|package\.json|\.?eslint(?:rc)?[\w.]*|\.pa11yci[\w.]*|lighthouserc[\w.]*|\.lighthouserc[\w.]*|cargo\.toml|\.cargo/config\.toml|clippy\.toml"
    r"|go\.mod|\.golangci\.ya?ml|\.goreleaser\.ya?ml|pom\.xml|build\.gradle(?:\.kts)?|gradle\.properties|gemfile|[\w-]+\.gemspec|composer\.json"
    r"|rector\.php|phpstan\.neon(?:\.dist)?|phpunit\.xml(?:\.dist)?|mix\.exs|pubspec\.yaml|[\w.-]+\.csproj|directory\.build\.props|directory\.packages\.props"
    r"|makefile|gnumakefile|cmakelists\.txt|meson\.build|configure\.ac|justfile|build\.zig|flake\.nix)\z"
)


class Mention(NamedTuple):
    """One word and where it stands."""

    word: str
    place: Place


class Mentions(NamedTuple):
    """All mentions by subject, and how many files were read."""

    by_subject: Mapping[Subject, tuple[Mention, ...]]
    read: int

    def of(self, subject: Subject) -> tuple[Mention, ...]:
        """Give the mentions of one subject."""
        return self.by_subject.get(subject, ())

    def words(self, subject: Subject) -> tuple[str, ...]:
        """Give the words of one subject, each once."""
        return tuple(dict.fromkeys(each.word for each in self.of(subject)))


def gather(files: Files, manifests: Manifests) -> Mentions:
    """Read the manifests and the usual configuration files at the top, each once."""
    top = [
        path
        for path, entry in files.entries.items()
        if ("/" not in path or path == ".cargo/config.toml")
        and entry.kind is Kind.FILE
        and (entry.size or 0) <= LARGEST
        and _NAMES.match(path)
    ]
    paths = list(dict.fromkeys([*top, *(each.path for each in manifests.all)]))[:MOST_FILES]
    found: dict[Subject, list[Mention]] = {}
    read = 0
    for path in paths:
        text = files.text(path)
        if text is None:
            continue
        read += 1
        for hit in every(_SOME, text):
            if hit.text.lstrip().startswith(("//", "<!--")) or hit.text.lstrip()[:2] in {"# ", "#\t"}:
                continue
            for subject, words in WORDS.items():
                if match := compiled(words).search(hit.text):
                    word = match.group(0).strip("\"' =~>")
                    found.setdefault(subject, []).append(Mention(word, files.place(path, hit.line, hit.text)))
    return Mentions({subject: tuple(each[:20]) for subject, each in found.items()}, read)
