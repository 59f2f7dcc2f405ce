"""Recognise what a list is about and what its columns mean, by the dictionary of headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from gaoxin.graph.names.name_endings import kind_told_by
from gaoxin.loaders.lists.column_meanings import Columns
from gaoxin.loaders.lists.dictionary import Dictionary
from gaoxin.loaders.lists.double_columns import settle_doubles
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, header_text, samples_of
from gaoxin.loaders.lists.header_reading import (
    HeaderReader,
    HeaderReading,
    RowIndicator,
    is_name_only,
)
from gaoxin.loaders.lists.header_rest import GROWTH
from gaoxin.loaders.lists.implied_award import implied_award
from gaoxin.loaders.lists.implied_zone import implied_zone, zone_named, zone_of_titles
from gaoxin.loaders.lists.list_mapping import (
    ListMapping,
    Meaning,
)
from gaoxin.loaders.lists.list_topic import (
    cannot_tell_class,
    cannot_tell_name,
    cannot_tell_zone,
    topic_of,
)
from gaoxin.loaders.lists.parts_of_year import settle_parts
from gaoxin.loaders.lists.planned_words import PROMISED
from gaoxin.ontology.terms import vocabulary

_NAME, _AMBIGUOUS_NAME, _TELLS, _TITLE, _SUPPORTS = 4.0, 3.0, 2.0, 1.5, 0.5


class Recogniser:
    """Recognises headers by a dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.reader = HeaderReader(dictionary)

    def is_known(self, header: tuple[str, ...]) -> bool:
        """Whether the lines of a header mean something: a known word, a period or a plan."""
        read = self.reader.read(header)
        parts = read.parts
        if read.entries or GROWTH.fullmatch(parts.name):
            return True
        is_said = parts.period or parts.relative or parts.status in PROMISED
        return bool(is_said and not parts.name)

    def is_list(self, table: FoundTable) -> bool:
        """Whether enough of the header is known: two columns, or the name in a table of few."""
        filled = [header for header in table.headers if header]
        known = [header for header in filled if self.is_known(header)]
        if len(known) > 1:
            return True
        entries = [entry for header in known for entry in self.reader.read(header).entries]
        return len(filled) < 3 and any(entry.meaning.means == "name" for entry in entries)

    def with_personal(self, mapping: ListMapping, table: FoundTable) -> ListMapping:
        """A mapping that a person gave, with those columns marked that it leaves out and that hold
        personal data: nothing of them is shown.
        """
        columns = tuple(
            replace(column, meaning=replace(column.meaning, personal=True))
            if column.meaning.is_left_out and self._is_personal(table.headers[column.index])
            else column
            for column in mapping.columns
        )
        return replace(mapping, columns=columns)

    def _is_personal(self, header: tuple[str, ...]) -> bool:
        return bool(header) and any(
            entry.meaning.personal for entry in self.reader.read(header).entries
        )

    def indicator_of(self, text: str, *, of_a_zone: bool) -> RowIndicator:
        """What a cell that names an indicator says; see :class:`RowIndicator`."""
        return self.reader.indicator(text, of_a_zone=of_a_zone)

    def recognise(
        self, table: FoundTable, personal: Collection[str] = (), *, type_: str = ""
    ) -> ListMapping:
        """The mapping of a table.

        ``personal`` are headers of personal data that are wanted.  ``type_`` is the class of the
        rows, if a person says it; then the column of the names may be missing.

        Raises:
            InvalidSource: it cannot be told what the rows are, or which column names them.
        """
        reads = [self.reader.read(header) if header else None for header in table.headers]
        texts = (*table.titles, table.sheet, Path(table.file).stem)
        subject = ""
        has_rows_of_figures = _has_indicators(reads) and not _has_names(reads)
        if not type_ and (has_rows_of_figures or _are_figures_by_time(reads)):
            subject = zone_of_titles(texts) or _zone_of_whole_title(texts)
        has_zones = not subject and _has_indicators(reads) and _zones_in(table)
        zones = None
        if not (type_ or subject or has_zones) and _has_indicators(reads) and not _has_names(reads):
            zones = _column_of_zones(table)
            has_zones = zones is not None
        is_given = bool(type_)
        type_ = type_ or ("Zone" if subject or has_zones else self._type(table, reads))
        found = [
            replace(column, meaning=Meaning("name", type_)) if column.index == zones else column
            for column in Columns(self.reader, table, reads, type_, personal).read()
        ]
        found = settle_parts(table, found)
        is_named = subject or has_zones or any(c.meaning.means == "name" for c in found)
        if not is_given and not is_named:  # 单位 may be a name, and is a unit here
            raise cannot_tell_zone(table) if _has_indicators(reads) else cannot_tell_name(table)
        columns = settle_doubles(table, found)
        implied = implied_zone(type_, texts, columns), implied_award(type_, texts, columns)
        return ListMapping(type_, tuple(columns), subject, every=tuple(filter(None, implied)))

    def columns_of(self, means: Collection[str], table: FoundTable) -> list[int]:
        """The columns whose header may mean one of ``means``, whatever the rows are; of names only
        those of names of any kind.
        """
        reads = [self.reader.read(header) if header else None for header in table.headers]
        return [
            index
            for index, read in enumerate(reads)
            if read
            and any(
                e.meaning.means in means and not (e.meaning.means == "name" and e.meaning.type)
                for e in read.entries
            )
        ]

    def _type(self, table: FoundTable, reads: list[HeaderReading | None]) -> str:
        """The class of the rows."""
        named: set[str] = set()
        scores: defaultdict[str, float] = defaultdict(float)
        has_generic_name = any(_is_generic_name(read) for read in reads if read)
        for read in filter(None, reads):
            names = {entry.meaning.type for entry in read.entries if entry.meaning.means == "name"}
            # 城市 beside 名称 is where a thing lies, not its name.
            if len(read.entries) > 1 and has_generic_name:
                names = set()
            for type_ in names - {""}:
                scores[type_] += _NAME if len(read.entries) == 1 else _AMBIGUOUS_NAME
                named.add(type_)
            for type_ in {entry.tells for entry in read.entries} - {""}:
                scores[type_] += _TELLS
            single = {entry.of[0] for entry in read.entries if len(entry.of) == 1}
            for type_ in single:
                scores[type_] += _SUPPORTS
        if not named and not has_generic_name:
            raise cannot_tell_zone(table) if _has_indicators(reads) else cannot_tell_name(table)
        if topic := topic_of(table, self.reader.dictionary):
            scores[topic] += _TITLE
        things = vocabulary().classes
        possible = [
            type_
            for type_, score in scores.items()
            if (has_generic_name or type_ in named)
            and type_ in things
            and things[type_].names_things
        ]
        if not possible:
            raise cannot_tell_class(table)
        return max(possible, key=lambda type_: scores[type_])


