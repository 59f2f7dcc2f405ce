"""JSON-LD: no part of a document is silently dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders.rdf.json_keys import is_exact, places
from gaoxin.loaders.rdf.jsonld_count import count_triples
from gaoxin.loaders.rdf.jsonld_terms import ContextTerms
from gaoxin.loaders.rdf.parse import RdfContent
from gaoxin.model import Problem
from gaoxin.settings import Bounds
from tests.fixtures.property_tests import reuse_folder
from tests.fixtures.rdf import read, triples

XSD = "http://www.w3.org/2001/XMLSchema#"
NODE = '"@context": {"@vocab": "http://a/"}, "@id": "http://a/s"'
S = "<http://a/s> <http://a/p>"


def load(folder: Path, document: str, **more: Any) -> RdfContent:
    return read(folder, "a.jsonld", document, **more)


@pytest.mark.parametrize(
    ("members", "column", "english"),
    [
        ('"p": "one",\n"p": "two"', "p", "stands twice"),
        ('"p": "one",\n"\\u0070": "two"', "p", "stands twice"),
        ('"q": [{"r": 1, "r": 2}],\n"s": {"t": 1, "t": 1}', "r", "stands twice"),
        (
            '"p": "one",\n"@typ": "x"',
            "@typ",
            "no keyword @typ here; correct or remove it. Did you mean @type?",
        ),
        ('"p":\n{"@valu": "one"}', "@valu", "Did you mean @value?"),
        ('"p": {"@value": "x",\n"@lang": "zh"}', "@lang", "no keyword @lang"),
        ('\n"@vocab": "http://b/"', "@vocab", "only in a @context"),
        ('"p":\n{"@language": "zh"}', "@language", "without @value"),
        ('\n"@direction": "rtl", "p": 1', "@direction", "without @value"),
        ('"p": {"@value": "x",\n"@direction": "rtl"}', "@direction", "without @language"),
        ('"p": {"@value": "x",\n"@language": "not a tag"}', "@language", "no language tag"),
        ('"p": {"@value": "x",\n"@language": "abcdefghi"}', "@language", "no language tag"),
        ('"p":\n{"@id": "http://a/ b"}', "@id", "no IRI may have"),
        ('"@type": ["http://a/C",\n"a b"]', "@type", "no IRI may have"),
        ('\n"@type": "@Id"', "@type", "no keyword @Id"),
        ('\n"a b": 1', "a b", "no IRI may have"),
        ('\n"_:p": "x"', "_:p", "blank node cannot be a property"),
        ('"@graph": [\n"x"]', "@graph", "belongs to no property"),
        ('"@graph": [\n{"@value": "x"}]', "@graph", "a node belongs here"),
        ('"@included": [\n{"@list": ["x"]}]', "@included", "a node belongs here"),
        ('"p": "\\ud800",\n"q": 1', "p", "lone surrogate"),
        ('"p": {"@value": 1,\n"q": null}', "q", "cannot stand beside @value"),
        ('"p": {"@value": 1,\n"@id": null}', "@id", "cannot stand beside @value"),
        ('"p": {"@list": [1],\n"q": 2}', "q", "cannot stand beside @list"),
        ('"p": {"@set": [1],\n"q": null}', "q", "cannot stand beside @set"),
        ('"p":\n0.12345678901234567890123', "", "more digits"),
        ('"p":\n123456789012345678901234567890', "", "more digits"),
        ('"p":\n1e400', "", "more digits"),
    ],
)
def test_what_would_be_dropped_is_refused_with_its_line(
    tmp_path: Path, members: str, column: str, english: str
) -> None:
    content = load(tmp_path, f"{{{NODE}, {members}}}")
    assert content.quads == []
    problem = content.problems[0]
    line = 1 if '"r": 2' in members or "ud800" in members else 2
    assert (problem.file, problem.line, problem.column) == ("a.jsonld", line, column)
    assert english in problem.en
    assert problem.zh


@pytest.mark.parametrize(
    ("context", "members", "english"),
    [
        ('{"p": "@typ"}', '"p": "x"', "no keyword @typ"),
        ('{"p": {"@id": "a:p", "@typ": "@id"}}', '"p": "x"', "no keyword @typ"),
        ('{"p": {"@id": "a: p"}}', '"p": "x"', "no IRI may have"),
        ('{"@foo": "a:p"}', '"a:p": "x"', "no keyword @foo"),
        ('{"@language": "abcdefghij"}', '"a:p": "x"', "no language tag"),
        ('{"p": {"@id": "a:p", "@language": "a_b"}}', '"p": "x"', "no language tag"),
        (
            '{"p": {"@id": "a:p", "@container": "@language"}}',
            '"p": {"zh": "x", "a_b": "y"}',
            "no language tag",
        ),
        ('{"p": {"@id": "a:p", "@type": "@id"}}', '"p": ["x:y", "a b"]', "no IRI may have"),
        ('{"p": "a:p"}', '"p": {"@context": null, "q": 1}', "does not define 'q'"),
        ('[{"p": "a:p"}, null]', '"p": 1', "does not define 'p'"),
        ('{"p": "a:p", "@vocab": null}', '"q": 1', "does not define 'q'"),
        ('{"p": "a:p", "@base": null}', '"p": {"@id": "x"}', "the relative IRI 'x'"),
        ('{"p": "a:p"}', '"p": {"@id": "//b/x"}', "the relative IRI '//b/x'"),
        ('{"p": "a:p"}', '"p": {"@value": "x", "@type": "date"}', "does not define 'date'"),
        ('{"p": "a:p"}', '"@type": "C"', "does not define 'C'"),
        ('{"p": {"@id": "a:p", "@context": {"r": "@idd"}}}', '"p": 1', "no keyword @idd"),
    ],
)
def test_contexts_that_would_drop_something_are_refused(
    tmp_path: Path, context: str, members: str, english: str
) -> None:
    content = load(tmp_path, f'{{"@context": {context}, "@id": "http://a/s", {members}}}')
    assert english in content.problems[0].en
    assert content.problems[0].line == 1


@pytest.mark.parametrize("document", ['["a"]', '[["a"]]', '{"@value": "x"}', '[{"@set": []}]'])
def test_values_outside_of_nodes_are_refused(tmp_path: Path, document: str) -> None:
    (problem,) = load(tmp_path, document).problems
    assert "belongs" in problem.en


def test_what_says_nothing_is_noted(tmp_path: Path) -> None:
    document = (
        '{"@context": {"@vocab": "http://a/", "note": null, "m": {"@container": "@index"}},'
        '"@id": "http://a/s", "p": [null, "x"], "q": null, "note": {"b": 1}, "@index": "i",'
        '"m": {"one": "y"}}'
    )
    content = load(tmp_path, document)
    assert triples(content) == ['<http://a/s> <http://a/m> "y"', f'{S} "x"']
    (note,) = content.notes
    assert note.value == "@index (2), note (1), null (2)"
    assert "ignored" in note.en
    assert load(tmp_path, f'{{{NODE}, "p": 1}}').notes == []


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ('"p": ["x", "x"]', [f'{S} "x"', f'{S} "x"']),
        ('"p": {"@set": [[1], true]}', [f'{S} "1"^^<{XSD}integer>', f'{S} "true"^^<{XSD}boolean>']),
        ('"p": {"@value": "x", "@language": "ar", "@direction": "rtl"}', [f'{S} "x"@ar--rtl']),
        ('"p": 102.5', [f'{S} "102.5"^^<{XSD}double>']),
        (f'"p": {{"@value": 102.5, "@type": "{XSD}decimal"}}', [f'{S} "102.5"^^<{XSD}decimal>']),
        (
            '"p": {"@value": {"@foo": [1]}, "@type": "@json"}',
            [f'{S} "{{\\"@foo\\":[1]}}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>'],
        ),
        ('"@reverse": {"p": {"@id": "http://a/o"}}', ["<http://a/o> <http://a/p> <http://a/s>"]),
        ('"@graph": [{"@id": "http://a/s", "p": "y"}]', [f'{S} "y"']),
        ('"@nest": {"p": "y"}', [f'{S} "y"']),
    ],
)
def test_what_says_something_is_kept(tmp_path: Path, members: str, expected: list[str]) -> None:
    assert triples(load(tmp_path, f"{{{NODE}, {members}}}")) == expected


def test_a_base_makes_relative_iris_absolute(tmp_path: Path) -> None:
    document = '{"@id": "s", "http://a/p": {"@id": "#o"}}'
    assert triples(load(tmp_path, document, relative_to="http://a/x")) == [f"{S} <http://a/x#o>"]
    (problem, *_) = load(tmp_path, document).problems
    assert "--base" in problem.en


def test_a_triple_that_goes_missing_is_noticed(tmp_path: Path) -> None:
    """The parser drops this IRI.  No rule finds it; only the count of triples does."""
    content = load(tmp_path, f'{{{NODE}, "p": {{"@id": "http://[x"}}}}')
    (problem,) = content.problems
    assert "should give 1 triples and gave 0" in problem.en


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0", True),
        ("-12", True),
        ("999999999999999999", True),
        ("1e2", True),
        ("0.1", True),
        ("1.50", True),
        ("9007199254740993.0", False),
        ("1e22", True),
        ("-1e-400", False),
        ("1e-99999999999999999999", False),
        ("0e99999999999999999999", False),
        ("0.30000000000000004", True),
        ("0.300000000000000041", False),
        ("1000000000000000000000", True),
        ("1000000000000000000001", False),
    ],
)
def test_numbers_that_a_double_holds(number: str, expected: bool) -> None:
    assert is_exact(number) is expected


def test_places_of_keys_and_values() -> None:
    text = '{"a": [1, {"b":\n"x,}"}, []],\n"a": {"\\"": true}}'
    assert [(p.path, p.line, p.text, p.is_repeated) for p in places(text)] == [
        ((), 1, "{", False),
        (("a",), 1, "a", False),
        (("a",), 1, "[", False),
        (("a", 0), 1, "1", False),
        (("a", 1), 1, "{", False),
        (("a", 1, "b"), 1, "b", False),
        (("a", 1, "b"), 2, '"x,}"', False),
        (("a", 2), 2, "[", False),
        (("a",), 3, "a", True),
        (("a",), 3, "{", False),
        (("a", '"'), 3, '"', False),
        (("a", '"'), 3, "true", False),
    ]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"@id": "a:s"}, 0),
        ({"@id": "a:s", "@type": ["a:C", "a:D"], "a:p": [1, None, [2]]}, 4),
        ([{"a:p": {"a:q": {"@id": "a:o"}}}, {"a:p": {"@value": None}}], 2),
        ({"a:p": {"@list": [1, {"a:q": 2}, None]}}, 6),
        ({"a:p": {"@list": []}}, 1),
        ({"a:p": {"@list": [[1]]}}, None),
        ({"a:p": {"@set": [1, 2]}, "@graph": [{"a:q": 1}], "@index": "x"}, 3),
        ({"@reverse": {"a:p": {"@id": "a:o"}}}, None),
    ],
)
def test_triples_are_counted(document: Any, expected: int | None) -> None:
    assert count_triples(document, ContextTerms()) == expected


def test_a_term_may_change_how_values_count() -> None:
    terms = ContextTerms()
    terms.add([{"l": {"@container": "@list"}, "t": "@type", "n": None}, None])
    assert count_triples({"l": [1, 2], "t": "a:C", "n": 3}, terms) == 6
    definitions: list[dict[str, Any]] = [
        {"@container": "@index"},
        {"@context": {}},
        {"@reverse": "p"},
    ]
    for definition in definitions:
        other = ContextTerms()
        other.add({"p": definition})
        assert count_triples({"p": 1}, other) is None


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text("ab 天@", max_size=4),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "p",
                    "http://a/q",
                    "@id",
                    "@type",
                    "@value",
                    "@list",
                    "@set",
                    "@language",
                    "@graph",
                    "@index",
                    "@idd",
                    "_:b",
                    "un defined",
                    "undefined",
                    "alias",
                    "dropped",
                    "ref",
                ]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


@reuse_folder
@given(values)
def test_random_documents_lose_nothing(tmp_path: Path, value: Any) -> None:
    """A document that is accepted without a note gives as many triples as it has values."""
    context = {"p": "http://a/p", "alias": "@type", "dropped": None}
    context |= {"ref": {"@id": "http://a/r", "@type": "@id"}}  # type: ignore[dict-item]
    document = {"@context": context, "@id": "http://a/s", "p": value}
    content = load(tmp_path, json.dumps(document))
    if content.problems:
        assert content.quads == []
        return
    terms = ContextTerms()
    terms.add(context)
    expected = count_triples(document, terms)
    assert expected is None or len(content.quads) == expected


scalars = st.one_of(st.booleans(), st.integers(-99, 99), st.text("ab 天", max_size=3), st.none())
written = st.recursive(
    st.one_of(scalars, st.builds(lambda v: {"@value": v}, scalars), st.just({"@id": "http://a/o"})),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.builds(lambda v: {"@set": v}, st.lists(inner, max_size=3)),
        st.builds(lambda v: {"@list": v}, st.lists(inner, max_size=3)),
        st.dictionaries(st.sampled_from(["p", "http://a/q", "l", "dropped"]), inner, max_size=3),
        st.builds(lambda v: {"@id": "http://a/n", "alias": "http://a/C", "p": v}, inner),
    ),
    max_leaves=10,
)


@reuse_folder
@given(written)
def test_random_documents_without_a_fault_are_read(tmp_path: Path, value: Any) -> None:
    context: dict[str, Any] = {"p": "http://a/p", "alias": "@type", "dropped": None}
    context["l"] = {"@id": "http://a/l", "@container": "@list"}
    document = {"@context": context, "@id": "http://a/s", "p": value}
    content = load(tmp_path, json.dumps(document))
    assert content.problems == []


def test_a_document_is_bounded(tmp_path: Path) -> None:
    document = f'{{{NODE}, "p": [[[["x"]]]]}}'

    def first(**bounds: int) -> Problem:
        return load(tmp_path, document, bounds=Bounds(**bounds)).problems[0]

    assert "GAOXIN_MAX_JSON_BYTES" in first(max_json_bytes=len(document) - 1).en
    assert "GAOXIN_MAX_NESTING" in first(max_nesting=4).en
    assert triples(load(tmp_path, document, bounds=Bounds(max_nesting=5, max_json_bytes=99)))
