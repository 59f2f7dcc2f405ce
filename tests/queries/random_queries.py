"""Random SPARQL: terminals that parsers read differently, joined so that ends of tokens shift."""

from __future__ import annotations

import os
import random

SEED = int(os.environ.get("GAOXIN_SEED", "20261126"))
"""Other seeds give other queries."""

NUMBERS = ["1", "5.", ".5", "1.e5", "1e5", "0e0", "1.0e-1", "-1", "+.5", "1.", "1.5"]
STRINGS = ['"z"', "'z'", "''", '""', "'''it's'''", '"""a""b"""', "'\\''", '"\\u0022"', '"\\u005C"']
BROKEN = ["'''a'", '"""a"', "'\\uD800'", "'''\\uD800'''", '"\\U00110000"', '"""', "'''", "'", '"']
TAGS = ["", "@en", "@en--ltr", "@ar--rtl", "@en-service", "@en--SERVICE", "^^e:t", "^^<http://x/t>"]
IRIS = ["<http://x/>", "<http://x/#>", "<http://x/a>", "<x:>", "<x:HIDER>", "<HIDER>"]
NAMES = [
    "e:",
    ":",
    "e:a",
    "e:a.b",
    "e:a.b.c",
    "p:",
    "h:",
    "e:%41",
    "e:a\\'",
    "e:a\\#",
    "x:",
    "e:a.",
    "_:b",
    "_:b.c",
    "e:SERVICE",
    "p:SERVICE",
    "h:SERVICEq:\\#",
    "e:SERVICE\ufffdq:",
    "e:a.SERVICE",
    "e:a.b.SERVICE",
    "SERVICEq:",
    "e:service.x",
    "\ufffdq:",
]
VARIABLES = ["?x", "$x", "?y", "?SERVICE", "?\u00b7"]
COMPARISONS = ["<", "<", "<", "<", "<<", "<=", ">", "=", "!=", "||", "&&", "+", "-", "*", "/"]
MARKS = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "{|",
    "|}",
    "~",
    "^",
    "|",
    "!",
    "?",
    "@",
    "\\",
    ">>",
    ")>>",
    "<<",
    "<<(",
    "<",
    ">",
    "^^",
    "%",
    "$",
    ":",
]
HEADS = ["e:", "p:", "h:", "e:a.", "e:a.b.", "1", "true", "?x", "'a'@en", "e:%41", "_:b", "_:b."]
WORDS = ["a", "true", "false", "FILTER", "BIND", "VALUES", "AS", "UNION", "OPTIONAL", "SERVICE"]
GLUE = ["", "", "", "", "", " ", "\n", "#>\n", "#>\n", "#HIDER\n", "\t", "#>HIDER\n"]
HIDERS = ["#", "'", '"', "'''", '"""', "\\uD800'''"]
KEYWORDS = ["SERVICE", "SERVICE", "service", "SERVICE SILENT", "SERVICESILENT", "\\u0053ERVICE"]
PROLOGUE = (
    "PREFIX e:<http://x/>PREFIX :<http://x/>PREFIX p:<http://127.0.0.1:>PREFIX h:<http://x/#>"
    "PREFIX x:<http://x/>PREFIX q:<TARGET>PREFIX \ufffdq:<TARGET>"
)


class Writer:
    """Generates queries; equal seeds give equal queries."""

    def __init__(self, seed: int, target: str) -> None:
        self._chance = random.Random(seed)
        self._target = target
        self._one = self._chance.choice

    def query(self) -> str:
        """A query: usually a SERVICE after tokens that may hide it, otherwise random tokens."""
        if self._chance.random() < 0.1:
            body = self._glued([self._token() for _ in range(self._chance.randint(1, 12))])
        else:
            pieces = [self._block(), self._one(KEYWORDS), self._where(), "{?s ?p ?o}"]
            if self._chance.random() < 0.2:
                pieces[:2] = ["?s ?p " + self._one(HEADS) + self._one(KEYWORDS)]
                pieces[1] = self._one(["q:\\#", "q:x", "\ufffdq:", pieces[1]])
            body = self._glued(pieces) + self._one(["", "", "#HIDER\n", "HIDER\n"])
        query = PROLOGUE + "SELECT*{" + body + "}"
        if self._chance.random() < 0.1:
            at = self._chance.randrange(len(PROLOGUE), len(query) + 1)
            query = query[:at] + self._token() + query[at + self._chance.randint(0, 2) :]
        # The same hiding text at each place, because one may open and another may close something.
        return query.replace("HIDER", self._one(HIDERS)).replace("TARGET", self._target)

    def _glued(self, pieces: list[str]) -> str:
        often = self._chance.random()  # some queries have almost no spaces
        glue = (self._one(GLUE) if self._chance.random() < often else "" for _ in pieces)
        return "".join(piece + space for piece, space in zip(pieces, glue, strict=True))

    def _where(self) -> str:
        return self._one(["<TARGET>", "<TARGET>", "q:", "\ufffdq:", "?x"])

    def _value(self) -> str:
        kind = self._one([NUMBERS, STRINGS, STRINGS, BROKEN, IRIS, NAMES, VARIABLES, ["true"]])
        return self._one(kind) + (self._one(TAGS) if kind is STRINGS else "")

    def _token(self) -> str:
        kinds = [NUMBERS, STRINGS, BROKEN, TAGS, IRIS, NAMES, VARIABLES, COMPARISONS, MARKS, WORDS]
        return self._one(self._one(kinds))

    def _block(self) -> str:
        """A filter, VALUES, or a triple, to precede a SERVICE."""
        kind = self._chance.random()
        if kind < 0.5:
            tested = [self._value(), self._one(COMPARISONS), self._value()]
            return "BIND(1 AS ?x)FILTER(true||" + self._glued(tested) + self._one(["", ")", ")"])
        if kind < 0.65:
            return "VALUES ?x{" + self._glued([self._value()]) + self._one(["}", "}", ""])
        ends = self._one(["", "", ".", ";", "}UNION{"])
        return "?s ?p" + self._one([" ", "\n", ""]) + self._glued([self._value()]) + ends
