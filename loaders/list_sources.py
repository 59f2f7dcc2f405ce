"""The source of a list, described by options or by the name of its file.

Nobody has to write a table of sources for a list.  :func:`list_source` turns the options of
:mod:`gaoxin.loaders.source_line` into the key of a source and the records that describe it.  Each
list describes its own source, so that removing another dataset never leaves it without one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gaoxin.errors import BadUsage
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.names.keys import match_key, mint, short_hash
from gaoxin.graph.quad_parts import value_of
from gaoxin.language import say
from gaoxin.loaders.reference.sources import SourceDescription
from gaoxin.loaders.source_line import SourceLine
from gaoxin.loaders.tables.cells import SOURCE_KEY
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.model import Record
from gaoxin.ontology.namespaces import DCT, GX
from gaoxin.ontology.rdf_terms import RDF_TYPE

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

WEAKEST_GRADE = "C"
"""The grade of a list if none is given: one list alone."""
_WORDS = {
    "publisher": ("发布者", "publisher"),
    "date": ("日期", "date"),
    "url": ("网址", "address"),
    "grade": ("等级", "grade"),
}


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source of the published generation, with the datasets that describe it."""

    description: SourceDescription
    datasets: frozenset[str]

    @property
    def key(self) -> str:
        """Its key, without ``source/``."""
        return self.description.key

    @property
    def is_of_lists(self) -> bool:
        """Whether lists describe it, and not a table of sources."""
        title = self.description.title
        keys = {key_of_title(title), *(key_of_file(title, key) for key in self.datasets)}
        return self.key in keys


@dataclass(frozen=True, slots=True)
class ListSource:
    """The source of one dataset: its key, the records that describe it, remarks for the user.

    ``records`` are empty if another dataset, such as a table of sources, describes the source.
    """

    key: str
    records: list[Record]
    notes: list[str]


def key_of_title(title: str) -> str:
    """The key of a source that the user names by its title."""
    return mint("source", title).partition("/")[2]


def key_of_file(title: str, dataset: str) -> str:
    """The key of a source that is known by the name of a file only.

    The dataset is part of it, because two files with the same name are two sources.
    """
    stem, _, _ = key_of_title(title).rpartition("-")
    code = short_hash("source", match_key(title), "file", dataset)
    return f"{stem}-{code}" if stem else code


def known_sources(generation: Generation) -> list[KnownSource]:
    """All sources of a generation, with the datasets that describe them."""
    describing: dict[str, set[str]] = {}
    for quad in generation.store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(GX + "Source")):
        if isinstance(quad.graph_name, ox.DefaultGraph):
            continue
        if parts := generation.minter.graph_parts(value_of(quad.graph_name)):
            describing.setdefault(value_of(quad.subject), set()).add(parts[0])
    return [
        KnownSource(_description(generation, iri), frozenset(datasets))
        for iri, datasets in sorted(describing.items())
    ]


def list_source(
    line: SourceLine,
    *,
    dataset: str,
    file: Path | str,
    filed: str = "",
    known: Sequence[KnownSource] = (),
    loading: Collection[str] = (),
) -> ListSource:
    """The source of the list that is loaded from ``file`` as ``dataset``.

    ``line`` must have been checked.  ``known`` are the sources of the published generation.
    ``loading`` are the datasets of this call, whose descriptions it may change.  If the line has no
    title, a dataset that is loaded again keeps its source.  A new one is named after its file and
    has the grade :data:`WEAKEST_GRADE`.  ``filed`` is the date that the list itself gives, for a
    line without date.

    Raises:
        BadUsage: a detail contradicts what a table of sources or another dataset says, or several
            sources have the title.
    """
    before = _source_of_dataset(dataset, known)
    if line.title is not None:
        found = _find(line.title, known)
        if found is None and not line.has_details and SOURCE_KEY.fullmatch(line.title):
            return ListSource(line.title, [], [])  # the key of a source that is loaded now
        key = found.key if found else key_of_title(line.title)
        title = found.description.title if found else line.title
    elif before is not None:
        found, key, title = before, before.key, before.description.title
    else:
        found, title = None, _title_of_file(Path(file))
        key = key_of_file(title, dataset)
    if found is None:
        described = SourceDescription(key, title, WEAKEST_GRADE)
    else:
        described = found.description
        others = found.datasets - {dataset, *loading} if found.is_of_lists else found.datasets
        if others:
            _check_agreement(line, found, others)
        if not found.is_of_lists:
            return ListSource(key, [], [_title_note(described)])
    described = _with_details(described, line)
    if filed and line.date is None:
        described = replace(described, date=filed)
    records = described.records(key, Path(file).name)
    return ListSource(key, records, _notes(line, before, described, Path(file).name))


