"""What a probe can say, read from its own code: no list beside it that could become untrue.

The code that a probe reaches is searched for the findings it makes. Where a criterion or a confidence is not written
out there, every one that could be meant is counted: a probe may be able to do less than is said here, never more.
A family that keeps in tables what it says has a function `says_of`, which is asked instead.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from badge.core.findings import STATUS, Confidence, Outcome
from badge.probes.probe import Probe

_MAKERS = {"met": Outcome.MET, "unmet": Outcome.UNMET, "not_applicable": Outcome.NA, "unknown": Outcome.UNKNOWN}
_OUTSIDE = frozenset({"badge.probes.probe", "badge.probes.patterns"})


@dataclass(frozen=True)
class Ability:
    """What a probe can say about a criterion: the statuses, each with the surest confidence it may have."""

    criterion: str
    surest: Mapping[Outcome, Confidence]


@dataclass(frozen=True)
class _Made:
    """One place where code makes a finding; what is empty is not written out there."""

    criterion: str
    outcomes: frozenset[Outcome]
    confidences: frozenset[Confidence]


@dataclass(frozen=True)
class _Piece:
    """What one definition holds."""

    made: tuple[_Made, ...]
    outcomes: frozenset[Outcome]
    confidences: frozenset[Confidence]


def abilities(probe: Probe) -> tuple[Ability, ...]:
    """Give what a probe can say about each of its criteria."""
    found = _own(probe)
    for criterion, echoes in probe.echoes.items():
        for echo in echoes:
            for outcome, sure in found[criterion].items():
                _raise(found[echo.criterion], outcome, min(sure, echo.at_most) if outcome is Outcome.MET else sure)
    return tuple(
        Ability(criterion, {each: surest[each] for each in STATUS if each in surest})
        for criterion, surest in sorted(found.items())
    )


def _own(probe: Probe) -> dict[str, dict[Outcome, Confidence]]:
    """Give what its function itself can say: criterion -> outcome -> the surest confidence."""
    found: dict[str, dict[Outcome, Confidence]] = {criterion: {} for criterion in probe.answers}
    if says_of := getattr(sys.modules[probe.look.__module__], "says_of", None):
        for criterion, outcome, sure in says_of(probe.look.__name__):
            if outcome in STATUS:
                _raise(found[criterion], outcome, sure)
        return found
    echoed = {echo.criterion for echoes in probe.echoes.values() for echo in echoes}
    pieces = [_piece(*place) for place in sorted(_reached(probe))]
    spoken = {confidence for each in pieces for confidence in each.confidences} or {Confidence.CUE}
    meant = {outcome for each in pieces for outcome in each.outcomes}
    for made in (each for piece in pieces for each in piece.made):
        for criterion in [made.criterion] if made.criterion in probe.answers else probe.answers - echoed:
            for outcome in (made.outcomes or meant) & set(STATUS):
                _raise(found[criterion], outcome, max(made.confidences or spoken))
    return found


def _raise(surest: dict[Outcome, Confidence], outcome: Outcome, sure: Confidence) -> None:
    surest[outcome] = max(sure, surest.get(outcome, Confidence.CUE))


def _reached(probe: Probe) -> set[tuple[str, str]]:
    """Find the functions, tables and constants that a probe's function leads to, in its own and in other families."""
    waiting = [(probe.look.__module__, probe.look.__name__)]
    reached: set[tuple[str, str]] = set()
    while waiting:
        place = waiting.pop()
        if place in reached or place[1] not in _definitions(place[0]):
            continue
        reached.add(place)
        module = sys.modules[place[0]]
        for node in ast.walk(_definitions(place[0])[place[1]]):
            if isinstance(node, ast.Name):
                waiting += _home(module, node.id)
    return reached


def _home(module: ModuleType, name: str) -> Iterator[tuple[str, str]]:
    """Say where a name of a module is defined, if that is a family of probes."""
    if name in _definitions(module.__name__):
        yield module.__name__, name
    home = getattr(vars(module).get(name), "__module__", None)
    if isinstance(home, str) and home.startswith("badge.probes.") and home.count(".") == 2 and home not in _OUTSIDE:
        yield home, name


@lru_cache(maxsize=256)
def _definitions(module: str) -> Mapping[str, ast.stmt]:
    """Give the statements that define the names of a module."""
    found: dict[str, ast.stmt] = {}
    for statement in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            found[statement.name] = statement
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
            found |= dict.fromkeys(names, statement)
    return found


@lru_cache(maxsize=4096)
def _piece(module: str, name: str) -> _Piece:
    """Read one definition."""
    definition = _definitions(module)[name]
    texts = _texts(definition)
    made = []
    for call in ast.walk(definition):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            outcomes = _makes(definition, call, call.func.id)
            if outcomes is not None:
                criterion = texts.get(ast.unparse(call.args[0]), "") if call.args else ""
                made.append(_Made(criterion, frozenset(outcomes), frozenset(_confidences(call))))
    return _Piece(tuple(made), frozenset(_outcomes(definition)), frozenset(_confidences(definition)))


def _makes(definition: ast.stmt, call: ast.Call, name: str) -> set[Outcome] | None:
    """Tell which outcomes a call makes a finding of; None where it makes none."""
    if name in _MAKERS:
        return {_MAKERS[name]}
    return _outcomes(call) if name == "Finding" else _chosen(definition, name) or None


def _texts(definition: ast.stmt) -> dict[str, str]:
    """Find every text of a definition, by how it is written: as itself, or by a name that stands for it."""
    found = {
        ast.unparse(node): node.value
        for node in ast.walk(definition)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for node in ast.walk(definition):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    return found


def _chosen(definition: ast.stmt, name: str) -> set[Outcome]:
    """Find out which makers a local name stands for, as in `say = met if good else unmet`."""
    return {
        _MAKERS[part.id]
        for node in ast.walk(definition)
        if isinstance(node, ast.Assign) and any(isinstance(each, ast.Name) and each.id == name for each in node.targets)
        for part in ast.walk(node.value)
        if isinstance(part, ast.Name) and part.id in _MAKERS
    }


def _outcomes(node: ast.AST) -> set[Outcome]:
    return {Outcome[each] for each in _members(node, "Outcome")}


def _confidences(node: ast.AST) -> set[Confidence]:
    return {Confidence[each] for each in _members(node, "Confidence")}


def _members(node: ast.AST, kind: str) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == kind:
            yield each.attr
