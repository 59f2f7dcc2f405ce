"""Run the W3C's tests and compare with docs/conformance.md.

``GAOXIN_SUITES`` (or ``W3C_TESTS``) is the folder with the unpacked suites: ``rdf/rdf11`` goes
through the loaders, ``sparql/sparql11`` through the endpoint (``scripts/sparql_conformance.py``),
``data-shapes-test-suite`` through the checker of shapes (``scripts/shacl_conformance.py``).
Each difference is printed.  The exit status is 1 if a difference is not listed in
docs/conformance.md, or if a listed one no longer occurs.

The loader must accept positive tests and refuse negative ones.  If a test gives a result, the graph
must be equal up to blank node labels.  The loaders put every triple into the graph of its source
(docs/data.md), so TriG is compared without graph names, and blank nodes of different graphs with
equal content count as one.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from gaoxin.errors import InvalidSource
from gaoxin.loaders.rdf.blank_nodes import skolemise
from gaoxin.loaders.rdf.parse import RdfOptions, read_rdf
from gaoxin.ontology.literals import is_well_formed, literal
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.ontology.rdf_terms import RdfTerm

DOCUMENT = Path(__file__).parent.parent / "docs" / "conformance.md"
SUITES = ("rdf-n-triples", "rdf-n-quads", "rdf-turtle", "rdf-trig", "rdf-xml")
BASE = "https://w3id.org/gaoxin/id/"
_MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_ADDRESS = "https://w3c.github.io/rdf-tests/rdf/rdf11/"
_LISTED = re.compile(r"^- `([\w-]+)`: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ParserTest:
    """One entry of a manifest: ``result`` is the file with the expected graph, if there is one."""

    suite: str
    name: str
    kind: str
    address: str
    action: Path
    result: Path | None


def main() -> int:
    """Run every test; print what differs and how many passed."""
    folder = os.environ.get("GAOXIN_SUITES") or os.environ.get("W3C_TESTS")
    root = Path(folder or "")
    if not folder or not (root / "rdf" / "rdf11").is_dir():
        print(
            "Set GAOXIN_SUITES to the folder of the W3C test suites (it holds rdf/rdf11 and "
            "sparql/sparql11).\n"
            "请把 GAOXIN_SUITES 设为 W3C 测试集的文件夹（其中有 rdf/rdf11 和 sparql/sparql11）。",
            file=sys.stderr,
        )
        return 2
    found = parser_results(root / "rdf" / "rdf11")
    if (sparql := root / "sparql" / "sparql11").is_dir():
        from scripts.sparql_conformance import sparql_results

        found = chain(found, sparql_results(sparql))
    else:
        print("not run: there is no folder sparql/sparql11")
    if (shacl := root / "data-shapes-test-suite" / "tests" / "core").is_dir():
        from scripts.shacl_conformance import shacl_results

        found = chain(found, shacl_results(shacl))
    else:
        print("not run: there is no folder data-shapes-test-suite/tests/core")
    return compare(found, read_listed(DOCUMENT.read_text("utf-8")))


def compare(found: Iterable[tuple[str, str, str]], listed: set[tuple[str, str]]) -> int:
    """Print the results, each a suite, the name of a test and the difference; 1 if they are not as
    listed.
    """
    totals: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    differences: dict[tuple[str, str], str] = {}
    for suite, name, why in found:
        totals[suite] += 1
        passed[suite] += not why
        if why:
            differences[suite, name] = why
    for suite, total in totals.items():
        print(f"{suite}: {passed[suite]} of {total} passed")
    for (suite, name), why in differences.items():
        mark = "listed" if (suite, name) in listed else "NOT LISTED"
        print(f"  {mark}: {suite} {name}: {why}")
    gone = sorted(item for item in listed if item[0] in totals and item not in differences)
    for suite, name in gone:
        print(f"  LISTED, BUT NO DIFFERENCE: {suite} {name}")
    new = differences.keys() - listed
    print(
        f"{sum(passed.values())} of {sum(totals.values())} passed; "
        f"{len(differences)} differences, {len(new)} not listed, {len(gone)} listed in vain"
    )
    return 1 if new or gone else 0


def parser_results(root: Path) -> Iterator[tuple[str, str, str]]:
    """The suite, the name and the difference of each parser test."""
    for suite in SUITES:
        for test in read_manifest(root / suite, suite):
            yield suite, test.name, difference(test)


def read_manifest(folder: Path, suite: str) -> Iterator[ParserTest]:
    """The tests of a suite, in the order of their names."""
    store = ox.Store()
    base = f"{_ADDRESS}{suite}/"
    manifest = (folder / "manifest.ttl").read_bytes()
    store.extend(ox.parse(manifest, ox.RdfFormat.TURTLE, base_iri=f"{base}manifest.ttl"))
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE_IRI), None):
        test, kind = quad.subject, str(quad.object).rpartition("#")[2].rstrip(">")
        if not kind.startswith("Test") or not isinstance(test, ox.NamedNode):
            continue
        found = {
            name: value.object.value
            for name in ("action", "result")
            for value in store.quads_for_pattern(test, ox.NamedNode(_MANIFEST + name), None)
            if isinstance(value.object, ox.NamedNode)
        }
        result = found.get("result")
        yield ParserTest(
            suite,
            test.value.rpartition("#")[2],
            kind,
            found["action"],
            folder / found["action"].removeprefix(base),
            folder / result.removeprefix(base) if result else None,
        )


def difference(test: ParserTest) -> str:
    """The difference from the test's expectation, ``""`` if it passes."""
    try:
        content = read_rdf(
            test.action,
            base=BASE,
            dataset="d",
            source="s",
            options=RdfOptions(relative_to=test.address),
        )
        problems, quads = content.problems, content.quads
    except InvalidSource as cause:
        problems, quads = cause.problems, []
    if "Negative" in test.kind:
        return "" if problems else "it is accepted"
    if problems:
        return str(problems[0].en)
    if test.result is None:
        return ""
    expected = list(ox.parse(test.result.read_bytes(), ox.RdfFormat.N_QUADS))
    is_same = _graph(quads) in (_graph(expected), _graph(_merge(expected)))
    return "" if is_same else "the graph is another one"


def _graph(quads: Iterable[ox.Quad]) -> set[str]:
    """The graph with blank nodes replaced by IRIs that depend on their content."""
    dataset = ox.Dataset(
        ox.Quad(_blank(quad.subject), quad.predicate, _blank(quad.object)) for quad in quads
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def _merge(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The graph without graph names, in which blank nodes with equal content are merged."""
    blank = []
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            blank.append(ox.Quad(quad.subject, quad.predicate, quad.object))
        else:
            yield quad
    yield from skolemise(blank, BASE)


def _blank(term: RdfTerm) -> Any:
    """A term with IRIs made from blank nodes converted back, and literals in canonical form."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(f"{BASE}genid/"):
        return ox.BlankNode(term.value.rpartition("/")[2])
    if isinstance(term, ox.Literal) and not term.language:
        datatype = term.datatype.value
        return literal(term.value, datatype) if is_well_formed(term.value, datatype) else term
    return term


def read_listed(text: str) -> set[tuple[str, str]]:
    """The differences that a document lists, as (suite, name of the test)."""
    return {
        (suite, name.strip()) for suite, names in _LISTED.findall(text) for name in names.split(",")
    }


if __name__ == "__main__":
    sys.exit(main())
