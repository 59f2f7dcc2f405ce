"""``/targets``, ``/conflicts`` and ``/coverage``: what the sources say, judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gaoxin.errors import BadParameter
from gaoxin.graph.audit import coverage as survey
from gaoxin.graph.audit import targets as judging
from gaoxin.graph.audit.conflicts import conflicts as find_conflicts
from gaoxin.graph.audit.readings import READINGS
from gaoxin.graph.facts.grades import grade_named
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.lookup.basis import basis
from gaoxin.graph.wording.code_words import code_of, word
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.service.lookups import surveys as prepared
from gaoxin.service.lookups.facets import (
    ListedRow,
    RowFacet,
    chosen_in,
    chosen_values,
    rows_by_facets,
    year_facet,
)
from gaoxin.service.lookups.kept import kept_answer
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import PAGE
from gaoxin.service.lookups.promise_views import by_due_year, by_place, network_link
from gaoxin.service.lookups.row_tables import headed, linked, page_of_rows
from gaoxin.service.lookups.things_asked import thing_named, told_thing

DUE, NOT_DUE, UNDATED = "due", "not_due", "undated"
"""Whether the deadline of a promise is over, is to come, or is not known."""
_ZONES = 200
"""Rows of one page of the coverage: the zones are read together."""


def targets(asked: LookupRequest) -> dict[str, Any]:
    """Every promise and whether it was kept, as ``gaoxin targets`` gives it.

    Raises:
        BadParameter: ``as_of`` is no date, or there is no such verdict, status or grade.
        UnresolvedName, AmbiguousName: ``zone`` is no name of one thing.
    """
    generation = asked.generation
    day = _last_day(asked.text("as_of"), asked.day)
    grade = grade_named(asked.text("grade")) if asked.text("grade") else ""
    place = thing_named(asked, "zone").iri if asked.text("zone") else None
    for verdict in chosen_values(asked, "verdict"):
        _checked("verdict", verdict, judging.VERDICTS)
    for status in chosen_values(asked, "status"):
        _checked("status", status, (DUE, NOT_DUE, UNDATED))
    answer = kept_answer(
        asked,
        ("targets", day, place, grade),
        lambda: judging.targets(generation, day, place, None, grade),
    )
    rows, facets = rows_by_facets(asked, answer.rows, _target_facets())
    return {
        **_table(asked, answer, rows, facets),
        "about": told_thing(asked, place) if place else None,
        "as_of": day.isoformat(),
        "years": by_due_year(rows),
        "places": by_place(asked, rows),
        "view": network_link(asked, rows),
        "basis": basis(generation, None, None, grade),
    }


def _target_facets() -> list[RowFacet]:
    return [
        RowFacet(
            "verdict",
            say("结论", "verdict"),
            lambda row: [str(row["verdict"])],
            lambda value: word("verdict", value),
            judging.VERDICTS,
        ),
        RowFacet(
            "status",
            say("期限", "deadline"),
            lambda row: [_status(row)],
            _status_words,
            (DUE, NOT_DUE, UNDATED),
        ),
        year_facet(lambda row: str(row["due"])[:4]),
    ]


def _status(row: ListedRow) -> str:
    if row["fell_due"] in (None, ""):
        return UNDATED
    return DUE if row["fell_due"] else NOT_DUE


def _status_words(value: str) -> str:
    return {
        DUE: say("已到期", "due"),
        NOT_DUE: say("未到期", "not yet due"),
        UNDATED: say("没有期限", "no deadline"),
    }[value]


def conflicts(asked: LookupRequest) -> dict[str, Any]:
    """Every disagreement of sources, one row for each side, as ``gaoxin conflicts`` gives it.

    Raises:
        UnresolvedName, AmbiguousName: ``thing`` is no name of one thing.
    """
    thing = thing_named(asked, "thing").iri if asked.text("thing") else None
    answer = kept_answer(
        asked,
        ("conflicts", thing),
        lambda: (
            find_conflicts(asked.generation, thing)
            if thing
            else prepared.survey(asked.generation, "conflicts")
        ),
    )
    facets = [
        RowFacet(
            name,
            say(zh, en),
            lambda row, name=name: [str(row[name])],  # type: ignore[misc]
            lambda value, name=name: word(name, value),  # type: ignore[misc]
        )
        for name, zh, en in (("kind", "种类", "kind"), ("degree", "程度", "degree"))
    ]
    rows, told = rows_by_facets(asked, answer.rows, facets)
    return {
        **_table(asked, answer, rows, told),
        "about": told_thing(asked, thing) if thing else None,
    }


def coverage(asked: LookupRequest) -> dict[str, Any]:
    """How much is known of each zone, or with ``zone`` of one zone by kind.

    Raises:
        UnresolvedName, AmbiguousName: ``zone`` is no name of one zone.
    """
    generation = asked.generation
    zone = thing_named(asked, "zone", "Zone").iri if asked.text("zone") else None
    if zone:
        answer = kept_answer(
            asked, ("coverage_of", zone), lambda: survey.coverage_of(generation, zone)
        )
        return {**_table(asked, answer, answer.rows, []), "about": told_thing(asked, zone)}
    answer = kept_answer(asked, "coverage", lambda: prepared.survey(generation, "coverage"))
    facets = [
        RowFacet(
            "reading",
            say("读过没有", "what was read"),
            lambda row: [str(row["reading"])],
            lambda value: word("reading", value),
            READINGS,
        ),
        RowFacet("province", say("省", "province"), lambda row: [str(row["province"])]),
    ]
    rows, told = rows_by_facets(asked, answer.rows, facets)
    table = _table(asked, answer, rows, told, _ZONES)
    return {**table, "about": None, "kinds": list(survey.kinds())}


def _table(
    asked: LookupRequest,
    answer: Answer,
    rows: Sequence[ListedRow],
    facets: list[dict[str, Any]],
    usual: int = PAGE,
) -> dict[str, Any]:
    body = page_of_rows(asked, [dict(row) for row in rows], usual)
    body["rows"] = [linked(asked, row) for row in body["rows"]]
    return {
        "columns": headed(answer.columns),
        **body,
        "all": len(answer.rows),
        "facets": facets,
        "chosen": chosen_in(facets),
        "notes": list(answer.notes),
    }


def _checked(name: str, value: str, known: tuple[str, ...]) -> None:
    """
    Raises:
        BadParameter: ``value`` is none of the codes ``known``.
    """
    if value in known:
        return
    meant = code_of(name, value)
    hint = f"（{meant}）" if meant else ""
    hint_en = f" (is {meant} meant?)" if meant else ""
    raise BadParameter(
        f"{name} 没有值「{value}」{hint}；可写：{'、'.join(known)}。",
        f"{name} has no value {value!r}{hint_en}; there are: {', '.join(known)}.",
        parameter=name,
        value=value,
    )


def _last_day(text: str, today: date) -> date:
    """The last day of the period ``as_of``; ``today`` if it is empty.

    Raises:
        BadParameter: it is no period, or it has no end.
    """
    if not text:
        return today
    try:
        day = parse_period(text).end
    except ValueError:
        day = None
    if day is None:
        raise BadParameter(
            f"as_of 的「{text}」不是日期；请写 2025、2025-12 或 2025-12-31。",
            f"{text!r} (as_of) is not a date; write 2025, 2025-12 or 2025-12-31.",
            parameter="as_of",
            value=text,
        )
    return day
