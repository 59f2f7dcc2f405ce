"""Names in a text, by a tag for each of its characters."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from gaoxin.extraction.article import Article, TextSpan, occurrences
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.tagging.tags import TYPES, best_tags, names_of
from gaoxin.extraction.weights import read_arrays
from gaoxin.extraction.words import words_of

if TYPE_CHECKING:
    from gaoxin.extraction.encoding.encoder import Vectors
    from gaoxin.extraction.tagging.tags import Matrix


class Tagger:
    """Finds names of the classes :data:`TYPES`, known or not.

    ``matrix`` and ``offsets`` turn a vector of the encoder into scores of tags.
    """

    def __init__(self, matrix: Matrix, offsets: Matrix) -> None:
        self._matrix, self._offsets = matrix, offsets

    def tag(self, article: Article, vectors: Vectors) -> list[EntityMention]:
        """The names in an article, in the order of the text, by the ``vectors`` of its characters.

        A name stands wherever its words stand: an occurrence that was not seen by itself is found
        through the others, and all have the class that fits them best together.  ``score`` is how
        sure the tags of the name are, on average.
        """
        places = first_characters(vectors)
        if not len(places):
            return []
        scores = vectors[places] @ self._matrix + self._offsets
        ends = [*places[1:].tolist(), len(article.text)]
        return mentions_of(article.text, scores, places.tolist(), ends)


def first_characters(vectors: Vectors) -> Any:
    """The places of the first character of each token: the characters of a token have the same
    vector, and spaces have zeros.
    """
    import numpy as np

    if not len(vectors):
        return np.zeros(0, np.int64)
    new = np.ones(len(vectors), bool)
    new[1:] = (vectors[1:] != vectors[:-1]).any(1)
    return np.flatnonzero(new & vectors.any(1))


def mentions_of(
    text: str, scores: Matrix, starts: list[int], ends: list[int]
) -> list[EntityMention]:
    """The names that the ``scores`` of tokens tell.  Token ``i`` is ``text[starts[i]:ends[i]]``,
    with the spaces behind it.
    """
    import numpy as np

    tags = best_tags(scores, _broken(text, starts))
    powers = np.exp(scores - scores.max(1, keepdims=True))
    sure = (powers / powers.sum(1, keepdims=True))[np.arange(len(tags)), tags]
    seen: list[tuple[TextSpan, str, float]] = []
    for first, end, kind in names_of(tags):
        span = _without_marks(text, starts[first], ends[end - 1])
        if span.start + 1 < span.end and "\n" not in span.of(text):
            seen.append((span, TYPES[kind], float(sure[first:end].mean())))
    return _everywhere(text, seen)


_OPENING, _CLOSING = "《（(“‘「【", "》）)”’」】"
_MARKS = frozenset("，。、；：！？,.;:!?·—…- \t\u3000")


def _without_marks(text: str, start: int, end: int) -> TextSpan:
    """The span without marks at its ends, and without brackets that have no partner in it."""
    while start < end:
        if text[start] in _MARKS or text[start] in _CLOSING:
            start += 1
        elif text[end - 1].isspace() or text[end - 1] in _MARKS or text[end - 1] in _OPENING:
            end -= 1
        elif (kind := _OPENING.find(text[start])) >= 0 and text.find(
            _CLOSING[kind], start, end
        ) < 0:
            start += 1
        elif (kind := _CLOSING.find(text[end - 1])) >= 0 and text.find(
            _OPENING[kind], start, end
        ) < 0:
            end -= 1
        else:
            break
    return TextSpan(start, end)


def _broken(text: str, starts: list[int]) -> Matrix:
    """1 for each token that goes on a word of the language, else 0."""
    import numpy as np

    within = np.zeros(len(text), np.float32)
    for word in words_of(text):
        if word.tag:  # without rjieba pieces are longer than words
            within[word.start + 1 : word.end] = 1
    broken: Matrix = within[starts]
    return broken


def _everywhere(text: str, seen: list[tuple[TextSpan, str, float]]) -> list[EntityMention]:
    """The names at all their places, each with one class."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    best: dict[str, float] = defaultdict(float)
    for span, kind, score in seen:
        name = span.of(text)
        votes[name][kind] += score
        best[name] = max(best[name], score)
    kinds = {name: max(votes[name], key=lambda kind: votes[name][kind]) for name in votes}
    taken = bytearray(len(text))
    found = []

    def add(span: TextSpan, score: float) -> None:
        name = span.of(text)
        found.append(EntityMention(span, kinds[name], name, reason="tagged", score=score))
        taken[span.start : span.end] = b"\1" * (span.end - span.start)

    for span, _, score in seen:
        add(span, score)
    for name in sorted((name for name in kinds if len(name) > 1), key=lambda n: (-len(n), n)):
        for span in occurrences(name, text):
            if not any(taken[span.start : span.end]):
                add(span, best[name])
    return sorted(found, key=lambda mention: mention.span)


@cache
def load_tagger() -> Tagger | None:
    """The tagger, ``None`` without its weights or without numpy (the extra ``articles``).

    Raises:
        GaoxinError: the weights are damaged.
    """
    arrays = read_arrays(__package__, "tagger.npz")
    return None if arrays is None else Tagger(arrays["matrix"], arrays["offsets"])
