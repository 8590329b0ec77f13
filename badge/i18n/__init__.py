"""What is said in the reader's language: catalogues, languages, numbers and dates, criteria texts.

A worker: knows the core and its libraries, nothing else of ours. Heavy libraries (Babel, langcodes) are imported
where they are used, so that saying something in English costs no start-up time.
"""

from badge.i18n.catalogs import ENGLISH, Catalog
from badge.i18n.formats import date, list_of, moment, number, percent
from badge.i18n.languages import Language, Shelf, choose, shelf
from badge.i18n.saying import say

__all__ = [
    "ENGLISH",
    "Catalog",
    "Language",
    "Shelf",
    "choose",
    "date",
    "list_of",
    "moment",
    "number",
    "percent",
    "say",
    "shelf",
]
