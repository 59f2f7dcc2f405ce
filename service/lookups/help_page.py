"""``/help``: how to read the pages: grades of sources, verdicts on promises."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.audit.targets import VERDICTS
from gaoxin.graph.facts.grades import grade_meaning, grade_word, grades
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say
from gaoxin.service.lookups.lookup_request import LookupRequest


def help_page(asked: LookupRequest) -> dict[str, Any]:
    """``grades``, strongest first, and ``verdicts``, each with its code, word and meaning."""
    return {
        "generation": asked.generation.manifest.number,
        "grades": [
            {"grade": grade, "word": grade_word(grade), "meaning": grade_meaning(grade)}
            for grade in grades()
        ],
        "verdicts": [
            {
                "verdict": verdict,
                "word": word("verdict", verdict),
                "meaning": say(*_VERDICTS[verdict]),
            }
            for verdict in VERDICTS
        ],
    }


_VERDICTS = {
    "reached": (
        "有来源报道的数字达到了承诺。",
        "A figure that a source reports reaches what was promised.",
    ),
    "missed": ("有来源报道的数字没有达到。", "A figure that a source reports falls short of it."),
    "not_due": ("期限还没有到。", "The deadline is still to come."),
    "unreported": (
        "期限已过，没有来源报道结果。",
        "The deadline is over, and no source reports the result.",
    ),
    "unknown": (
        "没有期限，或没有可核对的数值；理由写在下面。",
        "There is no deadline or no number to compare; the reason is given.",
    ),
}
