"""Names of classes and relations as people write them: either language, any case."""

from __future__ import annotations

import pytest

from gaoxin.errors import UnknownTerm
from gaoxin.ontology.term_names import class_named, relation_named
from gaoxin.ontology.terms import vocabulary


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("拥有产业", "hasIndustry"),
        ("hasIndustry", "hasIndustry"),
        ("HASINDUSTRY", "hasIndustry"),
        ("has industry", "hasIndustry"),
        ("Has-Industry", "hasIndustry"),
        ("HAS_INDUSTRY", "hasIndustry"),
        ("位于", "locatedIn"),
    ],
)
def test_relations_by_any_name(written: str, name: str) -> None:
    relations = [term for term in vocabulary().properties.values() if term.is_relation]
    assert relation_named(written, relations).name == name


def test_every_relation_is_found_by_both_labels() -> None:
    relations = [term for term in vocabulary().properties.values() if term.statement]
    assert relations
    for term in relations:
        for label in (term.label_zh, term.label_en.upper()):
            assert relation_named(label, relations) == term


def test_an_unknown_relation_names_near_ones_once_in_one_language() -> None:
    relations = [term for term in vocabulary().properties.values() if term.is_relation]
    with pytest.raises(UnknownTerm) as caught:
        relation_named("has industri", relations)
    assert str(caught.value).count("has industry") == 1
    assert "拥有产业" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("企业", "Enterprise"),
        ("enterprise", "Enterprise"),
        ("ENTERPRISE", "Enterprise"),
        ("enterprises", "Enterprise"),
        ("高新区", "NationalZone"),
        ("zone", "Zone"),
        ("政策", "Policy"),
        ("称号奖项", "Award"),
        ("demonstration zone", "DemonstrationZone"),
        ("division", "AdministrativeDivision"),
    ],
)
def test_classes_by_any_name(written: str, name: str) -> None:
    assert class_named(written).name == name


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(UnknownTerm, match=r"enterprize.*enterprise"):
        class_named("enterprize")
