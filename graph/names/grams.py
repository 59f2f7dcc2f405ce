"""Which names contain a short piece of text: an inverted index of two or three characters.

Two names that a person takes for one share at least one rare piece, such as 讯飞.  So only the
forms that share rare pieces with a name need to be compared with it.  Pieces that stand in very
many names (科技) tell nothing and are not kept.

A posting list is a blob of unsigned 32-bit numbers of forms.  One list belongs to one piece within
one kind of thing, so that a zone is found although a million enterprises are named after it.
"""

from __future__ import annotations

import heapq
import math
import re
import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable

GRAM_SCHEMA = """
CREATE TABLE IF NOT EXISTS gram (
    gram TEXT, kind TEXT, forms BLOB, PRIMARY KEY (gram, kind)
) WITHOUT ROWID;
"""
LONGEST_POSTING = 16_384
"""A piece of more forms of one kind than this has ``NULL`` for its list and finds nothing."""
_MOST_READ = 8_000  # numbers of forms that one search reads
_BUFFERED = 2_000_000  # postings in memory, 4 bytes each, before they are written
_RUNS = re.compile(r"[㐀-鿿豈-﫿𠀀-𰀀]+|[^\W_㐀-鿿豈-﫿𠀀-𰀀]+")
_LEGAL_ENDING = re.compile(
    r"(?<=.{2})(?:集团)?(?:股份)?(?:有限责任公司|有限公司|股份公司|集团公司|公司)$"
)


def grams_of(key: str) -> set[str]:
    """The pieces of a match key: two Chinese characters, or three letters or digits.

    The legal form at the end is left out, because almost every firm has one.

    >>> sorted(grams_of("科大讯飞股份有限公司"))
    ['大讯', '科大', '讯飞']
    >>> sorted(grams_of("tcl中环"))
    ['tcl', '中环']
    """
    found: set[str] = set()
    for run in _RUNS.findall(_LEGAL_ENDING.sub("", key)):
        size = 3 if run[0] < "㐀" else 2
        found.update(run[i : i + size] for i in range(max(1, len(run) - size + 1)))
    return found


class GramWriter:
    """Adds forms to the posting lists of an index and takes forms out of them."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._added: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("I"))
        self._gone: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._buffered = 0

    def add(self, form: int, kind: str, key: str) -> None:
        """The form numbered ``form`` has the match key ``key``."""
        for gram in grams_of(key):
            self._added[gram, kind].append(form)
            self._buffered += 1
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
        for gram, kind in sorted(self._added.keys() | self._gone.keys()):
            self._merge(gram, kind)
        self._added.clear()
        self._gone.clear()
        self._buffered = 0

    def _merge(self, gram: str, kind: str) -> None:
        forms = array("I")
        query = "SELECT forms FROM gram WHERE gram = ? AND kind = ?"
        for (blob,) in self._base.execute(query, (gram, kind)):
            if blob is None:
                return
            forms = numbers_of(blob)
        added = self._added.get((gram, kind), ())
        if gone := self._gone.get((gram, kind)):
            # A number may be given to another form later, so what is added counts last.
            forms = array("I", (form for form in forms if form not in gone))
        forms.extend(added)
        if not forms:
            self._base.execute("DELETE FROM gram WHERE gram = ? AND kind = ?", (gram, kind))
            return
        blob = None if len(forms) > LONGEST_POSTING else _blob_of(forms)
        self._base.execute("INSERT OR REPLACE INTO gram VALUES (?, ?, ?)", (gram, kind, blob))


def postings(
    base: sqlite3.Connection, grams: Iterable[str], kinds: Iterable[str], most: int
) -> list[array[int]]:
    """The lists of the rarest pieces, shortest first, of about ``most`` numbers altogether.

    At least one list is returned if there is any.  ``kinds`` limits the kinds; none means all.
    """
    pieces, within = sorted(grams), sorted(kinds)
    if not pieces:
        return []
    where = f"gram IN ({','.join('?' * len(pieces))}) AND forms IS NOT NULL"
    if within:
        where += f" AND kind IN ({','.join('?' * len(within))})"
    # length() reads the header of a row only, so that long lists are not read in vain.
    lengths = base.execute(
        f"SELECT length(forms), gram, kind FROM gram WHERE {where}", (*pieces, *within)
    ).fetchall()
    found: list[array[int]] = []
    total = 0
    for length, gram, kind in sorted(lengths):
        total += length // 4
        if found and total > most:
            break
        query = "SELECT forms FROM gram WHERE gram = ? AND kind = ?"
        found.append(numbers_of(base.execute(query, (gram, kind)).fetchone()[0]))
    return found


def most_shared(
    base: sqlite3.Connection, grams: Iterable[str], kinds: Iterable[str], limit: int
) -> list[int]:
    """The forms that share most of the pieces, at most ``limit``; a rare piece counts more."""
    shared: defaultdict[int, float] = defaultdict(float)
    for numbers in postings(base, grams, kinds, _MOST_READ):
        weight = 1 / math.log2(2 + len(numbers))
        for form in numbers:
            shared[form] += weight
    return heapq.nlargest(limit, shared, key=lambda form: (shared[form], -form))


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
