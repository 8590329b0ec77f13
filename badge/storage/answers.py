"""The answer sheet of a project: one document, read only by the form, the project page and the export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from badge.core.kept import KeptAnswer, kept_of_json
from badge.storage.models import AnswerSheetRow


def sheet(session: Session, project_id: int) -> dict[str, KeptAnswer]:
    """Give all answers of a project; none for one that has not answered."""
    row = session.get(AnswerSheetRow, project_id)
    return {criterion: kept_of_json(stored) for criterion, stored in row.answers.items()} if row else {}


def sheets(session: Session, project_ids: Iterable[int]) -> dict[int, dict[str, KeptAnswer]]:
    """Give the answers of several projects in one query; nothing for one that has not answered."""
    rows = session.scalars(select(AnswerSheetRow).where(AnswerSheetRow.project_id.in_(list(project_ids))))
    return {row.project_id: {name: kept_of_json(each) for name, each in row.answers.items()} for row in rows}


def write(session: Session, project_id: int, answers: Mapping[str, KeptAnswer]) -> None:
    """Keep a whole sheet in the place of the former one."""
    document = {criterion: answer.to_json() for criterion, answer in sorted(answers.items())}
    row = session.get(AnswerSheetRow, project_id)
    if row is None:
        session.add(AnswerSheetRow(project_id=project_id, answers=document))
    else:
        row.answers = document
    session.flush()
