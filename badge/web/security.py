"""What every answer and every request has to hold to: hosts, headers, forged requests."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect

from badge.web import site

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SAFE = ("GET", "HEAD", "OPTIONS")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
"""Nothing from another host, nothing inline."""


def install(app: Flask) -> None:
    """Put the rules into an application."""
    app.config["WTF_CSRF_FIELD_NAME"] = "authenticity_token"  # the name that the wire contract gives it
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a long form is work of hours; the token lives as long as the session
    app.config["WTF_CSRF_SSL_STRICT"] = False
    CSRFProtect(app)
    app.before_request(_known_host)
    app.before_request(_same_site)
    app.after_request(_headers)


def _hosts() -> tuple[str, ...]:
    public = urlsplit(site().settings.public_url).hostname
    return (*_LOOPBACK, public) if public else _LOOPBACK


def _known_host() -> None:
    """Refuse a foreign Host header: another site's name that was pointed at this machine (DNS rebinding)."""
    host = request.headers.get("Host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name.lower() not in _hosts():
        abort(421)


def _same_site() -> None:
    """Refuse a change that another site asks for, before the token is even looked at."""
    if request.method in _SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)


def _headers(response: Response) -> Response:
    own = response.headers
    own.setdefault("Content-Security-Policy", POLICY)
    own.setdefault("X-Content-Type-Options", "nosniff")
    own.setdefault("Referrer-Policy", "same-origin")
    own.setdefault("X-Frame-Options", "DENY")
    own.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    own.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if request.endpoint != "static":
        own.setdefault("Cache-Control", "no-store")
    return response
