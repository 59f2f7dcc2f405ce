"""An article's facts in the terminal: one question after the other, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gaoxin.cli.merge_choice import chosen_key
from gaoxin.cli.terminal import put, put_folded
from gaoxin.cli.typed_answers import is_number, not_understood, typed_answer
from gaoxin.errors import GaoxinError
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.extraction.decisions.deciding import Deciding
    from gaoxin.extraction.decisions.decision_log import ArticleDecision
    from gaoxin.extraction.decisions.kept_articles import KeptArticle
    from gaoxin.extraction.decisions.name_questions import ArticleName
    from gaoxin.extraction.decisions.review import Review, ReviewedFact
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings


class ArticleWalk:
    """Asks about the facts of an article that wait, and keeps each decision at once."""

    def __init__(self, settings: Settings, kept: KeptArticle, generation: Generation) -> None:
        self._settings, self._kept, self._generation = settings, kept, generation
        self.decided = 0
        self._look()

    @property
    def review(self) -> Review:
        """The facts as they are now."""
        return self._deciding.review

    def _look(self) -> None:
        from gaoxin.extraction.decisions.deciding import Deciding
        from gaoxin.extraction.decisions.decision_log import read_decisions
        from gaoxin.extraction.decisions.review import Review

        log = read_decisions(self._settings.home, self._kept.key)
        self._deciding: Deciding = Deciding(Review(self._kept.extraction, log), self._generation)

    def run(self) -> None:
        """Ask until nothing waits, the person quits, or the input ends."""
        at: ReviewedFact | None = None
        while at := self.review.next_waiting(at):
            self._show(at)
            while True:
                first, rest = typed_answer()
                if first == "q":
                    return
                if first == "s":
                    break
                back = self._answer(first, rest, at)
                if back is not None:
                    at = back
                    break
            if first == "s" and not self._is_other(at):
                return

    def _is_other(self, fact: ReviewedFact) -> bool:
        """Whether another fact than this one waits."""
        other = self.review.next_waiting(fact)
        return other is not None and other.ident != fact.ident

    def _answer(self, first: str, rest: str, fact: ReviewedFact) -> ReviewedFact | None:
        """Keep the decision; return the fact after which to go on, ``None`` to ask again."""
        try:
            if first == "a":
                self._keep(self._deciding.accept(fact.ident))
            elif first == "x":
                self._keep(self._deciding.reject(fact.ident))
            elif first == "e":
                if not (cells := self._cells(rest)):
                    self._show_cells(fact)
                    return None
                self._keep(self._deciding.correct(fact.ident, cells))
            elif first in ("m", "n"):
                return self._about_name(first, rest, fact)
            elif is_number(first):
                return self._about_name("m", f"{first} {rest}".strip(), fact)
            elif first == "u":
                return self._undo()
            else:
                put_folded(not_understood(first))
                put_folded(_help())
                return None
        except GaoxinError as error:
            put_folded(f"  {error}")
            return None
        return self.review.fact(fact.ident) or fact

    def _keep(self, decision: ArticleDecision) -> None:
        from gaoxin.extraction.decisions.decision_log import record

        record(self._settings.home, self._kept.key, [decision])
        self.decided += 1
        self._look()

    def _undo(self) -> ReviewedFact | None:
        decision = self._deciding.undo()
        told = next((f for f in self.review.facts if f.number == decision.undone), None)
        self._keep(decision)
        place = self.review.fact(told.ident) if told else None
        if place is None:
            put(say("  已撤销。\n", "  Undone.\n"))
            return None
        before = self.review.facts.index(place) - 1  # so that it is the next that is asked about
        return self.review.facts[before]

    def _about_name(self, first: str, rest: str, fact: ReviewedFact) -> ReviewedFact | None:
        from gaoxin.loaders.resolving.admission import Near, Question

        names = self._deciding.names.of_fact(fact)
        open_names = [name for name in names if name.standing != "known"]
        number, _, text = rest.partition(" ")
        if number in ("1", "2") and (text or first == "n") and int(number) <= len(names):
            name, rest = names[int(number) - 1], text.strip()
        else:
            name = (open_names or names)[0]
        if first == "n":
            self._keep(self._deciding.new(name.type, name.name))
        else:
            near = tuple(Near(c.key, c.name, c.score, c.reason, c.reason) for c in name.candidates)
            question = Question(name.type, name.name, "near", near)
            key = chosen_key(self._generation.names, question, rest)
            if key is None:
                return None
            self._keep(self._deciding.merge(name.type, name.name, key))
        again = self.review.fact(fact.ident) or fact
        self._show(again)
        return None

    def _cells(self, text: str) -> dict[str, str]:
        """The cells in ``数值=31 单位=亿元``; a value lasts until the next name."""
        import re

        from gaoxin.extraction.decisions.fact_words import CELL_WORDS

        known = {word: name for name, words in CELL_WORDS.items() for word in (*words, name)}
        words = "|".join(sorted(known, key=len, reverse=True))
        parts = re.split(rf"(?:^|[\s,，;；])({words})\s*[=＝]", text)
        found = zip(parts[1::2], parts[2::2], strict=True)
        return {known[word]: _code(known[word], value.strip()) for word, value in found}

    def _show(self, fact: ReviewedFact) -> None:
        from gaoxin.extraction.decisions.fact_words import sentence

        counts = self.review.counts
        place = self.review.article.paragraph_number(fact.fact.evidence.start)
        sure = f"{fact.confidence * 100:.0f}%"
        head = say(
            f"[已定 {counts['settled']}/{counts['total']}] 第 {place} 段，把握 {sure}",
            f"[{counts['settled']}/{counts['total']} settled] paragraph {place}, {sure} sure",
        )
        put("\n")
        put_folded(head)
        put_folded(f"  {sentence(fact.fact)}")
        put_folded("  " + say("原文：", "Text: ") + marked_sentence(self.review, fact))
        for number, name in enumerate(self._deciding.names.of_fact(fact), 1):
            if name.standing != "known":
                put_folded(f"  {name_note(name, number)}")
                for position, near in enumerate(name.candidates, 1):
                    put_folded(f"    {position}. {near.name} [{near.key}] {near.reason}")
        put_folded(_help())

    def _show_cells(self, fact: ReviewedFact) -> None:
        from gaoxin.extraction.decisions.fact_words import CELL_WORDS

        cells = fact.fact.cells()
        told = "  ".join(
            f"{say(*words)}={_told(name, cells[name])}"
            for name, words in CELL_WORDS.items()
            if cells[name]
        )
        put_folded("  " + told)
        put_folded(say("  写要改的格，如：e 数值=31", "  Write the cells to change: e value=31"))


def marked_sentence(review: Review, fact: ReviewedFact) -> str:
    """The sentence of a fact, its evidence in brackets."""
    text, evidence = review.article.text, fact.fact.evidence
    around = review.article.sentence_at(evidence.start)
    start, end = min(around.start, evidence.start), max(around.end, evidence.end)
    before, after = text[start : evidence.start], text[evidence.end : end]
    return f"{before}【{evidence.of(text)}】{after}".replace("\n", " ").strip()


def name_note(name: ArticleName, number: int) -> str:
    """What is to be said of a name that the graph does not know."""
    from gaoxin.extraction.decisions.fact_words import class_word

    kind = class_word(name.type)
    if name.standing == "choose":
        return say(
            f"({number}) 先说明「{name.name}」是哪一个{kind}。",
            f"({number}) First say which {kind} {name.name!r} is.",
        )
    return say(
        f"({number}) 图谱中没有{kind}「{name.name}」；接受就新建它。",
        f"({number}) The graph has no {kind} {name.name!r}; accepting makes it new.",
    )


def _help() -> str:
    choices = [
        say("a 接受", "a accept"),
        say("e 格=值 改", "e CELL=VALUE correct"),
        say("x 驳回", "x reject"),
        say("m 序号或名称 并入", "m NUMBER or NAME merge"),
        say("n 新名称", "n new name"),
        say("u 撤销", "u undo"),
        say("s 跳过", "s skip"),
        say("q 结束", "q quit"),
    ]
    return "  " + " · ".join(choices)


def _code(column: str, text: str) -> str:
    """What a person wrote in a cell; a word for a class, a relation or a status is its code, and a
    time in words (2025年一季度) the time as it is stored.
    """
    if column == "time":
        from gaoxin.graph.facts.written_periods import periods_in

        whole = (
            p.value for p in periods_in(text, 0, len(text)) if (p.start, p.end) == (0, len(text))
        )
        return next(whole, text)
    if column == "status":
        from gaoxin.graph.wording.code_words import code_of

        return code_of("status", text) or text
    return next((code for code, told in _labels(column) if text in told), text)


def _told(column: str, code: str) -> str:
    """The word for the code of a cell, which :func:`_code` understands; other cells as they are."""
    if column == "status":
        from gaoxin.graph.wording.code_words import word

        return word("status", code)
    return next((say(*told) for known, told in _labels(column) if known == code), code)


def _labels(column: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The classes or relations that a cell may name, with their labels in Chinese and English."""
    from gaoxin.ontology.terms import vocabulary

    terms = vocabulary()
    if column.endswith("_type"):
        for term in terms.classes.values():
            yield term.name, (term.label_zh, term.label_en)
    elif column == "predicate":
        for name, relation in terms.terms_by_predicate.items():
            yield name, (relation.label_zh, relation.label_en)
