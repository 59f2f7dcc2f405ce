"""Count the triples that a JSON-LD document must give, to check that the parser dropped none.

Counting needs no context processing if the contexts only define names.  Documents with maps, nested
or scoped contexts, reverse properties or JSON literals are not counted; the rules in
:mod:`.jsonld_rules` are applied to them too.
"""

from __future__ import annotations

from typing import Any

from gaoxin.loaders.rdf.jsonld_terms import ContextTerms


class _NotCountable(Exception):
    pass


def count_triples(document: Any, terms: ContextTerms) -> int | None:
    """The number of triples, including repeated ones; ``None`` if it cannot be determined."""
    if not terms.is_plain:
        return None
    try:
        return sum(_node(item, terms) for item in _flat(document))
    except _NotCountable:
        return None


def _flat(value: Any) -> list[Any]:
    """Flatten nested arrays and sets to one list without nulls."""
    found, stack = [], [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif item is not None:
            found.append(item)
    return found


def _node(node: Any, terms: ContextTerms) -> int:
    if not isinstance(node, dict):
        raise _NotCountable
    count = 0
    for key, value in node.items():
        name = terms.keyword(key)
        if name == "@type":
            count += len(_flat(value))
        elif name == "@graph":
            count += sum(_node(item, terms) for item in _flat(value))
        elif name in ("@id", "@index", "@context"):
            continue
        elif name.startswith("@"):
            raise _NotCountable
        elif key in terms.dropped:
            continue
        elif key in terms.lists:
            if value is None:
                continue
            is_written_out = isinstance(value, dict) and "@list" in map(terms.keyword, value)
            count += _value(value, terms) if is_written_out else 1 + _list(value, terms)
        else:
            count += sum(_value(item, terms) for item in _flat(value))
    return count


def _list(value: Any, terms: ContextTerms) -> int:
    """The triples of a list: rdf:first and rdf:rest for each member, and those of the members."""
    if isinstance(value, list) and any(isinstance(item, list) for item in value):
        raise _NotCountable  # lists in a list
    count = 0
    for item in _flat(value):
        names = {terms.keyword(key) for key in item} if isinstance(item, dict) else set()
        if "@set" in names:
            raise _NotCountable
        own = _value(item, terms)
        count += own + 1 if own else 0  # a null gives no triple
    return count


def _value(value: Any, terms: ContextTerms) -> int:
    """The triples of a property value: the one with the value as object, and those of the value
    itself.
    """
    if not isinstance(value, dict):
        return 1
    named = {terms.keyword(key): item for key, item in value.items()}
    if "@value" in named:
        return int(named["@value"] is not None)
    if "@set" in named:
        return sum(_value(item, terms) for item in _flat(named["@set"]))
    if "@list" in named:
        return 1 + _list(named["@list"], terms)
    return 1 + _node(value, terms)
