"""The settings of an installation, read from the environment, with a sentence for a variable that does not fit."""

from __future__ import annotations

from collections.abc import Mapping

from badge.config import SettingError, Settings
from badge.core.errors import WrongUseError
from badge.core.messages import Message


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read BADGE_* variables; raises WrongUseError that names the bad one."""
    try:
        return Settings.from_environment(environ)
    except SettingError as error:
        raise WrongUseError(Message(error.text, error.values)) from error
