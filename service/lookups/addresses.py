"""Addresses made from the address of a request: the same page with another choice."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit


def toggled(address: str, name: str, value: str) -> str:
    """The address with this value of a parameter added, or removed if it is there.

    A parameter may have several values.  The first page of the rows is asked for.
    """
    given = [(n, v) for n, v in parse_qsl(urlsplit(address).query) if n != "offset"]
    pair = (name, value)
    chosen = [p for p in given if p != pair] if pair in given else [*given, pair]
    return urlsplit(address).path + ("?" + urlencode(chosen) if chosen else "")
