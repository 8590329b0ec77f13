"""A request whose parameters can always be read, whatever bytes somebody has put into the address."""

from __future__ import annotations

from string import printable
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

from flask import Request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class ReadableRequest(Request):
    """Werkzeug reads parameters as UTF-8 and fails otherwise; bytes that are none are escaped first."""

    def __init__(self, environ: WSGIEnvironment, populate_request: bool = True, shallow: bool = False) -> None:
        """Read the environment, and escape what is no UTF-8."""
        super().__init__(environ, populate_request, shallow)
        try:
            self.query_string.decode()
        except UnicodeDecodeError:
            self.query_string = quote_from_bytes(self.query_string, safe=printable).encode()
