"""Read the identity table: names that mean the same thing, and things that must not be confused.

A row ``same`` whose two sides are one name of a person says that the name is one person in all
datasets.  Without it, persons of one name are told apart by their organizations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaoxin.loaders.problems import did_you_mean
from gaoxin.loaders.tables.cells import Cells, check_columns, in_order
from gaoxin.model import Name, Problem
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

RELATIONS = ("same", "different", "new")
COLUMNS = ("left", "left_type", "right", "right_type", "relation", "reason", "source")


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` is the same thing as ``right`` and takes its key, or is always a different thing.

    If both are the same name, ``left`` is a new thing although its class admits no unknown names.
    """

    left: Name
    right: Name
    same: bool
    reason: str
    source: str
    place: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the row lets ``left`` in as a new thing."""
        return self.left == self.right


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of an identity table."""
    return {"left", "right", "relation"} <= set(columns)


def read(table: Table) -> tuple[list[Identity], list[Problem]]:
    """The identities in the order of the table, and the problems of the table."""
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    found: list[Identity] = []
    for row in table.rows:
        cells = Cells(table, row, problems)
        left = Name(_type(cells, "left_type"), cells.required("left"))
        relation = cells.one_of("relation", RELATIONS)
        right = left
        if relation != "new":
            right = Name(_type(cells, "right_type"), cells.required("right"))
        sources = cells.sources("source")
        if len(sources) > 1:
            cells.refuse(
                "source", "只能写一个来源；请改正。", "only one source is allowed here; correct it."
            )
        if relation == "new" and (cells.text("right") or cells.text("right_type")):
            cells.refuse(
                "right",
                "新事物（new）一行的右边须为空；请改正。",
                "the right side of a row 'new' stays empty; correct it.",
            )
        is_one_person = left.type == right.type == "Person" and relation == "same"
        if left == right and relation != "new" and cells.good and not is_one_person:
            cells.refuse(
                "right", "两边是同一个名称；请改正。", "both sides are the same name; correct it."
            )
        if cells.good:
            same = relation == "same"
            found.append(Identity(left, right, same, cells.text("reason"), sources[0], cells.place))
    _check_contradictions(table, found, problems)
    return found, in_order(problems)


def _type(cells: Cells, column: str) -> str:
    name = cells.required(column)
    classes = vocabulary().classes
    if name and (name not in classes or not classes[name].names_things):
        zh, en = did_you_mean(name, [c.name for c in classes.values() if c.names_things])
        cells.refuse(
            column, f"本体中没有类「{name}」。{zh}", f"the ontology has no class {name!r}.{en}"
        )
    return name


def _check_contradictions(table: Table, found: list[Identity], problems: list[Problem]) -> None:
    """Check that no pair is both the same and different, and that merges form no cycle."""
    said: dict[frozenset[Name], Identity] = {}
    into: dict[Name, Name] = {}
    for item in found:
        if item.is_new:
            continue
        earlier = said.setdefault(frozenset((item.left, item.right)), item)
        line = int(item.place.rpartition(":")[2])
        if earlier.same != item.same:
            problems.append(
                Problem(
                    table.name,
                    line,
                    "relation",
                    item.right.form,
                    f"与 {earlier.place} 矛盾：同一对名称既相同又不同；请删去一行。",
                    f"it contradicts {earlier.place}: the pair is both same and different; "
                    "remove one.",
                )
            )
            continue
        if not item.same or item.left == item.right:
            continue
        target = item.right
        while target in into:  # this ends, because a row that closes a circle is not entered
            target = into[target]
        if target == item.left:
            problems.append(
                Problem(
                    table.name,
                    line,
                    "right",
                    item.right.form,
                    "合并成环；请删去其中一行。",
                    "the mergers form a cycle; remove one of the rows.",
                )
            )
        elif into.setdefault(item.left, item.right) != item.right:
            problems.append(
                Problem(
                    table.name,
                    line,
                    "left",
                    item.left.form,
                    f"「{item.left.form}」已并入「{into[item.left].form}」；请只保留一行。",
                    f"{item.left.form!r} is merged into {into[item.left].form!r} already; "
                    "keep one.",
                )
            )
