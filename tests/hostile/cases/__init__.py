"""Every hostile case, by what is hostile about it. One more is one row in one of the tables."""

from __future__ import annotations

from tests.hostile.case import Case
from tests.hostile.cases.forms import FORMS
from tests.hostile.cases.history import HISTORY
from tests.hostile.cases.names import NAMES
from tests.hostile.cases.settings import SETTINGS
from tests.hostile.cases.sizes import SIZES
from tests.hostile.cases.texts import TEXTS

ALL: tuple[Case, ...] = (*SIZES, *SETTINGS, *NAMES, *TEXTS, *HISTORY, *FORMS)
