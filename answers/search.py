"""One question with what the search finds for it, each step done when it is first needed."""

from __future__ import annotations

from functools import cached_property

from gaoxin.answers.chains import CandidateAnswer, FactChain, chains
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer, expect
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.judging import judge
from gaoxin.answers.question import AskedQuestion


class QuestionSearch:
    """A question that was read, and the candidates for its answer."""

    def __init__(self, question: AskedQuestion, file: FactFile) -> None:
        self.question = question
        self.file = file

    @cached_property
    def coverage(self) -> Coverage:
        """What things and facts cover of the question."""
        return Coverage(self.question, self.file)

    @cached_property
    def expected(self) -> ExpectedAnswer:
        """The kind of answer that the question wants."""
        return expect(self.question)

    @cached_property
    def chains(self) -> list[FactChain]:
        """All chains of facts that may answer the question."""
        return chains(self.coverage)

    @cached_property
    def judged(self) -> list[CandidateAnswer]:
        """The candidates for the expected kind of answer, forbidden ones too, best first."""
        return self.judged_as(self.expected)

    @cached_property
    def candidates(self) -> list[CandidateAnswer]:
        """The candidates that are not forbidden, best first."""
        return [c for c in self.judged if not c.why]

    def judged_as(self, expected: ExpectedAnswer) -> list[CandidateAnswer]:
        """The candidates as they would be judged if another kind of answer were expected."""
        return judge(self.chains, self.coverage, expected)
