"""Limits for whoever asks too often: 429 with the seconds to wait. Images have a limit of their own."""

from __future__ import annotations

from time import time

from flask import Blueprint, Response, current_app, g, request

from badge.api.answering import parts, problem
from badge.services.rates import SECONDS, Memory, Rate, Rates, Shared

blueprint = Blueprint("rates", __name__)

IMAGES = frozenset({"badge_image", "badge_static", "badge_lookup", "badge_forms"})
"""The doors that draw. What the front has finished already never comes here, and is not counted."""

DATA = frozenset(
    {
        "criteria_data", "dumps", "entry", "feed", "oembed", "organisation", "project_feed", "project_list", "site_map",
        "statistics", "v1", "without_language",
    }
)  # fmt: skip

_TOO_MANY = "There were too many requests from your address. The header Retry-After says in how many seconds to go on."


@blueprint.before_app_request
def _count() -> Response | None:
    """Count, and refuse what is too much."""
    policy = _policy()
    limit = {"data": parts().settings.limit_data, "images": parts().settings.limit_images}.get(policy, 0)
    if not limit:
        return None
    rate = _rates().count(policy, _who(), limit)
    g.rate = policy, rate
    if rate.allowed:
        return None
    answer = problem(429, _TOO_MANY)
    answer.headers["Retry-After"] = str(rate.seconds)
    return answer


@blueprint.after_app_request
def _tell(answer: Response) -> Response:
    """Say what is left. An image is the same for all, and may be kept for others, so it says so only when refused."""
    policy, rate = g.get("rate", ("", None))
    if isinstance(rate, Rate) and (policy == "data" or not rate.allowed):
        answer.headers["RateLimit-Policy"] = f'"{policy}";q={rate.limit};w={SECONDS}'
        answer.headers["RateLimit"] = f'"{policy}";r={max(rate.left, 0)};t={rate.seconds}'
    return answer


def _policy() -> str:
    door = request.blueprint or ""
    if door in IMAGES:
        return "images"
    return "data" if door in DATA or request.path.startswith("/api/") else ""


def _who() -> str:
    """Give the address that asks; behind proxies of one's own it is the one that the outermost of them has seen."""
    hops = parts().settings.proxies
    if hops:
        told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
        if len(told) >= hops:
            return told[-hops]
    return request.remote_addr or ""


def _rates() -> Rates:
    made: Rates | None = current_app.extensions.get("badge.rates")
    if made is None:
        url = parts().settings.limits_url
        made = current_app.extensions["badge.rates"] = Rates(Shared(url, time) if url else Memory(), time)
    return made
