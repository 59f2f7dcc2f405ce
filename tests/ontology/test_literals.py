"""Lexical and canonical forms: examples of XSD 1.1 and BCP 47; all parts of the program agree."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gaoxin.errors import InvalidOntology
from gaoxin.graph.facts.units import parse_figure
from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.rdf.placing import Placing, RdfContent
from gaoxin.loaders.tables.cells import Cells, date_text
from gaoxin.loaders.tables.placeholders import is_placeholder
from gaoxin.loaders.tables.reading import Row, Table
from gaoxin.model import Problem
from gaoxin.ontology.literals import (
    KNOWN,
    canonical_decimal,
    comparable,
    date_type,
    is_iri,
    is_language_tag,
    is_well_formed,
    literal,
)
from gaoxin.ontology.namespaces import RDF, XSD
from gaoxin.ontology.shacl import read_shapes
from gaoxin.settings import Settings
from tests.ontology.lexical_examples import FORMS, WELL_FORMED_TAGS


def test_every_datatype_has_examples() -> None:
    assert {XSD + name for name in FORMS} | {RDF + "langString"} == KNOWN


@pytest.mark.parametrize("name", FORMS)
def test_the_examples_of_xsd(name: str) -> None:
    good, bad = FORMS[name]
    assert [text for text in good if not is_well_formed(text, XSD + name)] == []
    assert [text for text in bad if is_well_formed(text, XSD + name)] == []


def test_nothing_is_said_of_an_unknown_datatype() -> None:
    assert is_well_formed("x", "http://example.org/kelvin")
    with pytest.raises(InvalidOntology, match="kelvin"):
        read_shapes(
            "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass "
            "<urn:c> ; sh:property [ sh:path <urn:p> ; sh:datatype <http://example.org/kelvin> ] ."
        )


def kept(text: str, datatype: str) -> ox.Literal:
    """The literal as a store returns it."""
    store, node = ox.Store(), ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(datatype))))
    value = next(iter(store)).object
    assert isinstance(value, ox.Literal)
    return value


@pytest.mark.parametrize("name", FORMS)
def test_the_store_keeps_the_canonical_form(name: str) -> None:
    for text in FORMS[name][0]:
        made = literal(text, XSD + name)
        assert kept(made.value, made.datatype.value) == made
        stored = kept(text, XSD + name)
        assert literal(stored.value, stored.datatype.value) == made
    for text in FORMS[name][1]:
        with pytest.raises(ValueError, match=name):
            literal(text, XSD + name)


digits = st.text("0123456789", max_size=40)


@given(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "-", "+"]),
        digits,
        st.sampled_from(["", "."]),
        digits,
    )
)
def test_numbers_are_canonical_whatever_their_length(text: str) -> None:
    if not is_well_formed(text, XSD + "decimal"):
        assert not text.strip("+-.")
        return
    made = literal(text, XSD + "decimal")
    assert kept(made.value, XSD + "decimal") == made
    assert comparable(made.value, XSD + "decimal") == comparable(text, XSD + "decimal")
    assert canonical_decimal(made.value) == made.value


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("+1.0", "1"),
        ("-0.0", "0"),
        ("-.50", "-0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("100", "100"),
        ("-010.010", "-10.01"),
        ("0" * 5000, "0"),
    ],
)
def test_canonical_decimals(written: str, canonical: str) -> None:
    assert canonical_decimal(written) == canonical


@pytest.mark.parametrize(
    ("text", "datatype", "expected"),
    [
        ("2.50", XSD + "decimal", Decimal("2.5")),
        ("-007", XSD + "integer", Decimal(-7)),
        ("255", XSD + "unsignedByte", Decimal(255)),
        ("256", XSD + "unsignedByte", None),
        ("10", "", Decimal(10)),
        ("x", "", None),
        ("x", XSD + "decimal", None),
        ("2024-01-01", XSD + "date", "2024-01-01"),
        ("2024-01-01Z", XSD + "date", None),
        ("12024-01-01", XSD + "date", None),
        ("2024-02-30", XSD + "date", None),
        ("2024", XSD + "gYear", None),
        ("1", XSD + "string", None),
    ],
)
def test_values_that_compare(text: str, datatype: str, expected: Decimal | str | None) -> None:
    assert comparable(text, datatype) == expected


def test_literals_without_a_datatype() -> None:
    assert literal("a") == literal("a", XSD + "string") == ox.Literal("a")
    assert literal("天", language="ZH-Hans") == ox.Literal("天", language="zh-hans")
    assert literal("x", "http://example.org/t").datatype.value == "http://example.org/t"


@pytest.mark.parametrize("tag", WELL_FORMED_TAGS)
def test_well_formed_language_tags(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "de-419-DE",
        "a-DE",
        "en_US",
        "en-",
        "-en",
        "中文",
        "e1",
        "1",
        "x",
        "en-x",
        "abcdefghi",
        "en-a",
        "i-foo",
        "en--ltr",
        " en",
        "en ",
        "ｅｎ",
        "en-١٢٣",
    ],
)
def test_language_tags_that_are_not_well_formed(tag: str) -> None:
    assert not is_language_tag(tag)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://example.org/a?b#c", True),
        ("urn:isbn:1", True),
        ("https://例子.中国/天津", True),
        ("mailto:a@b.cn", True),
        ("a:", True),
        ("file:///etc/a%20b", True),
        ("", False),
        ("a", False),
        ("//example.org/a", False),
        ("#a", False),
        ("../a", False),
        ("http://a/ b", False),
        ("http://a/<b>", False),
        ('http://a/"', False),
        ("http://a/{b}", False),
        ("http://a/\\b", False),
        ("http://a/^", False),
        ("http://a/`", False),
        ("http://a/|", False),
        ("http://a/%zz", False),
        ("http://a/\n", False),
        ("1a:b", False),
        ("天:b", False),
    ],
)
def test_absolute_iris(text: str, expected: bool) -> None:
    assert is_iri(text) is expected


def read_cell(kind: str, text: str) -> bool:
    problems: list[Problem] = []
    cells = Cells(Table(Path("t.csv"), "t.csv", ["c"], []), Row(2, {"c": text}), problems)
    value = cells.decimal("c", -1e9, 1e9) if kind == "decimal" else cells.date("c")
    if value is None and not problems:
        assert is_placeholder(text)  # such as a dot: an empty cell
    else:
        assert (value is None) == bool(problems)
    return value is not None


def accepted_by_shacl(text: str, datatype: str) -> bool:
    shape = read_shapes(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass "
        f"<urn:c> ; sh:property [ sh:path <urn:p> ; sh:datatype <{datatype}> ] ."
    )[0]
    test = shape.rules[0].test
    assert test is not None
    return test(ox.Literal(text, datatype=ox.NamedNode(datatype)), lambda _: ())


def accepted_in_rdf(text: str, datatype: str) -> bool:
    content = RdfContent()
    placing = Placing(Path("a.ttl"), content, Minter(Settings(home=Path())), "d", "s")
    node = ox.NamedNode("urn:x")
    return (
        placing.place(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(datatype))))
        is not None
    )


characters = st.sampled_from([*"0123456789-+.:TZ eE", "٣", "１", "२", "²", "\n"])
numbers = st.one_of(st.text(characters, max_size=8), st.from_regex(r"\A[+-]?\d{0,4}\.?\d{0,4}\Z"))
dates = st.one_of(
    st.text(characters, max_size=10), st.from_regex(r"\A\d{4}(-[01]\d(-[0-3]\d)?)?\Z")
)


@given(numbers)
@example("0.0E0")
def test_all_agree_on_numbers(text: str) -> None:
    """Cells of reference tables, rows of facts, SHACL, RDF files and canonical literals."""
    is_number = is_well_formed(text, XSD + "decimal")
    assert accepted_by_shacl(text, XSD + "decimal") == is_number
    is_of_json = re.fullmatch(r"-?\d\.\d+E-?\d{1,2}", text, re.ASCII)  # as JSON-LD writes it
    assert accepted_in_rdf(text, XSD + "decimal") == (is_number or is_of_json is not None)
    if text:
        assert read_cell("decimal", text) == is_number
    if is_number:
        assert parse_figure(text)[0] == literal(text, XSD + "decimal").value
    is_whole = is_well_formed(text, XSD + "integer")
    assert accepted_by_shacl(text, XSD + "integer") == is_whole
    assert accepted_in_rdf(text, XSD + "integer") == is_whole
    assert not is_whole or is_number


@given(dates)
def test_all_agree_on_dates(text: str) -> None:
    """A cell allows only years from 0001 to 9999 without a time zone; otherwise all agree."""
    found = date_type(text)
    for name in ("date", "gYearMonth", "gYear"):
        expected = found == XSD + name
        assert accepted_by_shacl(text, XSD + name) == expected
        assert accepted_in_rdf(text, XSD + name) == expected
    cell = date_text(text)
    if cell is not None:
        assert cell.datatype == found
        assert literal(cell.value, cell.datatype).value == text
    plain = text[:4] != "0000" and len(text.split("-")[0]) == 4 and not set(text) & set("Z:+")
    assert (cell is not None) == (bool(found) and plain)
    if text:
        assert read_cell("date", text) == (cell is not None)


@pytest.mark.parametrize(
    "text", ["202٣", "２０２３", "2023 ", "0000", "-0001", "12023", "2023Z", "2023+08:00"]
)
def test_what_a_cell_does_not_take_for_a_date(text: str) -> None:
    assert date_text(text) is None
