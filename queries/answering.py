"""Answer a saved query as people ask it: values, rows, filters, and why an answer is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gaoxin.model import Answer
from gaoxin.queries.binding import bind, values_used
from gaoxin.queries.list_filters import filter_rows, say_filtered, split_filters

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery
    from gaoxin.settings import Settings

Engine = Literal["sparql", "cypher"]


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """The answer to a saved query; ``values`` are the values with which it ran, for people."""

    query: SavedQuery
    values: dict[str, str]
    answer: Answer


def answer_query(
    query: SavedQuery,
    given: Mapping[str, str],
    generation: Generation,
    settings: Settings,
    engine: Engine = "sparql",
) -> SavedAnswer:
    """Answer ``query`` on the store (``sparql``) or on Neo4j (``cypher``).

    ``given`` may contain the filters ``text``, ``source`` and ``grade`` besides the parameters.  An
    empty answer gets notes that say why, and what to try.

    Raises:
        BadParameter, UnresolvedName, AmbiguousName: a parameter cannot be used.
        QueryFailed: the query reached a limit.
        MirrorUnavailable: Neo4j cannot be reached.
    """
    parameters, filters = split_filters(query, given)
    values = values_used(bind(query, parameters, generation)) | filters
    if engine == "cypher":
        from gaoxin.queries.cypher import run_cypher

        whole = run_cypher(generation, query, parameters, settings)
    else:
        from gaoxin.queries.sparql import run_sparql

        whole = run_sparql(generation, query, parameters, settings)
    answer = filter_rows(query, whole, filters, generation) if filters else whole
    if not whole.rows:
        from gaoxin.queries.empty_answers import EmptyAnswer

        reasons = EmptyAnswer(query, values, generation, settings).reasons()
        answer.notes = [*answer.notes, *reasons]
    elif not answer.rows:
        answer.notes = [*answer.notes, say_filtered(len(whole.rows), filters)]
    return SavedAnswer(query, values, answer)
