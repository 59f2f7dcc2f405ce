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
_SHARED_END = 8  # characters, such as 智能科技有限公司


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


@lru_cache(maxsize=65_536)
def match_key(form: str, kind: str = "") -> str:
    """The key under which a name of ``kind`` is compared; never empty for a non-empty name.

    >>> match_key("天津 高新區")
    '天津高新区'
    >>> match_key("《新能源产业》", "industry")
    '新能源'
    """
    text = unicodedata.normalize("NFKC", form)
    key = _IGNORED.sub("", simplify(text)).casefold()
    if kind == "industry":
        key = _INDUSTRY_SUFFIX.sub("", key)
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
    syllables = _syllables(form)
    full = "".join(text for text, _ in syllables)
    return full, "".join(text[0] if is_han else text for text, is_han in syllables)


_RUNS = re.compile(r"[㐀-鿿豈-﫿𠀀-𰀀]+|[A-Za-z0-9]+")
# Read apart, because almost every firm has one and cutting a name into words is slow.
_LEGAL_FORM = re.compile(r"(?:集团)?(?:股份)?有限(?:责任)?公司$")


@lru_cache(maxsize=4096)
def _syllables(form: str) -> tuple[tuple[str, bool], ...]:
    """Each syllable of a Chinese character, or run of Latin letters and digits, in lower case."""
    out: list[tuple[str, bool]] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", form)):
        if has_han(run):
            ending = _LEGAL_FORM.search(run)
            if ending:
                out += _read_run(run[: ending.start()])
                out += _read_word(ending[0])
            else:
                out += _read_run(run)
        else:
            out.append((run.lower(), False))
    return tuple(out)


def _read_run(run: str) -> list[tuple[str, bool]]:
    """Syllables of one run of Chinese characters.

    What is read does not depend on the words before, so that ends such as 科技有限公司, which very
    many names share, are read once.
    """
    found: list[tuple[str, bool]] = []
    while len(run) > _SHARED_END:
        words = _first_words(run)
        for word in words:
            found += _read_word(word)
        run = run[sum(map(len, words)) :]
    return found + _read_end(run)


@lru_cache(maxsize=65_536)
def _read_end(run: str) -> list[tuple[str, bool]]:
    if not run:
        return []
    words = _first_words(run)
    found = [syllable for word in words for syllable in _read_word(word)]
    return found + _read_end(run[sum(map(len, words)) :])


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
def _read_word(word: str) -> tuple[tuple[str, bool], ...]:
    from pypinyin import lazy_pinyin

    parts = (part.lower().replace("ü", "v") for part in lazy_pinyin(word))
    return tuple((part, True) for part in parts if part.isascii() and part.isalnum())


def slug(form: str, length: int = SLUG_LENGTH) -> str:
    """Pinyin joined by hyphens, cut at a syllable to at most ``length`` characters."""
    out = ""
    for syllable, _ in _syllables(form):
        longer = f"{out}-{syllable}" if out else syllable
        if len(longer) > length:
            break
        out = longer
    return out


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
