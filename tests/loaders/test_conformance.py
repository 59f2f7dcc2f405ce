"""The conformance target on a suite of three tests: what passes, what differs, what is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import conformance
from scripts.shacl_conformance import SUITES as SHACL_SUITES
from scripts.sparql_conformance import QUERY_SUITES, REFUSED_SUITES

MANIFEST = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX rdft: <http://www.w3.org/ns/rdftest#>
<#eval> a rdft:TestTurtleEval ; mf:action <eval.ttl> ; mf:result <eval.nt> .
<#bad> a rdft:TestTurtleNegativeSyntax ; mf:action <bad.ttl> .
<#control> a rdft:TestTurtlePositiveSyntax ; mf:action <control.ttl> .
"""
ADDRESS = "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/eval.ttl"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "rdf" / "rdf11" / "rdf-turtle"
    folder.mkdir(parents=True)
    (folder / "manifest.ttl").write_text(MANIFEST)
    (folder / "eval.ttl").write_text("<#a> <#p> [ <#q> 01.0 ] , [ <#q> 2 ] .")
    (folder / "eval.nt").write_text(
        f"<{ADDRESS}#a> <{ADDRESS}#p> _:x .\n<{ADDRESS}#a> <{ADDRESS}#p> _:y .\n"
        f'_:x <{ADDRESS}#q> "1.0"^^<{XSD}decimal> .\n_:y <{ADDRESS}#q> "2"^^<{XSD}integer> .\n'
    )
    (folder / "bad.ttl").write_text("<a:b> <a:p> .")
    (folder / "control.ttl").write_text('<a:b> <a:p> "\\u0001" .')
    monkeypatch.setattr(conformance, "SUITES", ("rdf-turtle",))
    monkeypatch.setattr(conformance, "DOCUMENT", tmp_path / "listed.md")
    monkeypatch.setenv("GAOXIN_SUITES", str(tmp_path))
    list_differences(tmp_path, "control")
    return folder


def list_differences(folder: Path, *names: str) -> None:
    text = f"# Listed\n- `rdf-turtle`: {', '.join(names)}\n" if names else ""
    (folder / "listed.md").write_text(text)


def test_listed_differences_pass(suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert conformance.main() == 0
    shown = capsys.readouterr().out
    assert "rdf-turtle: 2 of 3 passed" in shown
    assert "listed: rdf-turtle control: it holds the control" in shown
    assert "1 differences, 0 not listed, 0 listed in vain" in shown


@pytest.mark.parametrize("listed", [(), ("eval",)])
def test_a_difference_that_is_not_listed_fails(
    suite: Path, tmp_path: Path, listed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    list_differences(tmp_path, *listed)
    assert conformance.main() == 1
    assert "NOT LISTED: rdf-turtle control" in capsys.readouterr().out


def test_a_listed_difference_that_is_gone_fails(
    suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    list_differences(tmp_path, "control", "bad")
    assert conformance.main() == 1
    assert "LISTED, BUT NO DIFFERENCE: rdf-turtle bad" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("bad.ttl", "<a:b> <a:p> 1 .", "rdf-turtle bad: it is accepted"),
        ("eval.ttl", "<#a> <#p> [ <#q> 1.0 ] , [ <#q> 3 ] .", "eval: the graph is another one"),
        ("eval.ttl", "<#a> <#p> [ <#q> 1.0 , 2 ] .", "eval: the graph is another one"),
        ("eval.ttl", "", "eval: the file is empty"),
    ],
)
def test_each_kind_of_test_can_fail(
    suite: Path, file: str, text: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (suite / file).write_text(text)
    assert conformance.main() == 1
    assert expected in capsys.readouterr().out


def test_the_folder_must_be_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GAOXIN_SUITES", raising=False)
    monkeypatch.delenv("W3C_TESTS", raising=False)
    assert conformance.main() == 2
    assert "GAOXIN_SUITES" in capsys.readouterr().err


def test_the_document_lists_differences_of_every_suite() -> None:
    listed = conformance.read_listed(conformance.DOCUMENT.read_text("utf-8"))
    suites = {suite for suite, _ in listed}
    assert {suite for suite in suites if suite.startswith("rdf-")} == set(conformance.SUITES)
    assert suites - set(conformance.SUITES) <= {
        *(f"sparql-{suite}" for suite in (*QUERY_SUITES, *REFUSED_SUITES, "protocol")),
        *(f"shacl-{suite}" for suite in SHACL_SUITES),
    }
