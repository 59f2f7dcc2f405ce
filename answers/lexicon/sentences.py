"""A sentence in the form in which phrases are compared, with the way back to what was written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from gaoxin.graph.names.keys import has_han, simplify


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is the sentence in compared form; ``places[i]`` is where its character ``i`` stands
    in the sentence as written.
    """

    text: str
    places: tuple[int, ...]


def read_sentence(written: str) -> Sentence:
    """Bring a sentence into the compared form: NFKC, simplified characters, lower case.

    Blanks between Latin words become one blank; beside Chinese characters they are left out.
    """
    characters: list[str] = []
    places: list[int] = []
    blank = False
    for place, character in enumerate(simplify(written)):
        folded = unicodedata.normalize("NFKC", character).casefold()
        if not folded.strip():
            blank = True
            continue
        if blank and characters and not has_han(characters[-1]) and not has_han(folded[0]):
            characters.append(" ")
            places.append(place - 1)
        blank = False
        characters += folded
        places += [place] * len(folded)
    return Sentence("".join(characters), tuple(places))


def compared(phrase: str) -> str:
    """A phrase in compared form, if it is written in simplified characters with single blanks.

    It does not look characters up one by one, because the lexicon has thousands of phrases.
    """
    return phrase.lower() if phrase.isascii() else unicodedata.normalize("NFKC", phrase).casefold()
