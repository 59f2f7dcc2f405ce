"""Advice that names a command, put into words for who is at a page or asks over HTTP.

Errors and remarks come from the parts that the command line uses, too, and say ``gaoxin search``
where there is a page for it.  Commands that only the keeper of the service can run stay.
"""

from __future__ import annotations

import re
from typing import Any

from gaoxin.language import language

_PAGES = {
    "review --articles": ("审核文章", "Articles", "/articles"),
    "ask": ("提问", "Ask", "/ask"),
    "chain": ("产业链", "Chain", "/chain"),
    "check": ("核对", "Check", "/check"),
    "compare": ("对比", "Compare", "/compare"),
    "conflicts": ("矛盾", "Conflicts", "/conflicts"),
    "coverage": ("覆盖", "Coverage", "/coverage"),
    "diff": ("变化", "Changes", "/changes"),
    "log": ("变化", "Changes", "/changes"),
    "path": ("路径", "Path", "/path"),
    "queries": ("现成查询", "Saved queries", "/queries"),
    "search": ("搜索", "Search", "/search"),
    "show": ("搜索", "Search", "/search"),
    "sources": ("来源", "Sources", "/sources"),
    "targets": ("承诺", "Promises", "/targets"),
    "timeline": ("时间线", "Timeline", "/timeline"),
}
_COMMAND = re.compile(rf"(^|[.!?]\s+)?( ?)gaoxin ({'|'.join(_PAGES)})(?![\w-])(?! --)( ?)")
_TEXTS = ("detail", "reason")
_LISTS = ("notes",)


def for_pages(text: str) -> str:
    """The text with pages in place of the commands that have one.

    >>> from gaoxin.language import choose_language
    >>> choose_language("en")
    >>> for_pages("No such thing; look its name up with gaoxin search.")
    'No such thing; look its name up with the page Search (/search).'
    """
    return _COMMAND.sub(_page, text) if "gaoxin " in text else text


def advised(document: dict[str, Any]) -> dict[str, Any]:
    """A document or problem whose reasons and remarks name pages."""
    found = dict(document)
    for name in _TEXTS:
        if isinstance(found.get(name), str):
            found[name] = for_pages(found[name])
    for name in _LISTS:
        if isinstance(found.get(name), list):
            found[name] = [for_pages(n) if isinstance(n, str) else n for n in found[name]]
    return found


def _page(command: re.Match[str]) -> str:
    start, before, name, after = command.groups()
    zh, en, address = _PAGES[name]
    if language() == "zh":
        return f"{start or ''}“{zh}”页（{address}）"
    article = "the" if start is None else "The"
    return f"{start or ''}{before}{article} page {en} ({address}){after}"
