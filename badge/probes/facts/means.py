"""How software reaches people, as data: what takes dependencies in, what publishes, what signs, what lists the parts.

One more tool is one more row: its name, a pattern for commands, and one for ready-made steps.
"""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from typing import NamedTuple

NOTHING = r"\z."


class Means(NamedTuple):
    """A tool and how its use shows. `versioned`: a registry that takes each version once and names files by it."""

    name: str
    command: str = NOTHING
    uses: str = NOTHING
    versioned: bool = False


INSTALLERS: tuple[Means, ...] = (
    Means("pip", r"\bpip[\d.]* (?:-\S+ )*(?:install|wheel|download)\b|\bpipx (?:install|run)\b"),
    Means("uv", r"\buvx? (?:-\S+ )*(?:sync|pip|run|tool|build|venv)\b|\buvx \w", r"astral-sh/setup-uv"),
    Means("Poetry", r"\bpoetry (?:-\S+ )*install\b"), Means("PDM", r"\bpdm (?:-\S+ )*(?:install|sync)\b"),
    Means("Pipenv", r"\bpipenv (?:install|sync)\b"), Means("Hatch", r"\bhatch (?:-\S+ )*(?:run|test|build|env)\b"),
    Means("tox", r"^[^#\n]*\btox\b(?:\s|$)"), Means("nox", r"^[^#\n]*\bnox\b(?:\s|$)"),
    Means("conda", r"\b(?:conda|mamba|micromamba) (?:-\S+ )*(?:install|create|env)\b", r"setup-(?:miniconda|micromamba)"),
    Means("Pixi", r"\bpixi (?:install|run)\b", r"setup-pixi"),
    Means("npm", r"\bnpm (?:-\S+ )*(?:ci|i|install|clean-install|run|test)\b|\bnpx \S"), Means("Yarn", r"\byarn(?: install| --\S+)*\s*$|\byarn (?:install|--immutable|--frozen-lockfile)"),
    Means("pnpm", r"\bpnpm (?:-\S+ )*(?:i|install)\b"), Means("Bun", r"\bbun (?:i|install)\b"), Means("Deno", r"\bdeno (?:install|cache|task|test)\b"),
    Means("Cargo", r"\bcargo (?:\+\S+ |-\S+ )*(?:build|test|fetch|install|check|clippy|nextest|run|hack|doc|binstall|publish|package)\b", r"taiki-e/install-action"),
    Means("Go modules", r"\bgo (?:-C \S+ )?(?:build|test|mod|install|get|vet|run|generate)\b", r"goreleaser/goreleaser-action|golangci/golangci-lint-action"),
    Means("Bundler", r"\bbundle(?: \S+)* (?:install|update|exec)\b|\bbundle\s*$", r"ruby/setup-ruby"), Means("RubyGems", r"\bgem install\b"),
    Means("Composer", r"\bcomposer (?:-\S+ )*(?:install|update|require)\b", r"ramsey/composer-install"), Means("PIE and PECL", r"\b(?:pecl|pie) install\b"),
    Means("Maven", r"(?:^|[\s/])mvnw?\s"), Means("Gradle", r"(?:^|[\s/])gradlew?(?:\.bat)?\s", r"gradle/(?:gradle-build-action|actions)"),
    Means("sbt", r"(?:^|\s)sbt\s"), Means("Mill", r"(?:^|[\s/])mill\s"), Means("Leiningen", r"(?:^|\s)lein\s"), Means("Clojure CLI", r"(?:^|\s)cl(?:j|ojure) -"),
    Means("NuGet", r"\bdotnet (?:restore|build|test|pack|publish|tool)\b|\bnuget restore\b|\bmsbuild\b", r"nuget@|dotnetcorecli@"), Means("Paket", r"\bpaket (?:restore|install)\b"),
    Means("Conan", r"\bconan install\b"), Means("vcpkg", r"\bvcpkg install\b", r"run-vcpkg"),
    Means("Mix", r"\bmix (?:deps\.get|do deps|local\.hex)\b"), Means("rebar3", r"\brebar3\b"), Means("Gleam", r"\bgleam (?:deps|test|build)\b"),
    Means("Cabal", r"\bcabal (?:-\S+ )*(?:v2-|new-)?(?:build|update|install|test)\b"), Means("Stack", r"\bstack (?:-\S+ )*(?:build|test|install|setup)\b"),
    Means("opam", r"\bopam (?:install|update|pin|switch)\b", r"ocaml/setup-ocaml"), Means("Swift Package Manager", r"\bswift (?:build|test|package)\b|\bxcodebuild\b"),
    Means("CocoaPods", r"\bpod install\b"), Means("pub", r"\b(?:dart|flutter)(?: pub)? (?:get|test|build|run)\b"),
    Means("Shards", r"\bshards (?:install|build)\b|\bshards\s*$"), Means("Nimble", r"\bnimble (?:-\S+ )*(?:install|build|test|develop)\b"), Means("Dub", r"\bdub (?:-\S+ )*(?:build|test|fetch)\b"),
    Means("LuaRocks", r"\bluarocks (?:-\S+ )*(?:install|make)\b", r"gh-actions-luarocks"), Means("CPAN", r"\bcpan(?:m|p)?\b.*\s\S|\bcpm install\b|\bcarton install\b", r"install-with-cpm|perl-actions"),
    Means("R packages", r"install\.packages|\bpak::|remotes::install|renv::restore|devtools::install", r"r-lib/actions/setup-r-dependencies"),
    Means("Julia's Pkg", r"\bPkg\.(?:instantiate|add|test|build)\b", r"julia-actions/julia-(?:buildpkg|runtest)"),
    Means("Raco", r"\braco pkg install\b"), Means("Eask and Cask", r"\b(?:eask|cask|eldev|keg) (?:install|package|-\S+|prepare)"),
    Means("Zig", r"\bzig build\b"), Means("Alire", r"\balr (?:build|get|with)\b"), Means("Fpm", r"\bfpm (?:build|test)\b"), Means("Elm", r"\belm make\b|\belm-test\b"),
    Means("Helm", r"\bhelm dep(?:endency)?\b"), Means("Terraform", r"\bterraform init\b"), Means("Foundry", r"\bforge (?:install|build|test)\b"),
    Means("apt", r"\b(?:apt|apt-get|aptitude) (?:-\S+ )*(?:install|build-dep|update)\b", r"cache-apt-pkgs"), Means("dnf", r"\b(?:dnf|yum|microdnf|zypper) (?:-\S+ )*(?:install|in|builddep)\b"),
    Means("apk", r"\bapk (?:-\S+ )*add\b"), Means("pacman", r"\bpacman -S", r"setup-msys2"), Means("Homebrew", r"\bbrew (?:install|bundle|update)\b", r"homebrew/actions"),
    Means("pkg", r"\bpkg(?:in|_add)? (?:-\S+ )*install\b|\bpkg_add\b"), Means("Chocolatey, winget and Scoop", r"\b(?:choco|winget|scoop) (?:-\S+ )*install\b"),
    Means("Nix", r"\bnix(?:-shell|-build)?\b(?: \S+)* (?:build|develop|flake|run|-p|shell)\b|\bnix-(?:build|shell)\b", r"install-nix|nix-installer"), Means("Guix", r"\bguix (?:shell|build)\b"),
    Means("Bazel", r"\bbazel(?:isk)? (?:-\S+ )*(?:build|test|run)\b"), Means("containers", r"\b(?:docker|podman|buildah)(?: buildx)? (?:build|pull|run|compose)\b", r"docker/build-push-action"),
)  # fmt: skip
"""The usual tools that take dependencies in."""

