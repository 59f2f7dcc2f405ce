"""Keep the rows of a saved query that held in an earlier year (``gaoxin query --as-of YEAR``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter
from gaoxin.graph.facts.valid_then import held_then
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.queries.catalogue import SavedQuery

_TIMES = ("time", "issued", "approved", "established")


def keep_held(query: SavedQuery, answer: Answer, year: int) -> None:
    """Remove from ``answer`` the rows that did not hold in the year, by their columns of times.

    Raises:
        BadParameter: the query has no column of times.
    """
    columns = [name for name in _TIMES if name in answer.columns]
    if not columns:
        raise BadParameter(
            f"查询 {query.name} 的结果没有时间，--as-of 无从判断；请去掉它。",
            f"The rows of {query.name} have no times, so --as-of cannot choose among them; leave "
            "it out.",
            query=query.name,
        )
    answer.rows = [
        row
        for row in answer.rows
        if all(
            held_then(year, str(row.get(name) or ""), str(row.get("status") or ""))
            for name in columns
        )
    ]
