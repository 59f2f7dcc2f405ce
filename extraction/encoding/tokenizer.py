"""Texts as the encoder reads them: a token for each Chinese character and mark, pieces of words for
Latin letters and digits, and for each character of the text the token that it belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Latin, Greek and Cyrillic letters and digits, full-width ones too, are read as words.  Spaces,
# control characters and marks without a width are read as nothing.
_PIECE = re.compile(
    r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"
    r"|[^\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_LONGEST_WORD = 32
"""Longer words, such as addresses, are read in parts, so that the time stays linear."""

_AS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "…": "."})
"""Marks that the vocabulary lacks, as their nearest ones."""

NO_TOKEN = -1


@dataclass(frozen=True, slots=True)
class Tokens:
    """``ids`` are the tokens of a text; ``of_character[i]`` is the index in ``ids`` of the token
    that character ``i`` belongs to, :data:`NO_TOKEN` for spaces.
    """

    ids: tuple[int, ...]
    of_character: tuple[int, ...]


class Tokenizer:
    """Tokens by a vocabulary of the BERT family, in which ``##`` begins the rest of a word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {word: number for number, word in enumerate(vocabulary)}
        self.unknown = self._ids["[UNK]"]
        self.start, self.end = self._ids["[CLS]"], self._ids["[SEP]"]
        self.mask = self._ids["[MASK]"]

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text; every character but spaces has one."""
        ids: list[int] = []
        owners = [NO_TOKEN] * len(text)
        for match in _PIECE.finditer(text):
            for start in range(match.start(), match.end(), _LONGEST_WORD):
                end = min(start + _LONGEST_WORD, match.end())
                for ident, length in self._pieces(_folded(text[start:end])):
                    owners[start : start + length] = [len(ids)] * length
                    start += length
                    ids.append(ident)
        return Tokens(tuple(ids), tuple(owners))

    def _pieces(self, word: str) -> Iterator[tuple[int, int]]:
        """The longest known pieces from the left, each with its length in characters."""
        place, sign = 0, ""
        while place < len(word):
            for end in range(len(word), place, -1):
                if (ident := self._ids.get(sign + word[place:end])) is not None:
                    break
            else:
                ident, end = self.unknown, place + 1
            yield ident, end - place
            place, sign = end, "##"


def _folded(word: str) -> str:
    """The word in small letters, half width and without accents, as long as before."""
    return "".join(_folded_character(character) for character in word.translate(_AS))


def _folded_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    if "\u4e00" <= character <= "\u9fff" or unicodedata.category(character)[0] in "PS":
        return character  # full-width marks have tokens of their own
    return unicodedata.normalize("NFKD", character.lower())[:1] or character
