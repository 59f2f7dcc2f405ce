"""The check before publishing covers all that a change affects, in any dataset and loading
order.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.cli.diagnosis import diagnose
from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.checking.gate import check_generation
from gaoxin.loaders.load import load_paths, remove_dataset, validate_paths
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.settings import Settings
from tests.fixtures.rdf import TURTLE_HEAD
from tests.fixtures.tables import write_statements
from tests.loaders.conftest import Put

ID = "https://w3id.org/gaoxin/id/"

INSTITUTE = 'id:x a gx:Organization ; skos:prefLabel "某院"@zh .'
AWARD = 'id:x a gx:Award ; skos:prefLabel "某院"@zh .'
PLATFORM = 'id:p a gx:Platform ; skos:prefLabel "某平台"@zh ; gx:hostedBy id:x .'
FOREIGN = 'id:w a gx:Award ; skos:prefLabel "奖"@zh ; <http://ex.org/p> "x" .'


def _published(home: Settings) -> Manifest:
    generation = Store(home).read()
    assert check_generation(generation) == []
    return generation.manifest


def test_a_thing_in_use_keeps_its_class(home: Settings, put: Put) -> None:
    """The reference is in a dataset that the change does not affect."""
    put(t=INSTITUTE)
    put(u=PLATFORM)
    before = _published(home)
    with pytest.raises(NonconformingGraph) as caught:
        put(t=AWARD)
    assert _published(home) == before
    (problem,) = caught.value.problems
    assert problem.file.endswith("u.ttl")
    assert (problem.line, problem.column, problem.value) == (None, "hostedBy", ID + "x")
    assert "the dataset 'u', which was not loaded now" in problem.en
    assert f"turns the class of {ID}x from Organization to Award" in problem.en
    assert "数据集「u」" in problem.zh
    assert f"{ID}x 的类由 Organization 变为 Award" in problem.zh


def test_the_verdict_does_not_depend_on_the_order(home: Settings, put: Put) -> None:
    put(t=AWARD)
    with pytest.raises(NonconformingGraph) as caught:
        put(u=PLATFORM)
    (problem,) = caught.value.problems
    assert problem.column == "hostedBy"
    assert "not loaded now" not in problem.en


def test_a_class_and_its_uses_may_change_together(home: Settings, put: Put) -> None:
    put(t=INSTITUTE)
    put(u=PLATFORM)
    put(t=AWARD, u='id:p a gx:Platform ; skos:prefLabel "某平台"@zh ; gx:awarded id:x .')
    assert _published(home).datasets["t"].quads


def test_another_source_may_keep_the_class(home: Settings, put: Put) -> None:
    put(t=INSTITUTE, v="id:x a gx:Organization .")
    put(u=PLATFORM)
    put(t='id:x skos:prefLabel "某院"@zh .')
    before = _published(home)
    with pytest.raises(NonconformingGraph, match="from Organization to -"):
        remove_dataset(home, "v")
    assert _published(home) == before


def test_a_subclass_serves_as_well(home: Settings, put: Put) -> None:
    put(t='id:z a gx:Zone ; skos:prefLabel "某区"@zh .')
    put(u='id:e a gx:Enterprise ; skos:prefLabel "某厂"@zh ; gx:locatedIn id:z .')
    put(t='id:z a gx:NationalZone ; skos:prefLabel "某区"@zh .')
    put(t='id:z a gx:Zone ; skos:prefLabel "某区"@zh .')
    _published(home)


def test_a_subject_keeps_the_class_that_its_properties_need(home: Settings, put: Put) -> None:
    """The violation is in another graph, about the retyped thing itself."""
    put(t='id:z a gx:Zone ; skos:prefLabel "某区"@zh .')
    put(u="id:z gx:area 8.8 .")
    before = _published(home)
    with pytest.raises(NonconformingGraph) as caught:
        put(t=AWARD.replace("id:x", "id:z"))
    (problem,) = caught.value.problems
    assert problem.column == "area" or problem.value == ID + "z"
    assert f"{ID}z from Zone to Award" in problem.en
    with pytest.raises(NonconformingGraph, match=f"{ID}z from Zone to -"):
        remove_dataset(home, "t")
    assert _published(home) == before


def test_a_table_cannot_take_the_class_either(home: Settings, put: Put, tmp_path: Path) -> None:
    row = "某公司|Enterprise|locatedIn|某市|City"
    load_paths(home, [write_statements(tmp_path, "rows.csv", [row])])
    manifest = _published(home)
    types = Store(home).read().triples(None, RDF_TYPE, ox.NamedNode(GX + "City"))
    (city,) = (quad.subject for quad in types)
    put(u=f'{city} gx:hosts id:p . id:p a gx:Platform ; skos:prefLabel "某平台"@zh .')
    with pytest.raises(NonconformingGraph):
        remove_dataset(home, "rows")
    assert _published(home).number == manifest.number + 1


def test_validate_says_what_load_would(home: Settings, put: Put, tmp_path: Path) -> None:
    put(t=INSTITUTE)
    put(u=PLATFORM)
    (tmp_path / "t.ttl").write_text(TURTLE_HEAD + AWARD, "utf-8")
    with pytest.raises(NonconformingGraph, match="hosted by"):
        validate_paths(home, [tmp_path / "t.ttl"], source="paper-a")


def test_foreign_terms_are_refused_whatever_was_loaded_before(home: Settings, put: Put) -> None:
    """A file that an empty store refuses is also refused if an earlier version of it is loaded."""
    with pytest.raises(NonconformingGraph, match="--keep-foreign"):
        put(k=FOREIGN)
    put(k=FOREIGN, keep_foreign=True)
    before = _published(home)
    for turtle in (FOREIGN, FOREIGN + ' id:w skos:altLabel "大奖"@zh .'):
        with pytest.raises(NonconformingGraph) as caught:
            put(k=turtle)
        assert [problem.value for problem in caught.value.problems] == ["http://ex.org/p"]
        assert _published(home) == before
    put(t=INSTITUTE)  # other files may be loaded without the option
    assert _published(home).number == before.number + 1


def test_a_store_checked_under_other_conditions_is_judged_whole(
    home: Settings, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like after an upgrade: an earlier ontology without shapes accepted the published graph."""
    with monkeypatch.context() as earlier:
        earlier.setattr("gaoxin.ontology.shacl.ontology_version", lambda: "0.0.1")
        earlier.setattr("gaoxin.loaders.checking.shape_judge.shapes", tuple)
        put(t=AWARD, u=PLATFORM)
    generation = Store(home).read()
    assert generation.manifest.versions["ontology"] == "0.0.1"
    assert [problem.column for problem in check_generation(generation)] == ["hostedBy"]
    (shapes,) = (row for row in diagnose(home) if row["check"] == "shapes")
    assert shapes["status"] == "failed"
    assert "hostedBy" in shapes["detail"] or "hosted by" in shapes["detail"]
    with pytest.raises(NonconformingGraph, match="hosted by"):
        put(other='id:o a gx:Award ; skos:prefLabel "奖"@zh .')
    put(t=INSTITUTE)
    _published(home)
    (shapes,) = (row for row in diagnose(home) if row["check"] == "shapes")
    assert shapes["status"] == "ok"
