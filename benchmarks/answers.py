"""How many questions are answered rightly: ``python -m benchmarks.answers [FILE] [-v] [--hide]``.

A file of questions is a CSV with the columns ``question`` (a number), ``answers`` (a JSON list),
``compare`` and ``text``, as queries/questions.csv.  Rows with one number are one question.  An
empty list of answers means that the graph does not know the answer.  ``--hide`` asks each question
once more after hiding the facts that answered it.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gaoxin.graph.names.keys import match_key

QUESTIONS = Path(__file__).resolve().parent.parent / "queries" / "questions.csv"
_MOST_ROWS = 3


@dataclass
class Asked:
    """A question with the answers that are expected; ``count`` if only their number is."""

    number: str
    text: str
    answers: list[Any] = field(default_factory=list)
    any_of: bool = False


def read_questions(path: Path) -> list[Asked]:
    """The questions of a file."""
    found: dict[str, Asked] = {}
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            asked = found.setdefault(row["question"], Asked(row["question"], row["text"]))
            asked.any_of = asked.any_of or row["compare"] == "contains"
            asked.answers += [a for a in json.loads(row["answers"]) if a not in asked.answers]
    for asked in found.values():
        unnamed = [a for a in asked.answers if match_key(str(a)) not in match_key(asked.text)]
        asked.answers = unnamed or asked.answers
    return list(found.values())


def verdict(asked: Asked, reply: Any) -> str:
    """``right``, ``partial``, ``wrong`` or ``declined``."""
    if not reply.ok or not reply.rows:
        return "declined" if asked.answers else "right"
    if not asked.answers:
        return "wrong: unanswerable"
    met = [a for a in asked.answers if any(meets(row, a) for row in reply.rows)]
    if len(met) == len(asked.answers):
        few = asked.any_of or len(reply.rows) <= _MOST_ROWS * len(asked.answers)
        return "right" if few else "partial"
    return "partial" if met else "wrong"


def meets(row: dict[str, Any], wanted: Any) -> bool:
    """Whether a row gives the wanted name or number."""
    given = row["answer"]
    if wanted in ("yes", "no"):
        return bool(row.get("verdict") == wanted)
    try:
        return abs(float(given) - float(wanted)) < 1e-6
    except (TypeError, ValueError):
        names = [str(given), *map(str, row.get("also", ()))]
        key = match_key(str(wanted))
        return any(key == match_key(name) for name in names) or (
            str(given).startswith(str(wanted)) and str(wanted)[:4].isdigit()
        )


def main(arguments: Sequence[str]) -> int:
    """Ask every question of a file and print what came of it."""
    from gaoxin.answers.answering import answer
    from gaoxin.answers.fact_file import open_facts
    from gaoxin.graph.store.store import Store
    from gaoxin.language import choose_language
    from gaoxin.settings import read_settings

    files = [Path(a) for a in arguments if not a.startswith("-")] or [QUESTIONS]
    choose_language("zh")
    facts = open_facts(Store(read_settings()).read())
    for path in files:
        counts: Counter[str] = Counter()
        hidden: Counter[str] = Counter()
        started = time.perf_counter()
        for asked in read_questions(path):
            reply = answer(facts, asked.text)
            found = verdict(asked, reply)
            counts[found] += 1
            if "-v" in arguments and found != "right":
                given = [f"{r['answer']}{r['unit']}" for r in reply.rows][:8]
                print(f"{found:8} {asked.number} {asked.text}\n    wanted {asked.answers[:8]}")
                print(f"    gave {given} · {reply.understood} {reply.reason}")
            if "--hide" in arguments and found in ("right", "partial"):
                facts.hidden = frozenset(reply.used)
                again = answer(facts, asked.text)
                facts.hidden = frozenset()
                after = verdict(asked, again)
                hidden[after] += 1
                if after not in ("declined", "right") and "-v" in arguments:
                    given = [f"{r['answer']}{r['unit']}" for r in again.rows][:8]
                    print(
                        f"HIDDEN   {asked.number} {asked.text}\n    gave {given}", again.understood
                    )
        total = sum(counts.values())
        seconds = (time.perf_counter() - started) / max(total, 1)
        shares = ", ".join(f"{name} {n} ({n / total:.1%})" for name, n in counts.most_common())
        print(f"{path.name}: {total} questions: {shares}; {seconds * 1000:.0f} ms each")
        if hidden:
            print(f"after hiding the facts: {dict(hidden)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
