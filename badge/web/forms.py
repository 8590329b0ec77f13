"""The questionnaire as forms: one class per level, made from its criteria; they read and judge what was sent."""

from __future__ import annotations

from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, IntegerField, RadioField, TextAreaField
from wtforms.validators import ValidationError

from badge.core.answers import Answer, Answers, Status
from badge.core.criteria import Criterion, Flag, Level
from badge.core.errors import InvalidAnswersError
from badge.core.messages import Message
from badge.core.scoring import Reason
from badge.core.wordings import REASONS
from badge.services.answering import NOTHING_SAVED, complaint

VERSION = "project[lock_version]"
STALE = -1
"""The version of nothing: a form that brings a version nobody can read is never the latest."""

_NO_CHOICE = Message("Choose one of the answers that are offered.")


def status_name(criterion: str) -> str:
    """Name the field of a status, as the wire contract does."""
    return f"project[{criterion}_status]"


def reason_name(criterion: str) -> str:
    """Name the field of a justification."""
    return f"project[{criterion}_justification]"


def asked(level: Level) -> tuple[Criterion, ...]:
    """Give what a person answers: what is computed from the level below is not asked, nor is an obsolete one."""
    return tuple(
        each for each in level.criteria if each.id != level.requires_criterion and Flag.OBSOLETE not in each.flags
    )


def choices(criterion: Criterion, kept: Status = Status.UNKNOWN) -> tuple[Status, ...]:
    """Give the answers that a criterion allows. N/A that is kept already (another level allows it) may stay."""
    not_applicable = (Status.NA,) if Flag.NA_ALLOWED in criterion.flags or kept is Status.NA else ()
    return (Status.MET, Status.UNMET, *not_applicable, Status.UNKNOWN)


class RefusedError(ValidationError):
    """A fault of a field as a message, which is said where it is shown."""

    def __init__(self, message: Message) -> None:
        """Keep the message as it is."""
        super().__init__(cast("str", message))


class StatusField(RadioField):
    """The answers to one criterion."""

    kept: Status = Status.UNKNOWN

    def process_data(self, value: object) -> None:
        """Remember what is kept, which may always stay."""
        super().process_data(value)
        self.kept = Status(str(value))

    def pre_validate(self, form: object) -> None:
        """Refuse what is not offered."""
        if not self.offered():
            raise RefusedError(REASONS[Reason.NA_REFUSED] if self.data == Status.NA else _NO_CHOICE)

    def offered(self) -> bool:
        """Tell whether the answer is one of those that may be given."""
        return self.data == self.kept or self.data in (self.choices or ())


class AnswersForm(Form):
    """The answers of one level. What was not sent stays as it is kept."""

    criteria: tuple[Criterion, ...] = ()

    def sent(self) -> dict[str, Answer]:
        """Give the answers whose status or reason was sent; a status that is refused counts as the kept one."""
        found = {}
        for each in self.criteria:
            status, reason = self._fields_of(each)
            if status.raw_data or reason.raw_data:
                chosen = Status(status.data) if status.offered() else status.kept
                found[each.id] = Answer(chosen, reason.data or "")
        return found

    def must_be_right(self) -> None:
        """Judge the form; raises InvalidAnswersError with what is wrong, by criterion."""
        if self.validate():
            return
        found: dict[str, Message] = {}
        for each in self.criteria:
            errors = [error for field in self._fields_of(each) for error in field.errors]
            if errors:
                found[each.id] = cast("Message", errors[0])
        if found:
            raise InvalidAnswersError(NOTHING_SAVED, found)

    def version(self, present: int) -> int:
        """Give the version that the person was looking at; who sends none changes the present one."""
        field = self["lock_version"]
        if not field.raw_data:
            return present
        return STALE if field.data is None else int(field.data)

    def _fields_of(self, criterion: Criterion) -> tuple[StatusField, TextAreaField]:
        found = self[f"{criterion.id}_status"], self[f"{criterion.id}_justification"]
        return cast("tuple[StatusField, TextAreaField]", found)


def form_class(level: Level) -> type[AnswersForm]:
    """Make the form of a level; made once, and used for every project."""
    criteria = asked(level)
    fields: dict[str, Any] = {"criteria": criteria, "lock_version": IntegerField(name=VERSION)}
    for each in criteria:
        # The published types know only pairs, which WTForms itself is giving up.
        offered: list[Any] = [str(status) for status in choices(each)]
        fields[f"{each.id}_status"] = StatusField(name=status_name(each.id), choices=offered)
        fields[f"{each.id}_justification"] = TextAreaField(
            name=reason_name(each.id), filters=[_text], validators=[_keepable]
        )
    return type("LevelForm", (AnswersForm,), fields)


def fill(form: type[AnswersForm], sent: MultiDict[str, str], kept: Answers) -> AnswersForm:
    """Read what was sent, over what is kept."""
    data: dict[str, str] = {}
    for each in form.criteria:
        answer = kept.get(each.id, Answer())
        data[f"{each.id}_status"] = answer.status
        data[f"{each.id}_justification"] = answer.justification
    return form(sent, data=data)


def _text(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n")


def _keepable(_form: Form, field: Field) -> None:
    if wrong := complaint(Answer(justification=field.data)):
        raise RefusedError(wrong)
