"""How names are compared, and how keys are made from them (docs/architecture.md, IRIs).

Everything that compares names uses :func:`match_key`, so that loading and asking never disagree
about whether two written forms are one name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from functools import cache, cached_property, lru_cache
from typing import Any

_IGNORED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉​﻿]+")
_INDUSTRY_SUFFIX = re.compile(r"(?<=.{2})(产业|行业)$")
_UNNAMED = re.compile(r"未具名|未透露名称|未公开名称|未点名")
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𰀀]")

SLUG_LENGTH = 40


class _Simplified(dict[int, str]):
    """Traditional to simplified, character by character, for ``str.translate``; filled on demand.

    Single characters are enough for comparing names, and the key of a substring is a substring of
    the key.  With OpenCC's phrase tables a character would depend on its neighbours.
    """

    @cached_property
    def _converter(self) -> Any:
        from opencc import OpenCC

        return OpenCC("t2s")

    def __missing__(self, code: int) -> str:
        character = chr(code)
        simple = self._converter.convert(character) if _HAN.match(character) else character
        self[code] = simple
        return simple


_SIMPLIFIED = _Simplified()


def normal_form(form: str) -> str:
    """NFKC with trimmed, single spaces: the form in which a name is shown."""
    return " ".join(unicodedata.normalize("NFKC", form).split())


def simplify(form: str) -> str:
    """Write traditional characters as simplified ones."""
    return form.translate(_SIMPLIFIED) if _HAN.search(form) else form


def match_key(form: str, kind: str = "") -> str:
    """The key under which a name of ``kind`` is compared; never empty for a non-empty name.

    >>> match_key("天津 高新區")
    '天津高新区'
    >>> match_key("《新能源产业》", "industry")
    '新能源'
    """
    key = _plain_key(form)
    return (_INDUSTRY_SUFFIX.sub("", key) or key) if kind == "industry" else key


@lru_cache(maxsize=65_536)
def _plain_key(form: str) -> str:
    if form.isascii() and form.isalnum():  # a code
        return form.lower()
    text = unicodedata.normalize("NFKC", form)
    key = _IGNORED.sub("", simplify(text)).casefold()
    return key or " ".join(text.split()).casefold() or form


def is_unnamed(form: str) -> bool:
    """Whether the name says that the source left the thing unnamed (某公司（未具名）)."""
    return bool(_UNNAMED.search(form))


def has_han(form: str) -> bool:
    """Whether any Chinese character stands in ``form``."""
    return bool(_HAN.search(form))


def pinyin(form: str) -> tuple[str, str]:
    """Full pinyin and initials of ``form``; runs of Latin letters and digits stay whole.

    >>> pinyin("重庆高新区")
    ('chongqinggaoxinqu', 'cqgxq')
    >>> pinyin("TCL中环")
    ('tclzhonghuan', 'tclzh')
    """
    full, initials, _ = _spoken(form)
    return full, initials


_RUNS = re.compile(r"[㐀-鿿豈-﫿𠀀-𰀀]+|[A-Za-z0-9]+")
# Read apart, because almost every firm has one and cutting a name into words is slow.
_LEGAL_FORM = re.compile(r"(?:集团)?(?:股份)?有限(?:责任)?公司$")
_Spoken = tuple[str, str, str]
"""Pinyin: without spaces, the initials only, and with hyphens between the syllables."""


@lru_cache(maxsize=4096)
def _spoken(form: str) -> _Spoken:
    """The pinyin of ``form``, in which runs of Latin letters and digits stand in lower case."""
    parts: list[_Spoken] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", form)):
        if run[0] < "㐀":
            parts.append((run.lower(),) * 3)
            continue
        ending = _LEGAL_FORM.search(run) if run.endswith("公司") else None
        if ending:
            parts += map(_read_word, _words(run[: ending.start()]))
            parts.append(_read_word(ending[0]))
        else:
            parts += map(_read_word, _words(run))
    if not parts:
        return "", "", ""
    full, initials, hyphened = zip(*parts, strict=True)
    return "".join(full), "".join(initials), "-".join(filter(None, hyphened))


def _words(run: str) -> list[str]:
    """A run of Chinese characters, cut into phrases and single characters."""
    _, beginnings = _phrases()
    words: list[str] = []
    start, end = 0, len(run)
    while start < end:
        if run[start : start + 2] in beginnings:
            found = _first_words(run[start:])
            words += found
            start += sum(map(len, found))
        else:  # most pairs of characters begin no phrase
            words.append(run[start])
            start += 1
    return words


def _first_words(run: str) -> list[str]:
    """The longest phrase at the beginning of a run, else its first character, as pypinyin
    (``seg.mmseg``) finds them; all characters if the run is the beginning of a phrase only.
    """
    phrases, beginnings = _phrases()
    size, longest = 1, 0
    while size <= len(run) and (word := run[:size]) in beginnings:
        if word in phrases:
            longest = size
        size += 1
    if size > len(run) and not longest:
        return list(run)
    return [run[: longest or 1]]


@cache
def _phrases() -> tuple[Collection[str], frozenset[str]]:
    """The phrases that pypinyin knows, and all their beginnings.

    pypinyin's own search for words takes most of the time of loading names.
    """
    from pypinyin.constants import PHRASES_DICT  # importing takes 0.43 s, and only loading needs it

    beginnings = (word[: size + 1] for word in PHRASES_DICT for size in range(len(word)))
    return PHRASES_DICT, frozenset(beginnings)


@lru_cache(maxsize=65_536)
def _read_word(word: str) -> _Spoken:
    from pypinyin import lazy_pinyin

    parts = (part.lower().replace("ü", "v") for part in lazy_pinyin(word))
    read = [part for part in parts if part.isascii() and part.isalnum()]
    return "".join(read), "".join(part[0] for part in read), "-".join(read)


def slug(form: str, length: int = SLUG_LENGTH) -> str:
    """Pinyin joined by hyphens, cut at a syllable to at most ``length`` characters."""
    hyphened = _spoken(form)[2]
    if len(hyphened) <= length:
        return hyphened
    return hyphened[: max(hyphened.rfind("-", 0, length + 1), 0)]


def short_hash(*parts: str, digits: int = 8) -> str:
    """Hexadecimal start of sha256 over ``parts``, separated so that no two lists collide."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def mint(kind: str, form: str, dataset: str = "") -> str:
    """The key of a thing that has no official one: ``<kind>/<slug>-<hash>``.

    It depends on the name only, not on what was loaded before.  For an unnamed thing the dataset is
    part of the key, because two unnamed companies are two things.
    """
    key = match_key(form, kind)
    parts = (kind, key, dataset) if is_unnamed(form) else (kind, key)
    stem = slug(key)
    code = short_hash(*parts)
    return f"{kind}/{stem}-{code}" if stem else f"{kind}/{code}"