DOWNLOAD = (
    r"^[^#\n]*\b(?:curl|wget|Invoke-WebRequest|iwr|irm|aria2c)\b[^\n]*(?:\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:(?:ba|z|da)?sh|python[\d.]*|iex|tar|perl|ruby)\b"
    r"|://\S+\.(?:tar(?:\.\w+)?|t[gbx]z|zip|7z|deb|rpm|jar|exe|msi|sh|py|pl|phar|whl|gem|bin|appimage|dmg|pkg|gz|xz|bz2)\b)"
    r"|^[^#\n]*\bgit (?:-\S+ \S+ )*clone\b[^\n]*://|^[^#\n]*\b(?:(?:ba|z)?sh|source|\.)\s+(?:-\w+\s+)?<\(\s*(?:curl|wget)\b|^[^#\n]*\b(?:ba|z)?sh\s+-c\s+[\"']?\$\((?:curl|wget)\b"
)
"""A command that downloads a program or an archive by itself."""

BUILD_FILES = r"\A(?:GNUmakefile|[Mm]akefile|justfile|Dockerfile|Containerfile|(?:\.?ci|\.github|\.gitlab|scripts?|tools|build|hack)/(?:[\w.-]+/)?[\w.-]+\.(?:sh|bash|ps1))\z"
"""Makefiles and scripts that a pipeline may call."""

