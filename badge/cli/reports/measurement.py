"""How often probes were right, as a table for a terminal, and every miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from badge.cli.speech import Speech, visible
from badge.core.accuracy import Measurement, Tally
from badge.core.answers import Status
from badge.core.messages import Message, counted
from badge.core.proposals import FROM, SURE
from badge.core.wordings import CONFIDENCES, STATUSES


def lines(found: Measurement, speech: Speech) -> Iterator[str]:
    """Write the measurement."""
    say = speech.say
    labels = counted(
        "%(cases)s repositories with %(count)s label.",
        "%(cases)s repositories with %(count)s labels.",
        found.labels,
        cases=found.cases,
    )
    yield say(labels)
    yield ""
    yield from _table(found, speech)
    yield ""
    for message, tally in totals(found):
        yield f"{say(message)}: {tally.right} / {tally.right + tally.wrong}  {percent(tally.precision)}"
    if found.misses:
        yield ""
        yield say(Message("What was said and is not true"))
        for miss in found.misses:
            finding = miss.finding
            said = say(STATUSES[finding.status]) if finding.status else ""
            yield (
                f"{miss.case}  {finding.criterion}  {finding.probe}  {said} ({say(CONFIDENCES[finding.confidence])}), "
                f"{_wanted(miss.wanted, speech)}"
            )
            yield f"    {visible(say(finding.because))}"
            if not miss.proposed:
                yield f"    {say(Message('Something surer stood against it, so it was not proposed.'))}"
    if found.silences:
        yield ""
        yield say(Message("What is true and was not said"))
        for each in found.silences:
            yield f"{each.case}  {each.criterion}  {_wanted(each.wanted, speech)}"


def _table(found: Measurement, speech: Speech) -> Iterator[str]:
    say = speech.say
    heads = (
        Message("Probe"), Message("Right"), Message("Wrong"), Message("Silent"),
        Message("Precision"), Message("Recall"), Message("Unknown"),
    )  # fmt: skip
    rows = [[say(each) for each in heads]]
    for name, each in found.probes.items():
        figures = (each.right, each.wrong, each.silent + each.still)
        rows.append([name, *map(str, figures), percent(each.precision), percent(each.recall), percent(each.unknown)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        name, *rest = row
        yield "  ".join(
            [f"{name:<{widths[0]}}", *(f"{each:>{wide}}" for each, wide in zip(rest, widths[1:], strict=True))]
        )


def totals(found: Measurement) -> list[tuple[Message, Tally]]:
    """Give what the targets are about: what is proposed of all probes together."""
    return [
        (Message("Proposed Met, well shown or more, and true"), found.total(Status.MET, least=SURE)),
        (Message("Proposed Met at all, and true"), found.total(Status.MET)),
        (Message("Proposed Unmet, and true"), found.total(Status.UNMET)),
        (Message("Proposed N/A, and true"), found.total(Status.NA)),
        (Message("Proposed at all, and true"), found.total(Status.MET, Status.UNMET, Status.NA, least=FROM)),
    ]


def percent(share: float | None) -> str:
    """Write a share as whole per cent; a stroke where there is none."""
    return "-" if share is None else f"{100 * share:.0f} %"


def _wanted(wanted: Iterable[Status], speech: Speech) -> str:
    return speech.say(
        Message("true is: %(statuses)s", {"statuses": tuple(speech.say(STATUSES[each]) for each in sorted(wanted))})
    )
