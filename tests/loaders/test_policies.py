"""The table of policies: it only adds to the article tables, and an implementer belongs to one
place.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.statements.table import read_statements
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Statement
from gaoxin.ontology.terms import vocabulary


def rows(key: str) -> list[Statement]:
    path = next(item.path for item in bundled_datasets() if item.name == key)
    statements, problems = read_statements(read_table(path))
    assert problems == []
    return statements


POLICIES = rows("policies")
ARTICLES = [row for n in range(5) for row in rows(f"article-00{n}")]


def article(row: Statement) -> str:
    """The article from which a row was compiled; other sources are unchanged."""
    return row.source.removesuffix("-policies")


def test_the_table_says_these_things_of_policies() -> None:
    assert Counter(row.predicate for row in POLICIES) == {
        "policyLevel": 105,
        "implements": 73,
        "issued": 24,
        "issues": 11,
        "appliesTo": 6,
        "hasPolicy": 3,
        "code": 2,
    }
    levels = Counter(row.value for row in POLICIES if row.predicate == "policyLevel")
    assert set(levels) == set(vocabulary().codes("policyLevel"))


def test_only_policies_that_an_article_names_are_described() -> None:
    named = {
        name
        for row in ARTICLES
        for name, kind in ((row.subject, row.subject_type), (row.object, row.object_type))
        if kind in ("Policy", "Document")
    }
    described = {row.subject for row in POLICIES if row.subject_type in ("Policy", "Document")}
    described |= {row.object for row in POLICIES if row.object_type in ("Policy", "Document")}
    assert len(described) > 100
    assert described <= named


def test_nothing_of_the_articles_is_said_again() -> None:
    def said(row: Statement) -> tuple[str, ...]:
        return row.subject, row.predicate, row.object, row.value, article(row)

    again = {said(row) for row in POLICIES}
    assert len(again) == len(POLICIES)
    assert not again & {said(row) for row in ARTICLES}


def test_what_carries_a_policy_out_belongs_to_one_place() -> None:
    """If it belonged to two zones, the actions of one would be attributed to the other."""
    holders = defaultdict(set)
    for row in ARTICLES:
        if row.predicate in ("hasPolicy", "issues", "hosts"):
            holders[row.object, row.object_type].add((row.subject, row.source))
        elif row.predicate == "locatedIn" and row.subject_type == "Organization":
            holders[row.subject, row.subject_type].add((row.object, row.source))
    means = [row for row in POLICIES if row.predicate == "implements"]
    assert means
    for row in means:
        held = holders[row.subject, row.subject_type]
        assert len(held) == 1, (row.place, held)
        assert {source for _, source in held} == {article(row)}, row.place


def test_dates_are_those_of_the_sources_or_of_general_knowledge() -> None:
    dates = {(row.subject, row.source): row.value for row in POLICIES if row.predicate == "issued"}
    opinions = "国务院关于促进国家高新技术产业开发区高质量发展的若干意见"
    assert dates[opinions, "general-knowledge"] == "2020-07-13"
    assert (opinions, "article-003-policies") not in dates
    assert len({name for name, _ in dates}) == len(dates), "two dates of one policy"