PUBLISHERS: tuple[Means, ...] = (
    Means("GitHub releases", r"\bgh release (?:create|upload)\b|\bhub release create\b|\bghr\b", r"action-gh-release|ncipollo/release-action|actions/create-release|upload-release-asset|upload-release-action|upload-rust-binary|create-gh-release|automatic-releases|release-action"),
    Means("GitLab releases", r"\brelease-cli create\b|\bglab release create\b"), Means("goreleaser", r"\bgoreleaser (?:-\S+ )*release\b", r"goreleaser/goreleaser-action"),
    Means("JReleaser", r"\bjreleaser\b", r"jreleaser/"), Means("semantic-release", r"\bsemantic-release\b", r"semantic-release"), Means("release-please", uses=r"release-please"),
    Means("PyPI", r"\btwine upload\b|\b(?:poetry|uv|flit|hatch|pdm|maturin) (?:-\S+ )*(?:publish|upload)\b", r"pypi-publish", versioned=True),
    Means("npm", r"\b(?:npm|pnpm|lerna|bun)(?: -\S+| exec| run)* publish\b|\byarn (?:npm )?publish\b|\bchangeset publish\b", r"npm-publish|changesets/action", versioned=True),
    Means("crates.io", r"\bcargo (?:\S+ )?(?:publish|release)\b|\brelease-plz\b", r"publish-crates|release-plz|crates-io-auth", versioned=True),
    Means("RubyGems", r"\bgem push\b|\brake release\b", r"rubygems/release-gem|publish-rubygems", versioned=True),
    Means("Maven Central", r"\bmvnw?\b[^\n]*\b(?:deploy|release:perform)\b|\bgradlew?\b[^\n]*\bpublish\w*|\bsbt\b[^\n]*\b(?:ci-release|publish\w*)\b", versioned=True),
    Means("NuGet", r"\b(?:dotnet )?nuget push\b", versioned=True), Means("Hex", r"\bmix hex\.publish\b|\brebar3 hex publish\b", versioned=True),
    Means("pub.dev", r"\b(?:dart|flutter) pub publish\b", r"setup-dart/\.github/workflows/publish", versioned=True), Means("Hackage", r"\bcabal upload\b|\bstack upload\b", versioned=True),
    Means("LuaRocks", r"\bluarocks upload\b", r"luarocks-tag-release", versioned=True), Means("CPAN", r"\bcpan-upload\b|\bdzil release\b", versioned=True),
    Means("a container registry", r"\b(?:docker|podman|buildah|crane|skopeo)(?: buildx)?(?: image)? (?:push|copy)\b|--push\b", r"docker/build-push-action|kaniko"),
    Means("an extension store", r"\b(?:vsce|ovsx) publish\b|\bweb-ext sign\b", r"publish-vscode-extension"), Means("Helm", r"\bhelm push\b|\bcr upload\b", r"chart-releaser"),
    Means("Snapcraft", r"\bsnapcraft (?:upload|push)\b", r"snapcore/action-publish"), Means("Flatpak", uses=r"flatpak-builder"),
)  # fmt: skip
"""What publishes a release from a pipeline."""

