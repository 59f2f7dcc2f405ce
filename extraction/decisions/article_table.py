"""The common table of an article (docs/data.md): the facts to be loaded, and its source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from gaoxin.extraction.article import Article
from gaoxin.extraction.decisions.review import ReviewedFact
from gaoxin.loaders.reference.sources import COLUMNS as SOURCE_COLUMNS
from gaoxin.loaders.statements.row_rules import Complaint, complaints_about
from gaoxin.model import STATEMENT_COLUMNS, Statement
from gaoxin.ontology.terms import vocabulary

_TERM = re.compile(
    r"(?<![「'\w])(?:[A-Z][a-z]\w*|[a-z]+[A-Z]\w*|(?:subject|object)_type)(?![」'\w])", re.A
)
_KIND, _GRADE = "news report", "D"


def source_of(key: str, source: Mapping[str, str], title: str) -> dict[str, str]:
    """The row of the article in the table of sources; ``key`` is that of the article."""
    told = {name: source.get(name, "") for name in SOURCE_COLUMNS}
    told["key"] = told["key"] or f"article-{key[:12]}"
    told["title"] = told["title"] or title
    told["kind"] = told["kind"] or _KIND
    told["confidence"] = told["confidence"] or _GRADE
    return told


def row_of(fact: ReviewedFact, article: Article, source: str) -> dict[str, str]:
    """The row of a fact, with names as the article has them."""
    told = fact.fact
    return told.cells() | {
        "source": source,
        "evidence": " ".join(told.evidence.of(article.text).split()),
        "locator": f"para. {article.paragraph_number(told.evidence.start)}",
    }


def statement_of(row: Mapping[str, str]) -> Statement:
    """A row as the loader reads it."""
    return Statement(**{name: row.get(name, "") for name in STATEMENT_COLUMNS})


def complaints_of(fact: ReviewedFact, article: Article) -> list[Complaint]:
    """Why a fact cannot be loaded as it is: column, reason in Chinese and English, each once.

    Classes and relations are told by their labels, as forms offer them.
    """
    row = row_of(fact, article, "article")
    told = dict.fromkeys(complaints_about(statement_of(row), None))
    return [(column, _in_words(zh, 0), _in_words(en, 1)) for column, zh, en in told]


def _in_words(reason: str, language: int) -> str:
    """The reason with labels in place of the names of terms, but not in what a person wrote."""
    labels = _labels()
    return _TERM.sub(lambda found: labels.get(found[0], (found[0],) * 2)[language], reason)


@cache
def _labels() -> dict[str, tuple[str, str]]:
    terms = vocabulary()
    known = {**terms.terms_by_predicate, **terms.classes}
    columns = {"subject_type": ("主语的类", "its class"), "object_type": ("宾语的类", "its class")}
    return {name: (term.label_zh, term.label_en) for name, term in known.items()} | columns


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A table as CSV in UTF-8."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(columns), lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
