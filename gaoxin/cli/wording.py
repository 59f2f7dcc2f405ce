"""How values that are codes are shown to people; JSON and CSV keep the codes."""

from __future__ import annotations

from functools import cache

from gaoxin.language import language, say

_ARROWS = {"out": "→", "in": "←"}
_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "status": {
        "actual": ("现有", "actual"),
        "target": ("目标", "target"),
        "planned": ("计划", "planned"),
        "historical": ("过去", "historical"),
        "ok": ("正常", "ok"),
        "absent": ("没有", "absent"),
        "failed": ("不正常", "failed"),
        "removed": ("已移除", "removed"),
    },
    "match": {
        "one": ("对上", "one"),
        "many": ("有歧义", "several"),
        "none": ("对不上", "none"),
    },
    "from": {"environment": ("环境变量", "environment"), "default": ("默认", "default")},
    "kind": {
        "total": ("总数", "total"),
        "dataset": ("数据集", "dataset"),
        "class": ("类", "class"),
        "relation": ("关系", "relation"),
        "property": ("属性", "property"),
        "statements": ("陈述表", "statements"),
        "reference": ("参考表", "reference"),
        "rdf": ("RDF", "RDF"),
    },
}


def word(column: str, value: str) -> str:
    """What a person reads for ``value`` in ``column``; what is no code stays as it is."""
    if column == "direction":
        return _ARROWS.get(value, value)
    if column in ("class", "type") and language() == "zh":
        return _class_labels().get(value, value)
    pair = _WORDS.get(column, {}).get(value)
    return say(*pair) if pair else value


@cache
def _class_labels() -> dict[str, str]:
    from gaoxin.ontology.terms import vocabulary

    return {name: term.label_zh for name, term in vocabulary().classes.items()}
