"""What goes wrong, told once for all pages: a sentence that says what to do, in the reader's language."""

from __future__ import annotations

import logging
import secrets
from typing import TypeAlias

from flask import Flask, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from badge.core.errors import BadgeError, NotFoundError, StaleAnswersError, UnreadableError
from badge.core.messages import Message
from badge.services.problems import KIND, document_of, is_data
from badge.web.language import same_page

Answer: TypeAlias = tuple[str, int] | tuple[Response, int, dict[str, str]]

_log = logging.getLogger("badge.web")

_SENTENCES = {
    403: Message("This change was refused, because another site seems to have asked for it. Open the page anew."),
    404: Message("There is no such page. It may have moved, or the address may have a slip."),
    405: Message("This page cannot be used in that way. Go back and try the buttons on the page."),
    413: Message("What was sent is too large. Shorten the longest texts, and send it again."),
    421: Message("This server does not answer under that name. Open it by the address that it printed at its start."),
}
_OTHERWISE = Message("The request could not be understood. Go back, reload the page, and try again.")
_TOKEN = Message(
    "Your session has ended, so nothing was saved. Go back (your browser keeps what you typed), reload, and save again."
)
_BUSY = Message("The database is busy or cannot be reached. Nothing was saved: wait a moment, and try again.")
_FAULT = Message("Something went wrong here, and it is not your fault. Nothing was lost. Try again in a moment.")


def install(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(BadgeError, _ours)
    app.register_error_handler(CSRFError, lambda _: _page(_TOKEN, 400))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _fault)


def _ours(error: BadgeError) -> Answer:
    if isinstance(error, NotFoundError):
        return _page(error.message, 404)
    if isinstance(error, StaleAnswersError):
        return _page(error.message, 409)
    return _page(error.message, 503 if isinstance(error, UnreadableError) else 400)


def _http(error: HTTPException) -> Answer | HTTPException | Response:
    if error.code is None or error.code < 400:
        return error
    if error.code == 404 and not is_data(request.path) and (elsewhere := same_page()):
        return elsewhere
    return _page(_SENTENCES.get(error.code, _OTHERWISE), error.code)


def _database(error: OperationalError) -> Answer:
    _log.warning("the database did not answer: %s", error)
    return _page(_BUSY, 503)


def _fault(error: Exception) -> Answer:
    number = secrets.token_hex(4)
    _log.error("fault %s", number, exc_info=error)
    return _page(_FAULT, 500, number)


def _page(message: Message, status: int, number: str = "") -> Answer:
    if is_data(request.path):
        return jsonify(document_of(status, str(message), request.path)), status, {"Content-Type": KIND}
    return render_template("error.html", message=message, status=status, number=number), status
