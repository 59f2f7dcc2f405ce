"""Terms are written as pyoxigraph writes them, and names resolved before give the same lines."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store import lines
from gaoxin.loaders import translate as module
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translate import Translator
from gaoxin.loaders.written_terms import written_iri, written_literal, written_term
from gaoxin.model import Entity, Key, Name, Record, Statement, Text
from gaoxin.ontology.literals import literal
from gaoxin.ontology.namespaces import GX, XSD
from gaoxin.settings import read_settings
from tests.fixtures.records import UNNAMED, thing

MINTER = Minter(read_settings({}))


def test_every_character_is_written_as_pyoxigraph_writes_it() -> None:
    for code in range(0x110000):
        if not 0xD800 <= code < 0xE000:
            text = chr(code)
            assert written_literal(text) == str(ox.Literal(text)), hex(code)
    with pytest.raises(ValueError, match="literal"):
        written_literal("\ud800")


def _outcome(make: Callable[..., object], *arguments: str) -> str:
    try:
        return str(make(*arguments))
    except ValueError as refused:
        return f"refused: {refused}"


@given(
    st.text(max_size=8),
    st.sampled_from(["", XSD + "string", XSD + "decimal", XSD + "date", XSD + "int", "urn:t"]),
    st.sampled_from(["", "", "zh", "en-GB", "zh-HANS", "no tag"]),
)
def test_literals_are_those_of_the_ontology(text: str, datatype: str, language: str) -> None:
    for value in (text, "2024-02-29", "+07.50", "7"):
        assert _outcome(written_literal, value, datatype, language) == _outcome(
            literal, value, datatype, language
        )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_keys_become_iris(key: str) -> None:
    assert MINTER.key(MINTER.iri(key)) == key
    assert MINTER.thing(key).value == MINTER.iri(key)  # it is an IRI
    assert MINTER.iri(f"a/{key}").startswith(MINTER.base + "a/")


def test_iris_are_checked() -> None:
    assert written_iri("urn:a") == "<urn:a>"
    assert written_term("Zone") == f"<{GX}Zone>"
    assert written_term("http://purl.org/dc/terms/title") == "<http://purl.org/dc/terms/title>"
    with pytest.raises(ValueError, match="IRI"):
        written_iri("no iri>")


# Names that are declared, unknown, ambiguous, unnamed and in two written forms.
OTHERS = [
    thing("zone/x", "NationalZone+Zone", "某区"),
    thing("zone/y", "NationalZone+Zone", "同名区"),
    thing("zone/z", "NationalZone+Zone", "同名区"),
]
NAMES = ["某区", "某 区", "同名区", "无此区", "某公司", "某公司 ", UNNAMED, "甲"]
names = st.builds(Name, st.sampled_from(["Zone", "Enterprise"]), st.sampled_from(NAMES))
sources = st.sampled_from(["paper", "other"])
places = st.sampled_from(["a.csv:2", "a.csv:3"])
records: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Entity,
        st.just(Key("enterprise/k")),
        st.just(("Enterprise",)),
        st.just((("甲公司", "preferred", "zh"), ("甲 ", "alias", ""))),
        st.lists(st.tuples(st.just("locatedIn"), names), max_size=3).map(tuple),
        sources,
        places,
    ),
    st.builds(
        lambda s, o, source, place: Statement(
            s.form, s.type, "locatedIn", o.form, o.type, source=source, place=place
        ),
        names,
        names,
        sources,
        places,
    ),
)


@pytest.mark.parametrize("remembered", [1, 16_384])
def test_a_name_resolved_before_gives_the_same_lines(
    remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together or each record alone: the same lines, places, and counts of questions."""
    monkeypatch.setattr(module, "_NAMES", remembered)
    monkeypatch.setattr(lines, "TEXTS", 2)

    @settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(st.lists(records, max_size=6))
    def run(some: list[Record]) -> None:
        profiles = [profile_of_records("d", some), profile_of_records("o", OTHERS)]
        registry = Registry({profile.dataset: profile for profile in profiles})
        together = Translator("d", registry, MINTER).translate(some)
        alone = [Translator("d", registry, MINTER).translate([record]) for record in some]
        assert set(together.lines) == {line for out in alone for line in out.lines}
        assert len(together.refused) == sum(len(out.refused) for out in alone)
        for out in alone:
            assert out.origins.keys() <= together.origins.keys()
        for name, row in together.review.items():
            counts = [out.review[name]["rows"] for out in alone if name in out.review]
            assert row["rows"] == sum(map(int, map(str, counts)))

    run()


def test_texts_of_cells_become_literals() -> None:
    entity = Entity(
        Key("enterprise/k"),
        ("Enterprise",),
        (),
        (("description", Text('a "b"\n', language="zh")), ("creditCode", Text("X"))),
        "paper",
    )
    registry = Registry({"d": profile_of_records("d", [entity])})
    lines = b"".join(Translator("d", registry, MINTER).translate([entity]).lines).decode()
    assert f'<{MINTER.base}enterprise/k> <{GX}description> "a \\"b\\"\\n"@zh ' in lines
    assert f'<{GX}creditCode> "X" ' in lines
