"""Read the common table: rows with one fact each, checked against the ontology.

"Facts in RDF" in ``docs/architecture.md`` describes the facts.  Each row is checked by itself:
terms, types, numbers, times and the key of the source.  Names are resolved later, when all datasets
are known.  All columns except ``evidence`` and ``locator`` are required; extra columns (such as
``id``) are ignored.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator

from gaoxin.loaders.problems import did_you_mean, excerpt
from gaoxin.loaders.statements.code_cells import with_credit_code
from gaoxin.loaders.statements.row_rules import complaints_about
from gaoxin.loaders.statements.unknown_cells import (
    bare_subject,
    ditto_complaints,
    without_placeholders,
)
from gaoxin.loaders.tables.reading import Row, Table, TableStream
from gaoxin.loaders.tables.row_shapes import too_many_problems
from gaoxin.model import STATEMENT_COLUMNS, Fact, Problem, Statement

OPTIONAL_COLUMNS = ("evidence", "locator")
REQUIRED_COLUMNS = tuple(c for c in STATEMENT_COLUMNS if c not in OPTIONAL_COLUMNS)
_TELLING = frozenset(("subject", "subject_type", "predicate", "object", "object_type"))


def is_statement_table(columns: Collection[str]) -> bool:
    """Whether a header is that of a common table, or was meant as one but lacks a column."""
    return len(_TELLING.intersection(columns)) >= 3


def read_statements(
    table: Table | TableStream, *, source: str = "", sources: Collection[str] | None = None
) -> tuple[list[Statement], list[Problem]]:
    """Read all rows; return the statements of the valid rows and the problems of the others.

    ``source`` is the source of rows without one.  ``sources`` are the keys of all known sources, or
    ``None`` if sources are not checked.  Problems of reading (those of :class:`TableStream`) are
    included.  Remarks are added to ``table.notes``.
    """
    problems: list[Problem] = []
    statements = list(iterate_statements(table, problems, source=source, sources=sources))
    return statements, problems


def iterate_statements(
    table: Table | TableStream,
    problems: list[Problem],
    *,
    source: str = "",
    sources: Collection[str] | None = None,
) -> Iterator[Statement]:
    """Like :func:`read_statements`, but yield one at a time; ``problems`` is complete at the
    end.
    """
    for record in iterate_records(table, problems, source=source, sources=sources):
        if isinstance(record, Statement):
            yield record


def iterate_records(
    table: Table | TableStream,
    problems: list[Problem],
    *,
    source: str = "",
    sources: Collection[str] | None = None,
) -> Iterator[Statement | Fact]:
    """The statements, and the bare subjects of rows whose fact is a placeholder (无, N/A)."""
    wrong = _check_columns(table, has_source=bool(source))
    problems.extend(wrong)
    if not wrong:
        known = None if sources is None else frozenset(sources)
        seen: set[int] = set()
        for row in table.rows:
            statement, is_fact = without_placeholders(
                _statement(row, table.name, source), table.placeholders
            )
            statement, complaints = with_credit_code(statement)
            complaints += [*ditto_complaints(statement), *complaints_about(statement, known)]
            if not is_fact:  # nothing is read from the cells of the fact
                complaints = [found for found in complaints if found[0] not in ("object", "value")]
            if complaints:
                if len(problems) + len(table.problems) >= table.bounds.max_problems:
                    problems.append(too_many_problems(table.bounds, table.name, row.line))
                    break
                for column, zh, en in complaints:
                    value = excerpt(row.cells.get(column, ""))
                    problems.append(Problem(table.name, row.line, column, value, zh, en))
                continue
            mark = hash(tuple(row.cells.items()))
            if mark in seen:
                table.notes.append(
                    Problem(
                        table.name,
                        row.line,
                        "",
                        statement.subject,
                        "与前面的一行完全相同，只算一次。",
                        "the same as a row before it; it counts once.",
                    )
                )
            seen.add(mark)
            yield statement if is_fact else bare_subject(statement)
    # By line, so that problems of reading and of content are in one order.
    problems.extend(table.problems)
    problems.sort(key=lambda problem: problem.line or 0)


def expected_header() -> tuple[str, str]:
    """The end of a message that says what the header should be, in both languages."""
    header = ",".join(REQUIRED_COLUMNS)
    return (
        f"应为：{header}（{'、'.join(OPTIONAL_COLUMNS)} 可选）。",
        f"should be: {header} ({' and '.join(OPTIONAL_COLUMNS)} are optional).",
    )


def _check_columns(table: Table | TableStream, *, has_source: bool) -> list[Problem]:
    absent = [column for column in STATEMENT_COLUMNS if column not in table.columns]
    missing = [c for c in absent if c in REQUIRED_COLUMNS and not (c == "source" and has_source)]
    extra = [column for column in table.columns if column not in STATEMENT_COLUMNS]
    problems = []
    for column in extra:
        zh, en = did_you_mean(column, absent)
        if zh:
            problems.append(
                Problem(
                    table.name,
                    1,
                    column,
                    column,
                    f"没有「{column}」这一列；{zh}",
                    f"there is no column {column!r}.{en}",
                )
            )
        elif column != "id":
            table.notes.append(
                Problem(
                    table.name,
                    1,
                    column,
                    column,
                    f"列「{column}」不属于语句表，已略过。",
                    f"the column {column!r} does not belong to the common table; it was ignored.",
                )
            )
    if missing:
        names = "、".join(missing)
        zh, en = expected_header()
        problems.append(
            Problem(
                table.name,
                1,
                missing[0],
                "",
                f"缺少列：{names}；表头{zh}",
                f"missing column{'s' if len(missing) > 1 else ''}: {', '.join(missing)}; "
                f"the header {en}",
            )
        )
    return problems


def _statement(row: Row, name: str, source: str) -> Statement:
    get = row.cells.get
    share = sys.intern  # cached, because millions of cells have few values
    value, unit = _unit_apart(get("value", ""), get("unit", ""))
    return Statement(
        subject=get("subject", ""),
        subject_type=share(get("subject_type", "")),
        predicate=share(get("predicate", "")),
        object=get("object", ""),
        object_type=share(get("object_type", "")),
        value=value,
        unit=share(unit),
        time=share(get("time", "")),
        status=share(get("status", "") or "actual"),
        qualifier=get("qualifier", ""),
        source=share(get("source", "") or source),
        evidence=get("evidence", ""),
        locator=get("locator", ""),
        place=f"{name}:{row.line}",
    )


def _unit_apart(value: str, unit: str) -> tuple[str, str]:
    """The number and its unit: the format of a cell may show the unit too (7.5%, 500万元)."""
    shown = "%" if value.endswith("%") and not unit else unit
    if shown and len(value) > len(shown) and value.endswith(shown):
        return value.removesuffix(shown), shown
    return value, unit
