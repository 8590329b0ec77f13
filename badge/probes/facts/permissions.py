"""Why a job may need a right to write, as data: what its steps name; and the steps that need none.

One more reason is one more word in a row. The words are looked for in what a job uses and runs.
"""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "actions": r"cancel|gh (?:run|workflow|cache)|actions/cache|artifact|workflow|codeql|rest\.actions|gh api|ccache|keepalive",
    "attestations": r"attest|provenance|goreleaser|slsa|sbom",
    "checks": r"test-report|check|junit|reviewdog|publish-unit-test|clippy|lint|mikepenz|problem|annotat|coverage|rustsec|audit|biome",
    "contents": (
        r"release|goreleaser|changesets|git push|create-pull-request|auto-?commit|add-and-commit|gh-pages|github-pages|ncipollo|mike deploy"
        r"|gh pr (?:create|merge)|gh api|push|pages|dependency-submission|dependency-graph|snapshot|benchmark|auto-?merge|dependabot|upload-rust|create-gh"
        r"|slsa|tag|bump|publish|github-script|contributors|backport|cherry-pick|pre-commit-ci|autofix|format|update|deploy|rebase|sync|mirror|commit|\bgh\b"
    ),
    "deployments": r"deploy|pages|netlify|vercel|cloudflare|chromatic|environment|benchmark",
    "discussions": r"discussion|release|github-script|stale|lock|gh api",
    "id-token": (
        r"attest|pypi-publish|cosign|sigstore|slsa|configure-aws-credentials|google-github-actions/auth|azure/login|publish|trusted|codecov|coverage"
        r"|provenance|crates-io-auth|vault|deploy-pages|scorecard|octo-sts|rubygems/|nuget/login|release|codspeed|signpath|oidc|ko\b|fulcio|sign|harden"
    ),
    "issues": r"stale|issue|lock|label|comment|triage|github-script|\bgh\b|welcome|greet|release|close|todo|assign|lychee|interaction|project|notify|renovate|milestone",
    "models": r"inference|models",
    "packages": r"ghcr\.io|docker/|publish|helm|oras|push|packages|registry|release|ko\b|docker|buildah|podman|skopeo|container",
    "pages": r"pages",
    "pull-requests": (
        r"label|comment|pull-request|\bgh\b|release|changesets|stale|review|size|coverage|codecov|preview|assign|welcome|greet|interaction|\bcla\b|github-script"
        r"|danger|backport|auto-?merge|dependabot|paths-filter|lint|title|semantic|terraform|benchmark|bump|update|deploy|triage|lock|autofix|report|bot"
    ),
    "repository-projects": r"project",
    "security-events": r"sarif|codeql|scorecard|trivy|zizmor|semgrep|osv-scanner|scan|snyk|checkov|analy[sz]e|security|kics|bandit|gosec|brakeman",
    "statuses": r"status|commit|codecov|netlify|vercel|github-script|\bgh\b|release|coverage|context",
}
"""For each right to write, the words of steps that need it."""

HARMLESS = (
    r"^(?:actions/(?:checkout|setup-[\w-]+|cache(?:/\w+)?|upload-artifact|download-artifact)|astral-sh/setup-uv|ruby/setup-ruby|shivammathur/setup-php"
    r"|erlef/setup-beam|dtolnay/rust-toolchain|swatinem/rust-cache|actions-rs/toolchain|actions-rust-lang/setup-rust-toolchain|hecrj/setup-rust-action"
    r"|pnpm/action-setup|oven-sh/setup-bun|denoland/setup-deno|gradle/(?:actions/)?(?:gradle-build-action|setup-gradle|wrapper-validation(?:-action)?)"
    r"|haskell-actions/setup|ocaml/setup-ocaml|julia-actions/(?:setup-julia|cache|julia-buildpkg|julia-runtest)|golangci/golangci-lint-action"
    r"|pre-commit/action|step-security/harden-runner|msys2/setup-msys2|ilammy/msvc-dev-cmd|docker/setup-(?:qemu|buildx)-action|subosito/flutter-action"
    r"|dart-lang/setup-dart|maxim-lobanov/setup-xcode|goto-bus-stop/setup-zig|mlugg/setup-zig|crystal-lang/install-crystal|jiro4989/setup-nim-action"
    r"|leafo/gh-actions-lua(?:rocks)?|cachix/install-nix-action|conda-incubator/setup-miniconda|mamba-org/setup-micromamba|bufbuild/buf-setup-action)@"
)
"""Steps that never use a right to write."""

USES_ITS_RIGHTS = (
    r"token|secrets\.|\bgh\b|\bgit\b|publish|release|deploy|upload|push|curl|wget|\bhttp|(?:^|[\s;&|])\.{1,2}/\w|\bsource\b|\b(?:ba|z)?sh\b|\bmake\b|\bjust\b|\btask\b"
    r"|\brun\b|\bexec\b|\brake\b|\bnox\b|\btox\b|invoke|\bmix\b|xtask|twine|docker|hatch|bump|tag|commit|node |python\d* (?:-m )?\w|\bapi\b|\bnpx\b"
)
"""Words of scripts that may use the rights of the job; without one of them it only builds and tests."""
