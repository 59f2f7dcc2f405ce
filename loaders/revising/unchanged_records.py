"""The records that a list had before, searched for names and keys."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Iterator, Set
from itertools import islice
from typing import Any

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.record_codec import record_of_line
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.identity import Identity
from gaoxin.model import Record

# In lines without these, the parts between quotation marks are the strings of the record, without
# spaces at their ends or two together: so they are in normal form, if the line is in form NFKC.
_UNEVEN = re.compile(r'\\|  |" | "[,\]]|[\x1c-\x1f\x85\u2028\u2029]')


class UnchangedRecords:
    """The records of a list except those at the positions ``added_at``."""

    def __init__(self, records: Records, added_at: Container[int]) -> None:
        self._records, self._added_at = records, added_at

    def having(self, strings: Set[str]) -> Iterator[Record | Identity]:
        """The records that have one of the strings, such as a name, in normal form as a cell.

        Most records have none, so their lines are searched without making records of them.  The
        caller may remove strings meanwhile.
        """
        for position, line in enumerate(self._records.lines()):
            if not strings:
                return
            text = line.decode("utf-8", "surrogatepass")
            if unicodedata.is_normalized("NFKC", text) and not _UNEVEN.search(text):
                found = not strings.isdisjoint(text.split('"'))
            else:
                found = any(normal_form(cell) in strings for cell in _strings(json.loads(text)))
            if found and position not in self._added_at:
                yield record_of_line(line)


def in_parts(records: Iterator[Record | Identity], size: int) -> Iterator[list[Record | Identity]]:
    """Lists of at most ``size`` records."""
    while part := list(islice(records, size)):
        yield part


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