def _is_generic_name(read: HeaderReading) -> bool:
    """Whether a header is that of names of any kind (名称)."""
    return any(e.meaning.means == "name" and not e.meaning.type for e in read.entries)


def _zone_of_whole_title(texts: Iterable[str]) -> str:
    """The only zone that is a title by itself: the sheet or the file 合肥高新区."""
    zones = set(filter(None, map(zone_named, texts)))
    return zones.pop() if len(zones) == 1 else ""


def _column_of_zones(table: FoundTable) -> int | None:
    """The only column whose cells all name zones, whatever its header says (考核单位)."""
    found = []
    for index in range(len(table.headers)):
        values = samples_of(table, index, SEARCHED)
        are_zones = (zone_named(value) or kind_told_by(value) == "zone" for value in values)
        if values and all(are_zones):
            found.append(index)
    return found[0] if len(found) == 1 else None


def _has_indicators(reads: list[HeaderReading | None]) -> bool:
    """Whether a column holds the names of indicators."""
    return any(e.meaning.means == "indicator" for read in reads if read for e in read.entries)


def _are_figures_by_time(reads: list[HeaderReading | None]) -> bool:
    """Whether rows are periods of one thing: no names, but a column of periods, and figures."""
    words = [{e.meaning.means for e in read.entries} for read in reads if read]
    every = set().union(*words)
    has_periods = bool(every & {"time", "time-part"})
    return has_periods and "figure" in every and every.isdisjoint({"name", "indicator"})


def _zones_in(table: FoundTable) -> bool:
    """Whether columns are headed by the names of zones."""
    headers = filter(None, table.headers)
    return any(zone_named(header_text(header)) or zone_named(header[0]) for header in headers)


def _has_names(reads: list[HeaderReading | None]) -> bool:
    """Whether a column of a table with indicators holds names; 单位 is that of the numbers."""
    return any(is_name_only(read) for read in reads if read)