SIGNERS: tuple[Means, ...] = (
    Means("Sigstore", r"\bcosign (?:-\S+ )*(?:sign|attest)|\bsigstore (?:-\S+ )*(?:sign|attest)", r"gh-action-sigstore|sigstore-java|sigstore/gh-action"),
    Means("GitHub's attestations", r"\bgh attestation (?:sign|create)", r"actions/attest(?:-\w+)*@"), Means("SLSA provenance", uses=r"slsa-github-generator|slsa-framework/"),
    Means("PyPI's attestations", uses=r"pypi-publish@(?:release/v1|v1\.(?:1[1-9]|[2-9]\d)|unstable|master)"),
    Means("npm's provenance", r"\bpublish\b[^\n]*--provenance\b|\bNPM_CONFIG_PROVENANCE\b"), Means("RubyGems' attestations", uses=r"rubygems/release-gem"),
    Means("OpenPGP", r"\bgpg2?\b[^\n]*\s(?:--detach-sig[n]?|--sign|--clear-?sign|--armor --|-[a-z]*[sb][a-z]*\s)|\bdebsign\b|\brpmsign\b|\bdpkg-sig\b|\bmvnw?\b[^\n]*(?:gpg:sign|-Dgpg\.)|\bgradlew?\b[^\n]*\bsign\w+", r"sign-files-gpg|gpg-sign"),
    Means("minisign or signify", r"\bminisign\b[^\n]*-\w*S|\bsignify\b[^\n]*-\w*S|\brsign sign\b"), Means("SSH signatures", r"\bssh-keygen\b[^\n]*-Y sign\b"),
    Means("Authenticode", r"\bsigntool(?:\.exe)? sign\b|\bosslsigncode\b|\bazuresigntool\b", r"trusted-signing|code-?sign|signpath|sign-cli"),
    Means("Apple's code signing", r"\bcodesign\b[^\n]*(?:-s\b|--sign)|\bnotarytool\b", r"import-codesign-certs|notari[sz]e"),
    Means("jarsigner or apksigner", r"\b(?:jarsigner|apksigner)\b", r"sign-android"), Means("Notation", r"\bnotation sign\b", r"notaryproject/"), Means("in-toto", r"\bin-toto-run\b|\bwitness run\b"),
)  # fmt: skip
"""What signs a release, or a list of its files."""

SIGNED_BY_CONFIGURATION: tuple[tuple[str, str, str], ...] = (
    ("goreleaser", r"\.?goreleaser(?:[-.]\w+)*\.ya?ml", r"^(?:signs|docker_signs|binary_signs|notarize):"),
    ("maven-gpg-plugin", r"pom\.xml", r"<artifactId>\s*(?:maven-gpg-plugin|sigstore-maven-plugin)"),
    (
        "Gradle's signing",
        r"(?:.+/)?build\.gradle(?:\.kts)?",
        r"\bid\(?\s*[\"']signing[\"']|apply plugin:\s*[\"']signing|signAllPublications|\bsigning\s*\{",
    ),
    ("sbt-pgp", r"project/[\w-]+\.sbt", r"sbt-pgp|sbt-ci-release"),
)
"""Configuration that makes a build sign: the tool, its file, what stands in it."""

SBOMS: tuple[Means, ...] = (
    Means("Syft", r"\bsyft\b", r"anchore/sbom-action|syft"), Means("CycloneDX", r"\bcyclonedx[-\w]*\b|\bcargo[- ]cyclonedx\b|\bcdxgen\b", r"cyclonedx/"),
    Means("cargo-sbom", r"\bcargo[- ](?:sbom|auditable)\b", r"sbom-rs"), Means("Trivy", r"\btrivy\b[^\n]*(?:cyclonedx|spdx)"), Means("GitHub's attestations", uses=r"actions/attest-sbom"),
    Means("Microsoft's SBOM tool", r"\bsbom-tool\b", r"microsoft/sbom"), Means("SPDX tools", r"\bspdx-sbom-generator\b|\bbom generate\b|\breuse spdx\b", r"spdx-sbom|advanced-security/(?:sbom|spdx)"),
    Means("npm", r"\bnpm sbom\b"), Means("Docker", r"--sbom(?:[ =]true|\s)|--attest[ =]type=sbom"), Means("ko", r"\bko (?:build|publish|apply|resolve)\b(?:[^\n]*--sbom[ =](?:spdx|cyclonedx))?"),
    Means("Tern", r"\btern report\b"), Means("ORT", r"\bort report\b", r"oss-review-toolkit"),
)  # fmt: skip
"""What makes a list of the parts of software."""

SBOMS_BY_CONFIGURATION: tuple[tuple[str, str, str], ...] = (
    ("goreleaser", r"\.?goreleaser(?:[-.]\w+)*\.ya?ml", r"^sboms:"),
    ("cyclonedx-maven-plugin", r"pom\.xml", r"<artifactId>\s*(?:cyclonedx-maven-plugin|spdx-maven-plugin)"),
)
"""Configuration that puts such a list beside what is released."""

