"""Check a text against the graph, claim by claim."""

from __future__ import annotations

from typing import Any

from gaoxin.answers.claims.claim_texts import claims_in, values_in
from gaoxin.answers.claims.figure_claims import check_figure
from gaoxin.answers.claims.relation_claims import check_relation
from gaoxin.answers.claims.verdicts import CheckedClaim
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import RANK, KnownFact
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.question import read_question
from gaoxin.answers.replies import called, cited, relation_word
from gaoxin.graph.facts.amount_words import amount_words, rank_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.language import in_brackets, say


def check(file: FactFile, text: str) -> list[CheckedClaim]:
    """The claims of a text, each with its verdict.

    What is understood is what :mod:`gaoxin.answers.lexicon` and the readers of numbers and periods
    understand; the rest is unknown.
    """
    checked = []
    for claim in claims_in(text, file):
        question = read_question(claim.whole, file)
        values = values_in(expressions(question.key), question.mentions)
        coverage = Coverage(question, file)
        if values:
            checked.append(check_figure(claim, values[-1], coverage))
        else:
            checked.append(check_relation(claim, coverage))
    return checked


def told(file: FactFile, fact: KnownFact) -> str:
    """A fact in words: 宝鸡高新区 · 重点项目总投资额：388.7 亿元（2025）."""
    subject = called(file, fact.subject)
    what = called(file, fact.object) if fact.object else fact.literal
    status = say("目标", "target") if fact.is_promise else ""
    remarks = in_brackets(
        period_words(fact.time) if fact.time else "", status, remark_words(fact.qualifier)
    )
    if not fact.is_figure:
        title = fact.title and say(f"，{fact.title}", f", {fact.title}")
        return f"{subject} · {relation_word(fact.predicate)}{say('：', ': ')}{what}{title}{remarks}"
    if fact.predicate == RANK:
        value = rank_words(fact.value)
    else:
        value = amount_words(fact.value, fact.comparator, fact.unit)
    return f"{subject} · {what}{say('：', ': ')}{value}{remarks}"


def rows(file: FactFile, claims: list[CheckedClaim]) -> list[dict[str, Any]]:
    """The claims as rows: one for each fact that decides a claim or is near it."""
    found: list[dict[str, Any]] = []
    for number, claim in enumerate(claims, 1):
        row = {"number": number, "claim": claim.written, "verdict": claim.verdict}
        row |= {"reason": claim.reason}
        for fact in claim.facts or (None,):
            if fact is None:
                found.append(row | {"fact": "", "sources": []})
                continue
            found.append(
                row
                | {
                    "fact": told(file, fact),
                    "subject": file.thing(fact.subject).iri,
                    "sources": cited([fact], file),
                }
            )
    return found
