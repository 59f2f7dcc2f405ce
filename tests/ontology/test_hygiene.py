"""The ontology's own rules: each is a SPARQL query whose rows are violations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.ontology.modules import MODULES, read_module
from gaoxin.ontology.shacl import SHAPE_FILES

RULES = sorted((Path(__file__).parent / "hygiene").glob("*.rq"))


@cache
def _ontology() -> ox.Store:
    store = ox.Store()
    for name in (*MODULES, *SHAPE_FILES):
        store.extend(ox.parse(read_module(name), format=ox.RdfFormat.TURTLE))
    return store


def test_rules_are_found_and_each_says_what_it_asks() -> None:
    assert RULES
    for path in RULES:
        assert path.read_text("utf-8").startswith("# "), path.stem


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule(path: Path) -> None:
    text = path.read_text("utf-8")
    rows = _ontology().query(text)
    assert isinstance(rows, ox.QuerySolutions)
    broken = [" ".join(str(value) for value in row) for row in rows]
    assert not broken, "\n".join([text.splitlines()[0], *broken])


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule_can_be_broken(path: Path) -> None:
    """Each rule finds its example of a violation in broken.ttl."""
    store = ox.Store()
    store.extend(ox.parse(path=RULES[0].with_name("broken.ttl"), format=ox.RdfFormat.TURTLE))
    rows = store.query(path.read_text("utf-8"))
    assert isinstance(rows, ox.QuerySolutions)
    assert any(True for _ in rows)
