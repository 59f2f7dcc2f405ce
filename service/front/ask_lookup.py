"""Ask a worker for a lookup, and make the HTTP response of its reply."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from fastapi import Request, Response

from gaoxin import __version__
from gaoxin.service.front.client_gone import ClientGone, while_connected
from gaoxin.service.front.negotiation import check_language, form_wanted, language_wanted
from gaoxin.service.front.running import Running
from gaoxin.service.front.worker_requests import NOT_KEPT, lookup_answered, lookup_asked
from gaoxin.service.lookups.catalogue_of_lookups import LOOKUPS
from gaoxin.service.protocol.time_of_change import time_of_change


async def ask_lookup(
    request: Request, lookup: str, values: Mapping[str, Any], *, may_be_kept: bool = True
) -> Response:
    """The response of a lookup in the form and language that the client wants.

    The entity tag (RFC 9110, section 8.8.3) is that of the generation, the address, the form, the
    language and the day (what is due depends on it), so a client that has the answer already gets
    304 without asking a worker.  An answer that does not follow from the generation alone must not
    be kept.
    """
    running: Running = request.app.state.running
    form = form_wanted(request, LOOKUPS[lookup].offered)
    check_language(request)
    language = language_wanted(request)
    manifest = running.current.manifest
    number = int(values.get("generation") or manifest.number)
    address = address_of(request)
    day = date.today().isoformat()
    seen = "\n".join((__version__, manifest.digest, str(number), address, form, language, day))
    tag = f'W/"{hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:24]}"'
    changed = manifest.time if number == manifest.number else ""
    # A form has what is asked in its body.
    is_read = may_be_kept and request.method in ("GET", "HEAD")
    not_modified = {"etag": tag, **_kept_with(request, form, language)}
    if is_read and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=not_modified)
    nonce = secrets.token_urlsafe(16)
    asked = lookup_asked(
        lookup, number, language, values, form=form, address=address, nonce=nonce, day=day
    )
    try:
        reply = await while_connected(request, lookup_answered(running, asked))
    except ClientGone:
        return Response(status_code=499)  # nobody reads it
    may_be_kept = may_be_kept and not reply.headers.items() & NOT_KEPT.items()
    is_read = is_read and may_be_kept
    if is_read and reply.status == 200 and not _is_changed(request, changed):
        return Response(status_code=304, headers=not_modified)
    headers = {**_kept_with(request, form, language), **reply.headers}
    if not may_be_kept:
        headers.pop("last-modified", None)
        headers |= NOT_KEPT
    if reply.status == 200 and is_read:
        headers["etag"] = tag
    if reply.kind.startswith("text/html"):
        carries_policy = "html" in LOOKUPS[lookup].direct and reply.status == 200
        policy = CARRIED_POLICY if carries_policy else page_policy(nonce)
        headers["content-security-policy"] = policy
    return Response(reply.body, reply.status, headers, reply.kind)


def address_of(request: Request) -> str:
    """The path and the query of a request."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _is_changed(request: Request, changed: str) -> bool:
    """Whether the client has no answer, or one from before the generation was published.

    ``If-Modified-Since`` counts only without an entity tag (RFC 9110, section 13.1.3).  ``changed``
    is the time of the generation, ``""`` if it is not known here.
    """
    since = request.headers.get("if-modified-since")
    if not since or not changed or "if-none-match" in request.headers:
        return True
    try:
        return parsedate_to_datetime(since) < time_of_change(changed)
    except (TypeError, ValueError):  # no date, or one without a time zone
        return True


def _kept_with(request: Request, form: str, language: str) -> dict[str, str]:
    """Header fields of an answer and of 304 alike (RFC 9110, section 15.4.5).

    The cookie keeps the language which a person chose on a page, for a year.
    """
    headers = {
        "vary": "Accept, Accept-Language, Cookie",
        "cache-control": "no-cache",  # kept, and asked for again: a load may have changed it
    }
    if form == "html" and request.query_params.get("lang") == language:
        headers["set-cookie"] = f"lang={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
    return headers


CARRIED_POLICY = "frame-ancestors 'self'"
"""For a page that a lookup writes itself (``direct["html"]``): the page carries its own policy, but
where it may be framed can only be said in the header."""


def page_policy(nonce: str) -> str:
    """The content security policy of a page: nothing from elsewhere, no script without nonce."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    )
