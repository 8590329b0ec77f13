"""What can go wrong by a user's hand: one family, each a sentence that says what to do."""

from __future__ import annotations

from badge.core.messages import Message


class BadgeError(Exception):
    """A mistake that a person can mend; a door says its message and nothing else."""

    def __init__(self, message: Message) -> None:
        """Keep the sentence for the door."""
        super().__init__(str(message))
        self.message = message


class WrongUseError(BadgeError):
    """What was asked for does not exist or does not fit (command line: exit 2)."""


class UnreadableError(BadgeError):
    """A repository, file or database could not be read (command line: exit 3)."""


class NotFoundError(BadgeError):
    """There is no such thing (web: 404)."""


class InvalidAnswersError(BadgeError):
    """Some answers cannot be kept; `fields` names each with its own message."""

    def __init__(self, message: Message, fields: dict[str, Message]) -> None:
        """Keep what is wrong with each field."""
        super().__init__(message)
        self.fields = fields


class StaleAnswersError(BadgeError):
    """Somebody saved in between; what was typed must be shown again (web: 409)."""