VERSIONED_BY_CONFIGURATION: tuple[tuple[str, str, str], ...] = (
    (
        "goreleaser",
        r"\.?goreleaser(?:[-.]\w+)*\.ya?ml",
        r"name_template:.*\.(?:Version|Tag)\b|^archives:|^builds:|^version:",
    ),
    (
        "setuptools-scm",
        r"pyproject\.toml",
        r"setuptools[-_]scm|hatch-vcs|versioningit|poetry-dynamic-versioning|dunamai",
    ),
    ("CPack", r"(?:.+/)?CMakeLists\.txt", r"\binclude\s*\(\s*CPack|CPACK_PACKAGE_(?:FILE_NAME|VERSION)"),
    ("Automake", r"configure\.ac", r"\bAM_INIT_AUTOMAKE\b"),
    ("Meson", r"meson\.build", r"\bproject\s*\([^)]*\bversion\s*:"),
)
"""Configuration that puts the version into the names of what is released."""

CONFIGURATION = tuple(
    dict.fromkeys(
        path
        for table in (SIGNED_BY_CONFIGURATION, SBOMS_BY_CONFIGURATION, VERSIONED_BY_CONFIGURATION)
        for _, path, _ in table
    )
)
"""The files of the three tables above."""

COMPILED_PRODUCTS = r"(?:^|/)(?:dockerfile[^/]*|containerfile[^/]*|[^/]+\.dockerfile|[^/]+\.spec|snapcraft\.ya?ml|[^/]+\.pyx|binding\.gyp|setup_cython\.py)$|(?:^|/)[^/]+\.(?:cu|cl|wat)$"
"""Files of what is delivered compiled although its sources are not in a compiled language."""

SCANNERS: tuple[Means, ...] = (
    Means("dependency review", uses=r"actions/dependency-review-action"), Means("OSV-Scanner", r"\bosv-scanner\b", r"osv-scanner"),
    Means("pip-audit", r"\bpip-audit\b", r"gh-action-pip-audit"), Means("Safety", r"\bsafety (?:-\S+ )*(?:check|scan)\b", r"pyupio/safety"),
    Means("npm audit", r"\b(?:npm|pnpm|yarn|yarn npm|bun) audit\b|\baudit-ci\b|\bbetter-npm-audit\b|\bauditjs\b", r"audit-ci|npm-audit"),
    Means("cargo-audit", r"\bcargo(?: \+\S+)? audit\b", r"rustsec/audit-check|rust-audit-check"), Means("cargo-deny", r"\bcargo(?: \+\S+)?[ -]deny\b", r"cargo-deny"),
    Means("govulncheck", r"\bgovulncheck\b", r"govulncheck"), Means("Nancy", r"\bnancy sleuth\b", r"nancy-github"), Means("bundler-audit", r"\bbundler?[- ]audit\b|\bruby-audit\b", r"bundler-audit"),
    Means("Composer's audit", r"\bcomposer audit\b|\blocal-php-security-checker\b|\bsymfony security:check\b", r"security-checker"), Means("mix deps.audit", r"\bmix (?:deps|hex)\.audit\b"),
    Means("OWASP Dependency-Check", r"\bdependency-?check\w*\b", r"dependency-check"), Means("Trivy", r"\btrivy (?:-\S+ )*(?:fs|filesystem|repo|rootfs|image)\b", r"trivy-action"),
    Means("Grype", r"\bgrype\b", r"anchore/scan-action"), Means("Snyk", r"\bsnyk test\b", r"snyk/actions"), Means("Retire.js", r"\bretire\b(?: --|$)"),
    Means("Socket", r"\bsocket (?:scan|ci)\b", r"socketdev/"), Means(".NET", r"\bdotnet list\b[^\n]*--vulnerable\b"), Means("GitLab's dependency scanning", uses=r"dependency-scanning"),
    Means("FOSSA", r"\bfossa test\b", r"fossas/fossa-action"), Means("Mend", r"\bmend (?:dep|sca)\b", r"whitesource|mend-"),
)  # fmt: skip
"""What compares the dependencies of a change with lists of vulnerabilities."""

SCANNED_BY_SERVICE = (
    r"\A(?:\.snyk|socket\.ya?ml|\.fossa\.ya?ml|\.whitesource|\.mend|\.github/dependency-review-config\.ya?ml)\z"
)
"""Configuration of services that look at changes from outside."""

DEPENDENCY_POLICIES = (
    r"\A(?:\.github/dependency-review-config\.ya?ml|\.?(?:cargo/)?deny\.toml|\.cargo/audit\.toml|\.?audit-ci\.jsonc?)\z"
)
"""Configuration that says which findings in dependencies stop a change."""
