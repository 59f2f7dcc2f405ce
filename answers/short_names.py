"""What a short name, a document number or initials stand for."""

from __future__ import annotations

import re

from gaoxin.answers.replies import Reply, called, thing_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

_WHICH_ONE = re.compile(
    r"(?:说的|指的|到底|其实|究竟)*(?:是|就是|指)(?:哪|什么|啥)[一个家份项条部座]*[^,;?。!的]{2,12}"
    r"(?:的(?:简称|别名|别称|俗称|缩写|文号|代号))?[啊呀呢吗]?[?。!]*"
)
"""What asks only which thing of its class a name stands for."""


def whose_short_name(search: QuestionSearch) -> Reply | None:
    """The thing that a short name, a document number or initials stand for: 光谷是哪个高新区;
    ``None`` if the question asks for anything else.
    """
    question, file = search.question, search.file
    if len(question.mentions) != 1 or len(question.mentions[0].things) != 1:
        return None
    mention, thing = question.mentions[0], question.mentions[0].things[0]
    asked = _WHICH_ONE.fullmatch(question.key, mention.end)
    known = file.thing(thing)
    is_plain = mention.text == match_key(known.zh) or "高新" in mention.text
    if mention.start or not asked or is_plain:
        return None
    classes = {c for p in question.phrases_of("class") for c in p.meanings}
    if known.type == "Policy" and "Document" in classes:
        classes.add("Policy")
    if not vocabulary().is_a(known.type, tuple(classes)):
        return None
    return Reply(True, [thing_row(file, thing)], called(file, thing), nodes=[thing])
