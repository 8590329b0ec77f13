"""Where a proposal comes from when no look has found it: the other question that was answered, and its place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from badge.core.criteria import Level
from badge.core.projects import Project
from badge.core.proposals import Basis, Proposal
from badge.i18n.criteria import question_text
from badge.web import facts, site
from badge.web.language import catalog
from badge.web.pages import criterion_title


@dataclass(frozen=True)
class Source:
    """The question from whose answer a proposal follows."""

    title: str
    address: str


def source(project: Project, level: Level, proposal: Proposal) -> Source | None:
    """Give the question behind a proposal, on the page of this level; None where a look found it."""
    if proposal.basis is Basis.COUNTERPART:
        return _criterion(project, level, proposal.counterpart)
    if proposal.basis is Basis.PROFILE:
        return _fact(project, level, proposal.finding.criterion)
    return None


def _criterion(project: Project, level: Level, own: str) -> Source | None:
    """Lead to the card on the same page where there is one, else to that of the first level that asks."""
    found = site().criteria.of(own)
    here = next((each for each in found if each.level == level.id), None)
    if here is not None:
        return Source(criterion_title(here), f"#{own}")
    if not found:
        return None
    page = url_for("questionnaire.edit_level", project_id=project.id, level=found[0].level, _anchor=own)
    return Source(criterion_title(found[0]), page)


def _fact(project: Project, level: Level, criterion: str) -> Source | None:
    question = facts.source(site().criteria, project.circumstances, criterion)
    if question is None:
        return None
    page = url_for("telling.show", project_id=project.id, level=level.id, _anchor=f"fact-{question.id}")
    return Source(question_text(question, "title", catalog()), page)
