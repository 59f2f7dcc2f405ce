"""Which form and which language a client wants (RFC 9110, sections 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request

from gaoxin.errors import BadParameter
from gaoxin.service.protocol.accept import accepted_values, quality_of

MEDIA_TYPES = {
    "html": ("text/html", "application/xhtml+xml"),
    "json": ("application/json",),
    "jsonld": ("application/ld+json",),
    "turtle": ("text/turtle",),
    "ntriples": ("application/n-triples",),
    "trig": ("application/trig",),
    "rdfxml": ("application/rdf+xml",),
    "csv": ("text/csv",),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "bibtex": ("application/x-bibtex",),
    "atom": ("application/atom+xml",),
}
"""The forms by their short names, with the media types that ask for them."""


def form_wanted(request: Request, forms: Iterable[str]) -> str:
    """One of ``forms``: what ``?format=`` says, else the best of the ``Accept`` field.

    A client that accepts everything gets JSON.

    Raises:
        BadParameter: ``?format=`` names another form.
    """
    offered = list(forms)
    asked = request.query_params.get("format", "")
    if asked:
        if asked not in offered:
            listed = ", ".join(offered)
            raise BadParameter(
                f"没有「{asked}」这种格式；可写：{listed}。",
                f"There is no form {asked!r}; there are: {listed}.",
                parameter="format",
            )
        return asked
    best, quality = "json", 0.0
    accepted = accepted_values(request.headers.get("accept", "*/*"))
    for form in sorted(offered, key=lambda form: form != "json"):
        for kind in MEDIA_TYPES[form]:
            if (found := quality_of(kind, accepted)) > quality:
                best, quality = form, found
    return best


def check_language(request: Request) -> None:
    """
    Raises:
        BadParameter: ``?lang=`` names a language that no page has.
    """
    asked = request.query_params.get("lang", "") if "lang=" in request.url.query else ""
    if asked not in ("", "zh", "en"):
        raise BadParameter(
            f"没有「{asked}」这种语言；可写：zh、en。",
            f"There is no language {asked!r}; there are: zh, en.",
            parameter="lang",
        )


def language_wanted(request: Request) -> str:
    """``zh`` or ``en``: ``?lang=``, else the cookie ``lang``, else ``Accept-Language``."""
    # Most addresses have no such parameter, and a long query takes long to take apart.
    has_parameter = b"lang=" in request.scope["query_string"]
    told = request.query_params.get("lang") if has_parameter else None
    for asked in (told, request.cookies.get("lang")):
        if asked in ("zh", "en"):
            return asked
    accepted = accepted_values(request.headers.get("accept-language", "zh"))
    for value, _ in sorted(accepted, key=lambda item: -item[1]):
        if value[:2] in ("zh", "en"):
            return value[:2]
    return "zh"
