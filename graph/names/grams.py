"""Which names contain a short piece of text: an inverted index of two or three characters.

Two names that a person takes for one share at least one rare piece, such as 讯飞.  So only the
forms that share rare pieces with a name need to be compared with it.  Pieces that stand in very
many names (科技) tell nothing and are not kept.

A posting list is a blob of unsigned 32-bit numbers of forms, in ascending order.  One list belongs
to one piece within one kind of thing, so that a zone is found although a million enterprises are
named after it.
"""

from __future__ import annotations

import heapq
import math
import re
import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import add

GRAM_SCHEMA = """
CREATE TABLE IF NOT EXISTS gram (
    gram TEXT, kind TEXT, forms BLOB, PRIMARY KEY (gram, kind)
) WITHOUT ROWID;
"""
LONGEST_POSTING = 16_384
"""A piece of more forms of one kind than this has ``NULL`` for its list and finds nothing."""
_MOST_READ = 4_000  # numbers of forms that one search looks at one by one
_SHORT = 10  # a list of so many numbers for each form in the pool is read as a whole
_POOL = 200  # forms whose shared pieces are weighed
_LISTS = 6  # lists that one search reads, the shortest ones
_BUFFERED = 1_000_000  # postings in memory, 4 bytes each, before they are written
# One statement for each list: what is read back into Python costs more than the writing.  ``||`` of
# blobs gives their bytes, and NULL if one of them is NULL.
_APPEND = f"""
INSERT INTO gram VALUES (?, ?, ?) ON CONFLICT (gram, kind) DO UPDATE SET forms = CASE
    WHEN length(forms) + length(excluded.forms) <= {4 * LONGEST_POSTING}
    THEN CAST(forms || excluded.forms AS BLOB)
END
"""
_RUNS = re.compile(r"[㐀-鿿豈-﫿𠀀-𰀀]+|[^\W_㐀-鿿豈-﫿𠀀-𰀀]+")
_LEGAL_ENDING = re.compile(
    r"(?<=.{2})(?:集团)?(?:股份)?(?:有限责任公司|有限公司|股份公司|集团公司|公司)$"
)

# A name keeps no pieces of the characters that its legal form has, nor of those beside it.
_LEGAL_WORD = re.compile("[集团股份有限责任公司]")


def grams_of(key: str) -> set[str]:
    """The pieces of a match key: two Chinese characters, or three letters or digits.

    The legal form at the end is left out, because almost every firm has one.

    >>> sorted(grams_of("科大讯飞股份有限公司"))
    ['大讯', '科大', '讯飞']
    >>> sorted(grams_of("tcl中环"))
    ['tcl', '中环']
    """
    found: set[str] = set()
    for run in _RUNS.findall(without_legal_form(key)):
        if run[0] < "㐀":
            found.update(run[i : i + 3] for i in range(max(1, len(run) - 2)))
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(map(add, run, run[1:]))
    return found


def without_legal_form(key: str) -> str:
    """A match key without the legal form at its end, unless hardly anything would be left."""
    return _LEGAL_ENDING.sub("", key) if key.endswith("公司") else key


