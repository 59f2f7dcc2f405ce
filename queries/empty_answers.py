"""Why a saved query has no answer, and what to try instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gaoxin.errors import GaoxinError
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.parameter_names import with_known_names
from gaoxin.queries.sparql import run_sparql

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery
    from gaoxin.settings import Settings

_SHOWN = 3
_MOST_NOTES = 3


class EmptyAnswer:
    """A saved query without an answer; ``values`` are those of its parameters, for people."""

    def __init__(
        self,
        query: SavedQuery,
        values: Mapping[str, str],
        generation: Generation,
        settings: Settings,
    ) -> None:
        self._query = query
        self._values = {name: value for name, value in values.items() if value}
        self._generation = generation
        self._settings = settings

    def reasons(self) -> list[str]:
        """What is known instead, nearest first, each with a command; always at least one."""
        found: list[str] = []
        for rule in (self._without_text, self._compared, self._otherwise, self._at_its_zone):
            for reason in rule():
                if len(found) < _MOST_NOTES:
                    found.append(reason)
        return found or list(self._around()) or [self._nothing()]

    def _rows(self, name: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
        """The rows of another query with these values; none if it does not take them."""
        query = catalogue().get(name)
        try:
            given = with_known_names(query, self._fitting(query, values))
            return run_sparql(self._generation, query, given, self._settings).rows
        except GaoxinError:  # another class is needed, or it takes too long: no reason to show
            return []

    @staticmethod
    def _fitting(query: SavedQuery, values: Mapping[str, str]) -> dict[str, str]:
        """The values that a query takes: under their names, or as its only thing."""
        names = {p.name for p in query.parameters}
        given = {name: value for name, value in values.items() if name in names}
        free = [p.name for p in query.parameters if p.is_thing and p.name not in given]
        things = [v for n, v in values.items() if n in ("thing", "zone") and n not in names]
        return given | dict(zip(free, things, strict=False))

    def _without_text(self) -> Iterator[str]:
        text = self._values.get("text", "")
        wider = {name: value for name, value in self._values.items() if name != "text"}
        if not text or any(p.name == "text" and p.is_required for p in self._query.parameters):
            return
        rows = self._rows(self._query.name, wider)
        if rows:
            yield say(
                f"没有含「{text}」的；不限文字有 {_count(rows)}。试：{self._query.command(wider)}",
                f"None contains {text!r}; without it there are {_count(rows)}. "
                f"Try: {self._query.command(wider)}",
            )

    def _compared(self) -> Iterator[str]:
        """Why two figures cannot be compared: one is missing, or the units or times differ."""
        if self._query.topic != "comparisons" or "indicator" not in self._values:
            return
        name = "targets/target" if "target" in self._query.name else "figures/figure"
        pairs = [{"thing": self._values["thing"], "indicator": self._values["indicator"]}]
        if "other" in self._values:
            # The other value is a second thing, or a second indicator of the same thing.
            is_thing = self._query.parameters[1].class_name is None
            pairs.append(pairs[0] | {"thing" if is_thing else "indicator": self._values["other"]})
        sides = [self._rows(name, pair) for pair in pairs]
        for pair, rows in zip(pairs, sides, strict=True):
            if not rows:
                said = f"{pair['thing']} · {pair['indicator']}"
                what = say("目标", "target") if "target" in name else say("数字", "figure")
                yield say(f"{said} 没有{what}。", f"{said}: there is no {what}.")
        if len(sides) == 1 or not all(sides):
            return
        for column, zh, en in (("unit", "单位", "units"), ("time", "时间", "times")):
            found = [{str(row[column] or "") for row in rows} for rows in sides]
            if not found[0] & found[1]:
                shown = sorted(
                    value or say("未注明", "not stated") for value in found[0] | found[1]
                )
                yield say(
                    f"{zh}不同，不能相比：{'、'.join(shown)}。",
                    f"The {en} differ, so they cannot be compared: {', '.join(shown)}.",
                )

    def _otherwise(self) -> Iterator[str]:
        for other in self._query.otherwise:
            rows = self._rows(other.query, self._values)
            if rows:
                query = catalogue().get(other.query)
                command = query.command(self._fitting(query, self._values))
                yield say(
                    f"{other.zh}：{_count(rows)}。试：{command}",
                    f"{other.en[:1].upper()}{other.en[1:]}: {_count(rows)}. Try: {command}",
                )

    def _at_its_zone(self) -> Iterator[str]:
        """What is known two steps away, at the zone of the thing."""
        if "thing" not in self._values or "other" in self._values:
            return
        if self._generation.names.candidates(self._values["thing"], "zone", spoken=False):
            return
        name = "paths/through_its_zone"
        if self._query.topic in ("figures", "targets"):
            name = "figures/figures_through_zone"
        text = self._values.get("indicator", "")
        thing = {"thing": self._values["thing"]}
        for given in ({**thing, "text": text}, thing) if text else (thing,):
            rows = self._rows(name, given)
            if rows and name != self._query.name:
                zones = say("、", ", ").join(dict.fromkeys(str(row["zone"]) for row in rows))
                command = catalogue().get(name).command(given)
                yield say(
                    f"再远一步，它所在的{zones}有：{_count(rows)}。试：{command}",
                    f"One step further, its zone {zones} has {_count(rows)}. Try: {command}",
                )
                return

    def _around(self) -> Iterator[str]:
        """What is known of the thing at all."""
        names = ("thing", "zone", "place", "industry", "award")
        for thing in (self._values[name] for name in names if name in self._values):
            rows = self._rows("paths/neighbours_of", {"thing": thing})
            relations = Counter(_label(str(row["relation"])) for row in rows)
            if relations:
                counted = [f"{label} {count}" for label, count in relations.most_common(5)]
                yield say(
                    f"图谱没有这方面的内容。关于{thing}有：{'、'.join(counted)}。"
                    f"试：gaoxin show {thing}",
                    f"The graph does not say. Of {thing} it knows: {', '.join(counted)}. "
                    f"Try: gaoxin show {thing}",
                )
                return

    def _nothing(self) -> str:
        return say(
            "图谱没有这方面的内容。gaoxin queries 一句话 可找别的查询。",
            "The graph does not say. gaoxin queries WORDS finds other queries.",
        )


def _count(rows: list[dict[str, Any]]) -> str:
    """How many rows there are, and what the first ones are about."""
    column = next((c for c in ("indicator", "person", "other") if c in rows[0]), "")
    column = column or next(c for c in rows[0] if c != "comparator")
    names = list(dict.fromkeys(_shown(row, column) for row in rows))
    more = say("等", " and more") if len(names) > _SHOWN else ""
    joined = say("、", ", ").join(names[:_SHOWN])
    return say(f"{len(rows)} 条（{joined}{more}）", f"{len(rows)} ({joined}{more})")


def _shown(row: Mapping[str, Any], column: str) -> str:
    """A cell with what belongs to it: the value of an indicator, the title of a person."""
    parts = [] if column == "value" else [str(row[column] or "")]
    if row.get("value") is not None:
        parts.append(f"{row['value']}{row.get('unit') or ''}")
    elif row.get("title"):
        parts.append(str(row["title"]))
    return " ".join(parts).strip() or "…"


def _label(relation: str) -> str:
    term = vocabulary().properties.get(relation)
    return say(term.label_zh, term.label_en) if term else relation
