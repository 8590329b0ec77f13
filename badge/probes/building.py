"""How the software is built: with which tools, known to everybody or not, free or not."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.facts.builders import Builders, Used
from badge.probes.facts.languages import COMPILED, Languages
from badge.probes.probe import probe

MOSTLY = 0.5
HARDLY = 0.05


@probe("build", "build_common_tools", "build_floss_tools")
def tools(builders: Builders, languages: Languages, files: Files) -> Iterator[Finding]:
    """Look for the files of build tools, and whether the sources need building at all."""
    if builders.used:
        yield from _of_tools(builders, languages, files)
    elif builders.scripts:
        yield from _of_scripts(builders.scripts[0], files)
    elif not languages.sources:
        because = Message("No source files of a known language and no files of a build tool were found.")
        for criterion in ("build", "build_common_tools", "build_floss_tools"):
            yield unknown(criterion, because)
    elif languages.share(*COMPILED) >= MOSTLY:
        because = Message(
            "The sources are in %(language)s, and no file of a build tool was found.", {"language": languages.main}
        )
        yield unmet("build", because, Confidence.PARTIAL, by_absence=True)
        yield unknown("build_common_tools", because)
        yield unknown("build_floss_tools", because)
    elif languages.share(*COMPILED) <= HARDLY:
        because = Message(
            "The sources are in %(language)s, which needs no building, and no file of a build tool was found.",
            {"language": languages.main},
        )
        yield not_applicable("build", because, Confidence.GOOD)
        yield not_applicable("build_common_tools", because, Confidence.GOOD)
        yield not_applicable("build_floss_tools", because, Confidence.PARTIAL)
    else:
        because = Message("Some of the sources need building, and no file of a build tool was found.")
        for criterion in ("build", "build_common_tools", "build_floss_tools"):
            yield unknown(criterion, because)


def _of_tools(builders: Builders, languages: Languages, files: Files) -> Iterator[Finding]:
    used = builders.used
    best = _best(used)
    sure = Confidence.GOOD if best.top and not _doubtful(used, languages) else Confidence.PARTIAL
    values = {"tool": best.tool.name, "path": best.path}
    place = files.place(best.path, best.line)
    yield met("build", Message("%(path)s builds the software with %(tool)s.", values), sure, place)
    common = next((each for each in (best, *used) if each.tool.common), None)
    if common:
        values = {"tool": common.tool.name, "path": common.path}
        because = Message("%(tool)s is a common build tool (%(path)s).", values)
        direct = Confidence.DIRECT if sure >= Confidence.GOOD and common.top else sure
        yield met("build_common_tools", because, direct, files.place(common.path, common.line))
    else:
        yield unknown("build_common_tools", Message("%(tool)s builds the software (%(path)s).", values), place)
    names = tuple(each.tool.name for each in used[:6])
    if any(each.tool.free for each in used):
        free = tuple(each.tool.name for each in used[:6] if each.tool.free)
        because = Message("The software can be built with free tools: %(tools)s.", {"tools": free})
        yield met("build_floss_tools", because, Confidence.PARTIAL, place)
    else:
        because = Message("The only build tools found are not free: %(tools)s.", {"tools": names})
        yield unmet("build_floss_tools", because, Confidence.CUE, place, by_absence=True)


def _of_scripts(path: str, files: Files) -> Iterator[Finding]:
    because = Message("%(path)s is a build script of the project's own.", {"path": path})
    yield met("build", because, Confidence.CUE, files.place(path))
    yield unknown("build_common_tools", because, files.place(path))
    yield unknown("build_floss_tools", because, files.place(path))


def _best(used: tuple[Used, ...]) -> Used:
    """Prefer a tool at the top that does nothing but build, and a free one."""
    return min(used, key=lambda each: (not each.top, each.tool.general, not each.tool.free, used.index(each)))


def _doubtful(used: tuple[Used, ...], languages: Languages) -> bool:
    """Tell whether only a tool for everything is there and the sources need no building."""
    return all(each.tool.general for each in used) and languages.share(*COMPILED) < MOSTLY