class GramWriter:
    """Adds forms to the posting lists of an index and takes forms out of them."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        # By kind and then by piece, which needs no tuple for each of very many pieces.
        self._added: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(
            lambda: defaultdict(lambda: array("I"))
        )
        self._gone: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._buffered = 0

    def add(self, form: int, kind: str, key: str) -> None:
        """The form numbered ``form`` has the match key ``key``."""
        added, grams = self._added[kind], grams_of(key)
        for gram in grams:
            added[gram].append(form)
        self._buffered += len(grams)
        if self._buffered >= _BUFFERED:
            self.flush()

    def remove(self, form: int, kind: str, key: str) -> None:
        """The form numbered ``form`` no longer exists."""
        for gram in grams_of(key):
            self._gone[gram, kind].add(form)
            self._buffered += 1
        if self._buffered >= _BUFFERED:
            self.flush()

    def flush(self) -> None:
        """Write what was added and removed."""
        for gram, kind in sorted(self._gone):
            self._cut(gram, kind)
        self._base.executemany(
            _APPEND,
            (
                (gram, kind, None if len(forms) > LONGEST_POSTING else _blob_of(forms))
                for gram, kind, forms in sorted(
                    (gram, kind, forms)
                    for kind, added in self._added.items()
                    for gram, forms in added.items()
                )
            ),
        )
        self._added.clear()
        self._gone.clear()
        self._buffered = 0

    def _cut(self, gram: str, kind: str) -> None:
        """Take the removed forms out of a list; what is added later has other, higher numbers."""
        query = "SELECT forms FROM gram WHERE gram = ? AND kind = ? AND forms IS NOT NULL"
        gone = self._gone[gram, kind]
        for (blob,) in self._base.execute(query, (gram, kind)).fetchall():
            forms = array("I", (form for form in numbers_of(blob) if form not in gone))
            where = "WHERE gram = ? AND kind = ?"
            if forms:
                self._base.execute(
                    f"UPDATE gram SET forms = ? {where}", (_blob_of(forms), gram, kind)
                )
            else:
                self._base.execute(f"DELETE FROM gram {where}", (gram, kind))


def postings(
    base: sqlite3.Connection, grams: Iterable[str], kinds: Iterable[str]
) -> list[list[array[int]]]:
    """The lists of the rarest pieces, the rarest first, a bounded number of them.

    Each piece has one list for each kind in which it is not too frequent; ``kinds`` limits the
    kinds.
    """
    pieces, within = sorted(grams), sorted(kinds)
    where = "AND forms IS NOT NULL"
    if within:
        where += f" AND kind IN ({','.join('?' * len(within))})"
    # length() reads the header of a row only, so that long lists are not read in vain.
    lengths = base.execute(
        "SELECT sum(length(forms)), gram FROM gram "
        f"WHERE gram IN ({','.join('?' * len(pieces))}) {where} GROUP BY gram",
        (*pieces, *within),
    )
    query = f"SELECT forms FROM gram WHERE gram = ? {where}"
    return [
        [numbers_of(blob) for (blob,) in base.execute(query, (gram, *within))]
        for _, gram in heapq.nsmallest(_LISTS, lengths)
    ]


def containing(
    base: sqlite3.Connection, part: str, kind: str
) -> tuple[list[int], list[str]] | None:
    """The forms that may have a part of a match key inside, and kinds in which it is too frequent
    to say.

    ``None`` if the part has no piece by which that can be told: it is too short, or is part of a
    legal form, of which no pieces are kept.  ``kind`` limits the kinds, if it is given.
    """
    pieces = _pieces_inside(part)
    if not pieces:
        return None
    where, values = (" AND kind = ?", (kind,)) if kind else ("", ())
    rows = base.execute(
        f"SELECT kind, forms FROM gram WHERE gram IN ({','.join('?' * len(pieces))}){where}",
        (*pieces, *values),
    )
    lists: dict[str, list[bytes | None]] = defaultdict(list)
    for found, blob in rows:
        lists[found].append(blob)
    forms: list[int] = []
    frequent = []
    for found, blobs in lists.items():
        kept = sorted((numbers_of(blob) for blob in blobs if blob is not None), key=len)
        if len(blobs) < len(pieces):
            continue  # a piece is in no form of this kind
        if not kept:
            frequent.append(found)
            continue
        common = set(kept[0])
        for numbers in kept[1:]:
            common.intersection_update(_within(common, numbers))
        forms += sorted(common)
    return forms, sorted(frequent)


def _pieces_inside(part: str) -> list[str]:
    """The pieces of every name in which the part is: those without a character of a legal form,
    which the names may have at their ends.
    """
    sizes = ((run, 3 if run[0] < "㐀" else 2) for run in _RUNS.findall(part))
    found = {run[i : i + size] for run, size in sizes for i in range(len(run) - size + 1)}
    return sorted(piece for piece in found if not _LEGAL_WORD.search(piece))


def most_shared(
    base: sqlite3.Connection, grams: Iterable[str], kinds: Iterable[str], limit: int
) -> list[int]:
    """The forms that share most of the pieces, at most ``limit``; a rare piece counts more.

    The shortest lists give a pool of forms, first those in two of them.  The longer lists only add
    to the weight of forms in the pool: a search in a sorted list is much faster than reading it.
    """
    lists = postings(base, grams, kinds)
    read: list[frozenset[int]] = []
    total = 0
    for parts in lists:
        total += sum(map(len, parts))
        if read and total > _MOST_READ:
            break
        read.append(frozenset().union(*parts))
    once: set[int] = set()
    pool: set[int] = set()
    for found in read:
        pool |= once & found
        once |= found
    size = max(_POOL, limit)
    for found in read:
        if len(pool) < size:
            pool.update(heapq.nsmallest(size - len(pool), found - pool))
    weights = dict.fromkeys(pool, 0.0)
    for place, parts in enumerate(lists):
        points = 1 / math.log2(2 + sum(map(len, parts)))
        if place < len(read):
            shared: Iterable[int] = pool & read[place]
        else:
            shared = chain.from_iterable(_within(pool, numbers) for numbers in parts)
        for form in shared:
            weights[form] += points
    return heapq.nlargest(limit, pool, key=lambda form: (weights[form], -form))


def _within(forms: set[int], numbers: array[int]) -> Iterable[int]:
    """The forms that are in a sorted list."""
    end = len(numbers)
    if end < _SHORT * len(forms):
        return forms.intersection(numbers)
    places = ((form, bisect_left(numbers, form)) for form in forms)
    return [form for form, place in places if place < end and numbers[place] == form]


def numbers_of(blob: bytes) -> array[int]:
    """A stored posting list as numbers; it is little-endian on every machine."""
    numbers = array("I")
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _blob_of(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()
