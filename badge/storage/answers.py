"""The answer sheet of a project: one document, read only by the form, the project page and the export."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from badge.core.kept import KeptAnswer, kept_of_json
from badge.storage.models import AnswerSheetRow


def sheet(session: Session, project_id: int) -> dict[str, KeptAnswer]:
    """Give all answers of a project; none for one that has not answered."""
    row = session.get(AnswerSheetRow, project_id)
    return {criterion: kept_of_json(stored) for criterion, stored in row.answers.items()} if row else {}


def write(session: Session, project_id: int, answers: Mapping[str, KeptAnswer]) -> None:
    """Keep a whole sheet in the place of the former one."""
    document = {criterion: answer.to_json() for criterion, answer in sorted(answers.items())}
    row = session.get(AnswerSheetRow, project_id)
    if row is None:
        session.add(AnswerSheetRow(project_id=project_id, answers=document))
    else:
        row.answers = document
    session.flush()
