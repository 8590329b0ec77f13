"""Where packages of each ecosystem keep their metadata. One more ecosystem is one more row."""

# ruff: noqa: E501  # a way to a field is not broken up

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Ecosystem(NamedTuple):
    """A kind of manifest: the pattern of its file's name (any case), the form it is read in, and where each field stands.

    Forms: json, toml, yaml, ini and xml are read as data, and a way to a field is a dotted path. In "headers"
    (`Name: value`) it is a name. In "text" it is a pattern, and what stands in its group counts. The first way that
    gives something counts. `dependencies` are paths or, in "text", patterns that occur once for each. `only_top` kinds
    are read only at the top of the tree.
    """

    kind: str
    names: str
    form: str
    fields: Mapping[str, tuple[str, ...]]
    scripts: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    only_top: bool = False


# A table of Python, not of TOML: it is there when the module is, where parsing took 10 ms of every look.
ECOSYSTEMS: tuple[Ecosystem, ...] = (
    Ecosystem("pypi", r"pyproject\.toml", "toml", {
        "name": ("project.name", "tool.poetry.name", "tool.flit.metadata.module"),
        "version": ("project.version", "tool.poetry.version"),
        "licence": ("project.license", "tool.poetry.license", "project.classifiers", "tool.poetry.classifiers"),
        "description": ("project.description", "tool.poetry.description"),
        "homepage": ("project.urls.homepage", "project.urls.home", "project.urls.website", "project.urls.home-page", "tool.poetry.homepage"),
        "repository": ("project.urls.repository", "project.urls.source", "project.urls.source code", "project.urls.source-code", "project.urls.github", "project.urls.code", "project.urls.sources", "tool.poetry.repository"),
        "bugs": ("project.urls.issues", "project.urls.issue tracker", "project.urls.bug tracker", "project.urls.bug-tracker", "project.urls.tracker", "project.urls.bugs", "project.urls.issue-tracker", "project.urls.bug reports", "tool.poetry.urls.bug tracker"),
    }, scripts=("tool.pdm.scripts", "tool.hatch.envs.default.scripts", "tool.taskipy.tasks", "tool.poe.tasks", "project.scripts"),
       dependencies=("project.dependencies", "tool.poetry.dependencies")),
    Ecosystem("pypi", r"setup\.cfg", "ini", {
        "name": ("metadata.name",), "version": ("metadata.version",), "licence": ("metadata.license",),
        "description": ("metadata.description", "metadata.summary"),
        "homepage": ("metadata.url", "metadata.home-page", "metadata.home_page"),
    }, dependencies=("options.install_requires",)),
    Ecosystem("pypi", r"setup\.py", "text", {
        "name": (r"\bname\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\bversion\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\blicen[cs]e\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"\bdescription\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"\burl\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "bugs": (r"""\b["']?(?:bug tracker|issues|tracker)["']?\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']""",),
    }),
    Ecosystem("npm", r"package\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license", "licenses"),
        "description": ("description",), "homepage": ("homepage",), "repository": ("repository",), "bugs": ("bugs",),
    }, scripts=("scripts",), dependencies=("dependencies",)),
    Ecosystem("deno", r"(deno|jsr)\.jsonc?", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",),
    }, scripts=("tasks",), dependencies=("imports",)),
    Ecosystem("cargo", r"cargo\.toml", "toml", {
        "name": ("package.name",), "version": ("package.version", "workspace.package.version"),
        "licence": ("package.license", "workspace.package.license"),
        "description": ("package.description", "workspace.package.description"),
        "homepage": ("package.homepage", "workspace.package.homepage"),
        "repository": ("package.repository", "workspace.package.repository"),
    }, dependencies=("dependencies", "workspace.dependencies")),
    Ecosystem("rubygems", r"[\w.-]+\.gemspec", "text", {
        "name": (r"\.name\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\.version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\.licenses?\s*=\s*\[?\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"\.summary\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"\.homepage\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "repository": (r"""\bsource_code_uri["']?\]?\s*(?:=>?|:)\s*[\"']([^\"'\n]{1,300})[\"']""",),
        "bugs": (r"""\bbug_tracker_uri["']?\]?\s*(?:=>?|:)\s*[\"']([^\"'\n]{1,300})[\"']""",),
    }, dependencies=(r"\.add(?:_runtime)?_dependency\b",)),
    Ecosystem("composer", r"composer\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("description",),
        "homepage": ("homepage",), "repository": ("support.source",), "bugs": ("support.issues",),
    }, scripts=("scripts",), dependencies=("require",)),
    Ecosystem("maven", r"pom\.xml", "xml", {
        "name": ("artifactId",), "version": ("version", "parent.version"), "licence": ("licenses.license.name",),
        "description": ("description",), "homepage": ("url",), "repository": ("scm.url",),
        "bugs": ("issueManagement.url",),
    }, dependencies=("dependencies.dependency", "dependencyManagement.dependencies.dependency")),
    Ecosystem("gradle", r"build\.gradle(\.kts)?", "text", {
        "version": (r"^[ \t]*version[ \t]*=?[ \t]*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"^[ \t]*description[ \t]*=?[ \t]*[\"']([^\"'\n]{1,300})[\"']",),
    }, dependencies=(r"^[ \t]+(?:implementation|api|compile|runtimeOnly|compileOnly)[ \t(]+[\"'\w]",)),
    Ecosystem("nuget", r"[\w.-]+\.(cs|fs|vb)proj|directory\.build\.props", "xml", {
        "name": ("PropertyGroup.PackageId", "PropertyGroup.AssemblyName"),
        "version": ("PropertyGroup.Version", "PropertyGroup.VersionPrefix"),
        "licence": ("PropertyGroup.PackageLicenseExpression",), "description": ("PropertyGroup.Description",),
        "homepage": ("PropertyGroup.PackageProjectUrl",), "repository": ("PropertyGroup.RepositoryUrl",),
    }, dependencies=("ItemGroup.PackageReference",)),
    Ecosystem("nuget", r"[\w.-]+\.nuspec", "xml", {
        "name": ("metadata.id",), "version": ("metadata.version",), "licence": ("metadata.license",),
        "description": ("metadata.description",), "homepage": ("metadata.projectUrl",),
        "repository": ("metadata.repository.@url",),
    }, dependencies=("metadata.dependencies.dependency",)),
    Ecosystem("go", r"go\.mod", "text", {
        "name": (r"^module[ \t]+\"?([^\s\"]+)",),
    }, dependencies=(r"^(?:require[ \t]+)?[ \t]*[\w.-]+\.[\w.-]+/\S+ v\d",)),
    Ecosystem("hex", r"mix\.exs", "text", {
        "name": (r"\bapp:\s*:(\w+)",), "version": (r"(?:\bversion:|@version)\s*\"([^\"\n]+)\"",),
        "licence": (r"\blicenses:\s*\[\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"\bdescription:\s*\"([^\"\n]+)\"",),
        "homepage": (r"\bhomepage_url\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "repository": (r"(?:\bsource_url:|@source_url|@repo_url|\bgithub\"?(?:=>|:))\s*\"([^\"\n]+)\"",),
    }, dependencies=(r"^\s*\{:\w+,",)),
    Ecosystem("hex", r"rebar\.config|[\w-]+\.app\.src", "text", {
        "name": (r"\{application,\s*'?(\w+)",), "version": (r"\{vsn,\s*\"([^\"\n]+)\"",),
        "licence": (r"\{licenses,\s*\[\s*\"([^\"\n]+)\"",), "description": (r"\{description,\s*\"([^\"\n]+)\"",),
    }),
    Ecosystem("pub", r"pubspec\.ya?ml", "yaml", {
        "name": ("name",), "version": ("version",), "description": ("description",), "homepage": ("homepage",),
        "repository": ("repository",), "bugs": ("issue_tracker",),
    }, dependencies=("dependencies",)),
    Ecosystem("hackage", r"[\w-]+\.cabal", "headers", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("synopsis",),
        "homepage": ("homepage",), "repository": ("location",), "bugs": ("bug-reports",),
    }),
    Ecosystem("hackage", r"package\.yaml", "yaml", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("synopsis",),
        "homepage": ("homepage",), "repository": ("github", "git"), "bugs": ("bug-reports",),
    }, dependencies=("dependencies",)),
    Ecosystem("cran", "description", "headers", {
        "name": ("package",), "version": ("version",), "licence": ("license",), "description": ("title",),
        "homepage": ("url",), "bugs": ("bugreports",),
    }, dependencies=("imports", "depends")),
    Ecosystem("cpan", r"meta\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("abstract",),
        "homepage": ("resources.homepage",), "repository": ("resources.repository",),
        "bugs": ("resources.bugtracker",),
    }, dependencies=("prereqs.runtime.requires",)),
    Ecosystem("cpan", r"(makefile|build)\.pl", "text", {
        "name": (r"\b(?:name|module_name|dist_name)[\"']?\s*(?:=>|,)\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\bversion[\"']?\s*(?:=>|,)\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\blicense[\"']?\s*(?:=>|,)\s*\[?[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"\babstract[\"']?\s*(?:=>|,)\s*[\"']([^\"'\n]{1,300})[\"']",),
    }),
    Ecosystem("cpan", r"dist\.ini", "headers", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("abstract",),
    }),
    Ecosystem("luarocks", r"[\w.-]+\.rockspec", "text", {
        "name": (r"\bpackage\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\bversion\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\blicense\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"\bsummary\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"\bhomepage\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "repository": (r"\burl\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "bugs": (r"\bissues_url\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }),
    Ecosystem("opam", r"([\w.-]+\.)?opam", "text", {
        "name": (r"^name\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"^version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"^license\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"^synopsis\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"^homepage\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "repository": (r"^dev-repo\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "bugs": (r"^bug-reports\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }),
    Ecosystem("opam", "dune-project", "text", {
        "name": (r"^\(name\s+\"?([^\s\")]+)",), "version": (r"^\(version\s+\"?([^\s\")]+)",),
        "licence": (r"^\s*\(license\s+\"?([^\n\")]+)",), "description": (r"^\s*\(synopsis\s+\"([^\"]+)",),
        "homepage": (r"^\s*\(homepage\s+\"?([^\s\")]+)",), "bugs": (r"^\s*\(bug_reports\s+\"?([^\s\")]+)",),
    }),
    Ecosystem("swift", r"package\.swift", "text", {
        "name": (r"\bname\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }, dependencies=(r"\.package\s*\(",)),
    Ecosystem("cocoapods", r"[\w.+-]+\.podspec", "text", {
        "name": (r"\.name\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\.version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\.license\s*=\s*(?:\{\s*:?type\s*(?:=>|:)\s*)?[\"']([^\"'\n]+)[\"']",),
        "description": (r"\.summary\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"\.homepage\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }, dependencies=(r"\.dependency\b",)),
    Ecosystem("julia", r"(julia)?project\.toml", "toml", {
        "name": ("name",), "version": ("version",),
    }, dependencies=("deps",)),
    Ecosystem("nimble", r"[\w-]+\.nimble", "text", {
        "version": (r"^version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"^license\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"^description\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }, dependencies=(r"^requires\b",)),
    Ecosystem("shards", r"shard\.yml", "yaml", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("description",),
        "homepage": ("homepage",), "repository": ("repository",),
    }, dependencies=("dependencies",)),
    Ecosystem("elm", r"elm\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("summary",),
    }, dependencies=("dependencies",)),
    Ecosystem("dub", r"dub\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("description",),
        "homepage": ("homepage",),
    }, dependencies=("dependencies",)),
    Ecosystem("dub", r"dub\.sdl", "text", {
        "name": (r"^[ \t]*name[ \t(]+[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"^[ \t]*license[ \t(]+[\"']([^\"'\n]{1,300})[\"']",),
        "description": (r"^[ \t]*description[ \t(]+[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"^[ \t]*homepage[ \t(]+[\"']([^\"'\n]{1,300})[\"']",),
    }),
    Ecosystem("clojars", r"project\.clj", "text", {
        "name": (r"\(defproject\s+([^\s\"]+)",), "version": (r"\(defproject\s+\S+\s+\"([^\"]+)\"",),
        "licence": (r":license\s+\{[^}]*:name\s+\"([^\"]+)\"",), "description": (r":description\s+\"([^\"\n]+)\"",),
        "homepage": (r":url\s+\"([^\"\n]+)\"",),
    }),
    Ecosystem("sbt", r"build\.sbt", "text", {
        "name": (r"\b\bname\s*:=\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"\b\bversion\s*:=\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"\blicenses\s*:?\+?=\s*\S*?\(?\s*[\"']([^\"'\n]{1,300})[\"']",),
    }, dependencies=(r"%%?\s*\"[\w.-]+\"\s*%",)),
    Ecosystem("conan", r"conanfile\.py", "text", {
        "name": (r"^\s+name\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "version": (r"^\s+version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "licence": (r"^\s+license\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
        "homepage": (r"^\s+(?:homepage|url)\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }),
    Ecosystem("vcpkg", r"vcpkg\.json", "json", {
        "name": ("name",), "version": ("version", "version-semver", "version-string"), "licence": ("license",),
        "description": ("description",), "homepage": ("homepage",),
    }, dependencies=("dependencies",)),
    Ecosystem("helm", r"chart\.ya?ml", "yaml", {
        "name": ("name",), "version": ("version",), "description": ("description",), "homepage": ("home",),
        "repository": ("sources",),
    }, dependencies=("dependencies",)),
    Ecosystem("haxelib", r"haxelib\.json", "json", {
        "name": ("name",), "version": ("version",), "licence": ("license",), "description": ("description",),
        "homepage": ("url",),
    }),
    Ecosystem("meson", r"meson\.build", "text", {
        "name": (r"^project\(\s*'([^'\n]+)'",),
        "version": (r"^\s*(?:project\([^)]*?)?\bversion\s*:\s*'(\d[^'\n]*)'",),
        "licence": (r"^\s*(?:project\([^)]*?)?\blicense\s*:\s*\[?\s*'([^'\n]+)'",),
    }, only_top=True),
    Ecosystem("cmake", r"cmakelists\.txt", "text", {
        "name": (r"^\s*project\s*\(\s*\"?([\w.+-]+)",),
        "version": (r"^\s*project\s*\([^)]*?\bVERSION\s+\"?(\d[\w.]*)",),
        "description": (r"^\s*project\s*\([^)]*?\bDESCRIPTION\s+\"([^\"\n]+)\"",),
        "homepage": (r"^\s*project\s*\([^)]*?\bHOMEPAGE_URL\s+\"([^\"\n]+)\"",),
    }, dependencies=(r"^\s*find_package\s*\(",), only_top=True),
    Ecosystem("autoconf", r"configure\.(ac|in)", "text", {
        "name": (r"^\s*AC_INIT\(\s*\[?([^\],)\n]+)",), "version": (r"^\s*AC_INIT\(\s*[^,]+,\s*\[?(\d[^\],)\n]*)",),
        "bugs": (r"^\s*AC_INIT\(\s*[^,]+,[^,]+,\s*\[?([^\],)\n]+)",),
    }, only_top=True),
    Ecosystem("bazel", r"module\.bazel", "text", {
        "name": (r"\bmodule\([^)]*?\bname\s*=\s*\"([^\"]+)\"",),
        "version": (r"\bmodule\([^)]*?\bversion\s*=\s*\"([^\"]+)\"",),
    }, dependencies=(r"^bazel_dep\(",), only_top=True),
    Ecosystem("zig", r"build\.zig\.zon", "text", {
        "name": (r"\.name\s*=\s*\.?\"?([\w-]+)",), "version": (r"\.version\s*[=:]\s*[\"']([^\"'\n]{1,300})[\"']",),
    }, only_top=True),
)  # fmt: skip