def _description(generation: Generation, iri: str) -> SourceDescription:
    def values(predicate: str) -> list[str]:
        found = generation.triples(ox.NamedNode(iri), ox.NamedNode(predicate))
        return sorted(value_of(quad.object) for quad in found)

    def value(predicate: str) -> str:
        return next(iter(values(predicate)), "")

    key = generation.minter.key(iri).partition("/")[2]
    return SourceDescription(
        key,
        value(f"{DCT}title"),
        value(f"{GX}confidence"),
        publisher=value(f"{DCT}publisher"),
        date=value(f"{DCT}date"),
        urls=tuple(values(f"{GX}url")),
    )


def _source_of_dataset(dataset: str, known: Iterable[KnownSource]) -> KnownSource | None:
    """The source that the dataset had when it was loaded as a list before."""
    own = [source for source in known if dataset in source.datasets and source.is_of_lists]
    return own[0] if len(own) == 1 else None


def _title_of_file(path: Path) -> str:
    """The name of the file, or of the table of which it is the corrected copy."""
    corrected = dataset_of_corrected(path)
    return corrected.rpartition("/")[2] if corrected else path.stem


def _find(text: str, known: Sequence[KnownSource]) -> KnownSource | None:
    """The known source with this key or title."""
    for matches in (_has_key(text), _has_key(key_of_title(text)), _has_title(text)):
        found = [source for source in known if matches(source)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = [source.key for source in found]
            raise BadUsage(
                f"有 {len(keys)} 个来源都叫「{text}」；请用 --source 写其中一个的键："
                f"{'、'.join(keys)}。",
                f"{len(keys)} sources have the title {text!r}; give the key of one of them to "
                f"--source: {', '.join(keys)}.",
                sources=keys,
            )
    return None


def _has_key(text: str) -> Callable[[KnownSource], bool]:
    return lambda source: source.key == text


def _has_title(text: str) -> Callable[[KnownSource], bool]:
    return lambda source: match_key(source.description.title) == match_key(text)


def _with_details(described: SourceDescription, line: SourceLine) -> SourceDescription:
    """The description with the details that the line gives."""

    def newer(given: str | None, before: str) -> str:
        return before if given is None else given

    return replace(
        described,
        publisher=newer(line.publisher, described.publisher),
        date=newer(line.date, described.date),
        grade=newer(line.grade, described.grade),
        urls=described.urls if line.url is None else tuple(filter(None, [line.url])),
    )


def _check_agreement(line: SourceLine, found: KnownSource, datasets: frozenset[str]) -> None:
    """Refuse details that contradict the description in ``datasets``, which stay as they are."""
    told = found.description
    now = {
        "publisher": told.publisher,
        "date": told.date,
        "url": ";".join(told.urls),
        "grade": told.grade,
    }
    others = "、".join(sorted(datasets))
    for name, value in line.details().items():
        if value is None or value == now[name] or value in told.urls:
            continue
        zh, en = _WORDS[name]
        raise BadUsage(
            f"来源「{told.title}」已由数据集「{others}」著录，{zh}为「{now[name] or '（空）'}」，"
            f"而 --{name} 是「{value}」；请去掉这个选项，或先改正那里的著录，"
            "或用 --source 另写标题。",
            f"The source {told.title!r} is described in the dataset {others!r} with the {en} "
            f"{now[name] or '(none)'!r}, but --{name} is {value!r}; leave the option out, correct "
            "it there first, or give another title to --source.",
            source=found.key,
            dataset=others,
        )


def _title_note(described: SourceDescription) -> str:
    return say(
        f"来源：已著录的「{described.title}」（{described.key}）。",
        f"Source: {described.title} ({described.key}), already described.",
    )


def _notes(
    line: SourceLine, before: KnownSource | None, described: SourceDescription, file: str
) -> list[str]:
    """Say which source the facts have and, if little is known of it, how to say more."""
    details = [described.publisher, described.date, *described.urls]
    letter, word = described.grade, grade_word(described.grade)
    details.append(say(f"等级 {letter} {word}", f"grade {letter}: {word}"))
    shown = say("，", ", ").join(filter(None, details))
    if line.title is not None:
        return [
            say(f"来源：{described.title}（{shown}）。", f"Source: {described.title} ({shown}).")
        ]
    if before is not None:
        return [
            say(
                f"来源与上次载入时相同：{described.title}（{shown}）。",
                f"Source as in the last load: {described.title} ({shown}).",
            )
        ]
    return [
        say(
            f"没有写来源，以文件名为标题：{described.title}（{shown}）。"
            "要写明，请加 --source 标题 --publisher 发布者 --date 日期；官方文件可加 --grade D。",
            f"No source was given, so the name of the file is its title: {described.title} "
            f"({shown}). To say more, add --source TITLE --publisher NAME --date DATE, and "
            "--grade D for an official document.",
        )
    ]
