"""Records of a dataset: the same in memory and in a temporary file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders import records as module
from gaoxin.loaders.record_codec import line_of_record, names_of_line, record_of_line
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.identity import Identity
from gaoxin.model import Entity, Fact, Key, Name, Record, Text, VocabularyTerm
from tests.loaders.test_inputs import RECORDS


@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_records_come_back_in_their_order(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", limit)
    found = Records(RECORDS, tmp_path / "home")
    assert len(found) == len(RECORDS)
    assert list(found) == list(found) == RECORDS
    assert list(zip(found, found, strict=True)) == list(zip(RECORDS, RECORDS, strict=True))
    assert found.sources == {"s"}
    found += RECORDS[:2]
    assert list(found) == [*RECORDS, *RECORDS[:2]]
    assert len(list(found.lines())) == len(found)
    assert list((tmp_path / "home").glob("*")) == []


def test_equality_does_not_depend_on_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Records(RECORDS)
    monkeypatch.setattr(module, "IN_MEMORY", 2)
    assert Records(RECORDS) == held == RECORDS
    assert Records(RECORDS[1:]) != held
    assert Records([*RECORDS[1:], RECORDS[0]]) != held


TEXTS = st.text(st.sampled_from('a甲"\\\n\u2028\x1f\ud800\U0001f600'), max_size=4)
ENDS = st.one_of(
    st.builds(Key, TEXTS),
    st.builds(Name, st.sampled_from(["Zone", "City"]), TEXTS),
    st.builds(VocabularyTerm, TEXTS),
    st.builds(Text, TEXTS, TEXTS, TEXTS),
)
TRIPLES = st.tuples(TEXTS, TEXTS, TEXTS)
ANY_RECORD: st.SearchStrategy[Record | Identity] = st.one_of(
    st.builds(
        Entity,
        st.one_of(st.builds(Key, TEXTS), st.builds(Name, TEXTS, TEXTS)),
        st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
        st.lists(TRIPLES, max_size=2).map(tuple),
        st.lists(st.tuples(TEXTS, ENDS), max_size=3).map(tuple),
        TEXTS,
        TEXTS,
        st.sampled_from(["", "t"]),
    ),
    st.builds(Fact, st.builds(Key, TEXTS), TEXTS, ENDS, TEXTS, TEXTS),
    st.sampled_from(RECORDS),
)


@given(ANY_RECORD)
def test_a_record_is_a_line_of_json_and_comes_back(record: Record | Identity) -> None:
    """Any character, lone surrogates included; the bytes name a kept input, so they must stay."""
    line = line_of_record(record)
    row = json.loads(line)
    text = json.dumps(row, ensure_ascii=False) + "\n"
    assert line == text.encode("utf-8", "surrogatepass")
    assert row[0] == type(record).__name__
    again = record_of_line(line)
    assert again == record
    assert repr(again) == repr(record)  # the same classes


def test_names_of_a_row_are_read_without_its_literals() -> None:
    zone = ("locatedIn", Name("Zone", "合肥高新区"))
    literals = (("creditCode", Text("9")), ("established", Text("2018")))
    row = Entity(Key("enterprise/9"), ("Enterprise",), (), (literals[0], zone, literals[1]), "s")
    assert names_of_line(line_of_record(row)) == replace(row, facts=(zone,))
    fact = Fact(Key("a/b"), "p", Text("x"), "s")
    assert names_of_line(line_of_record(fact)) == fact
