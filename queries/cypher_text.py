"""The text of a Cypher twin: the values at its top, its body, and the form that draws a graph.

A twin runs in Neo4j Browser as it is.  After the title its parameters stand with example values::

    // 两个高新区有哪些共同产业 Which industries two zones share
    WITH '济南高新技术产业开发区' AS zone, '合肥高新技术产业开发区' AS other

The command line replaces this one line by the same with ``$zone``.  If the query can be drawn, its
last line says how it must end to return nodes and relationships::

    // 画图 as a graph: RETURN the_zone, i, the_other
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

GRAPH_MARK = "// 画图 as a graph: "
_NUMBERS = ("integer", "year", "decimal")


class CypherText(NamedTuple):
    """The parts of a twin below its title; ``graph_return`` is ``""`` if it cannot be drawn."""

    values: str
    body: str
    graph_return: str

    @property
    def pasted(self) -> str:
        """The query as it runs in Neo4j Browser, with example values; it returns rows."""
        return self.values + self.body

    @property
    def drawn(self) -> str:
        """The same query with nodes and relationships in place of rows; ``""`` if it has none."""
        if not self.graph_return:
            return ""
        before = self.body[: last_return(self.body)]
        return f"{self.values}{before}{self.graph_return}\n"

    def with_parameters(self, names: Sequence[str]) -> str:
        """The query that takes its values as parameters of the driver."""
        return values_line({name: f"${name}" for name in names}) + self.body


def split_text(text: str) -> CypherText:
    """The parts of the text below the title; ``values`` is empty if it has no such line."""
    values, body = "", text.strip() + "\n"
    if body.startswith("WITH "):
        values, _, body = body.partition("\n")
        values += "\n"
    body, _, graph_return = body.partition(GRAPH_MARK)
    return CypherText(values, body, graph_return.strip())


def expected_values(parameters: Iterable[tuple[str, str, str]]) -> str:
    """The values line for parameters, each with its name, type and example; ``""`` without any."""
    return values_line({name: cypher_literal(kind, text) for name, kind, text in parameters})


def values_line(values: dict[str, str]) -> str:
    """``WITH … AS zone, … AS year`` with a newline, or ``""``."""
    listed = ", ".join(f"{value} AS {name}" for name, value in values.items())
    return f"WITH {listed}\n" if listed else ""


def cypher_literal(kind: str, text: str) -> str:
    """The value of a parameter of this type as Cypher writes it."""
    if kind in _NUMBERS:
        return text + ".0" if kind == "decimal" and "." not in text else text
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def last_return(body: str) -> int:
    """The place of the RETURN that ends the query: the last one at the beginning of a line."""
    return 0 if body.startswith("RETURN") else body.rindex("\nRETURN") + 1
