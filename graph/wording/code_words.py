"""Words for values that are codes, in both languages; JSON and CSV keep the codes."""

from __future__ import annotations

from functools import cache

from gaoxin.graph.wording.headings import column_names
from gaoxin.language import say

_GRADES = ("grade", "confidence", "reached_grade", "near_grade")
_VALUE_SCHEMES = {"level": "PolicyLevelScheme"}
"""Columns whose values are codes of a scheme of the ontology."""
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
        "mended": ("已修复", "mended"),
        "lost": ("已丢失", "lost"),
    },
    "match": {
        "one": ("对上", "one"),
        "many": ("有歧义", "several"),
        "like": ("待定", "unsure"),
        "none": ("对不上", "none"),
    },
    "from": {"environment": ("环境变量", "environment"), "default": ("默认", "default")},
    "topic": {
        "comparisons": ("对比", "comparisons"),
        "enterprises": ("企业", "enterprises"),
        "figures": ("数字", "figures"),
        "industries": ("产业", "industries"),
        "paths": ("路径", "paths"),
        "people": ("人物", "people"),
        "platforms": ("平台", "platforms"),
        "policies": ("政策", "policies"),
        "sources": ("来源", "sources"),
        "targets": ("目标", "targets"),
        "zones": ("高新区", "zones"),
    },
    "change": {
        "came": ("新增", "came"),
        "went": ("减少", "went"),
        "changed": ("改变", "changed"),
    },
    "verdict": {
        "reached": ("完成", "reached"),
        "missed": ("未完成", "missed"),
        "not_due": ("未到期", "not yet due"),
        "unreported": ("到期未见报道", "due, nothing reported"),
        "agrees": ("相符", "agrees"),
        "contradicts": ("不符", "contradicted"),
        "unknown": ("无法判断", "cannot be judged"),
    },
    "why": {
        "no_date": ("目标没有期限", "the target has no date"),
        "no_number": ("目标没有数值", "the target has no number"),
        "other_unit": ("单位不可比", "units cannot be compared"),
        "open": ("数值不足以判断", "the figures do not decide it"),
        "disagree": ("实际数值互相矛盾", "the figures contradict each other"),
        "estimate": (
            "期满之后才报道的估计值，不是承诺",
            "an estimate that was published after the period, and no promise",
        ),
        "period": ("时期不同", "the periods differ"),
        "no_period": (
            "至少一方的时期未注明",
            "the period of at least one figure is not given",
        ),
        "growth": ("一方是总量，一方是增速", "one is an amount, the other a growth rate"),
        "indicator": ("指标相近而不相同", "the indicators are similar but not the same"),
        "scope": ("来源注明的口径不同，请留意", "sources restrict these figures differently"),
    },
    "shared": {
        "same": ("共有", "shared"),
        "same_class": ("分类相近", "similar class"),
        "one": ("仅此一方", "one side only"),
        "compared": ("可比", "compared"),
        "refused": ("不可比", "not comparable"),
        "alone": ("仅此一方", "one side only"),
    },
    "degree": {
        "contradicts": ("矛盾", "contradicts"),
        "may_agree": ("可能都对", "may both be true"),
    },
    "reading": {
        "read": ("读过", "read"),
        "excerpts": ("只见摘录", "excerpts"),
        "unread": ("无人读过", "unread"),
    },
    "state": {
        "known": ("已知", "known"),
        "none_stated": ("来源明言为无", "a source says none"),
        "not_stated": ("读过，未提及", "read, none mentioned"),
        "unread": ("无人读过", "nobody has read about it"),
    },
    "reason": {
        "same_core": ("去掉公司形式等后相同", "equal without legal forms and similar words"),
        "same_pinyin": ("读音相同", "same pinyin"),
        "contained": ("同一高新区，名称包含", "one name contains the other, same zone"),
        "abbreviation": ("同一高新区，像简称", "possibly an abbreviation, same zone"),
        "alike": ("名称相近", "similar names"),
    },
    "kind": {
        "figure": ("数值", "figure"),
        "attribute": ("属性", "attribute"),
        "post": ("职务", "post"),
        "code_names": ("一码多名", "one code, several names"),
        "name_codes": ("一名多码", "one name, several codes"),
        "alias": ("共用别名", "shared alias"),
        "leading": ("主导产业", "leading industries"),
        "figures": ("数值", "figures"),
        "targets": ("目标", "targets"),
        "target": ("目标", "target"),
        "positioning": ("定位", "positioning"),
        "others": ("其他", "others"),
        "total": ("总数", "total"),
        "dataset": ("数据集", "dataset"),
        "class": ("类", "class"),
        "relation": ("关系", "relation"),
        "property": ("属性", "property"),
        "label": ("标签", "label"),
        "relationship": ("关系", "relationship"),
        "relationship_property": ("关系的属性", "relationship property"),
        "index": ("索引", "index"),
        "constraint": ("约束", "constraint"),
        "statements": ("陈述表", "statements"),
        "list": ("名单", "list"),
        "reference": ("参考表", "reference"),
        "rdf": ("RDF", "RDF"),
        "identity": ("同一与更名", "identity"),
    },
    "check": {
        "home": ("数据文件夹", "home"),
        "store": ("图库", "store"),
        "files": ("文件", "files"),
        "leftovers": ("残留文件", "leftovers"),
        "shapes": ("形状约束", "shapes"),
        "neo4j": ("Neo4j", "Neo4j"),
        "isolation": ("查询隔离", "isolation"),
        "browser": ("浏览器", "browser"),
        "versions": ("版本", "versions"),
        "damaged": ("移出的损坏文件", "damaged"),
    },
}


def word(column: str, value: str) -> str:
    """The word for the code ``value`` of ``column``; any other value is returned unchanged."""
    if column == "direction":
        return _ARROWS.get(value, value)
    if column in _GRADES:
        return _grades(value)
    if column == "section":
        return _section(value)
    if column == "comparator":
        from gaoxin.graph.facts.amount_words import comparator_word

        return comparator_word(value)
    if column == "qualifier":
        from gaoxin.graph.facts.qualifiers import remark_words

        return remark_words(value)
    if column == "predicate":
        from gaoxin.graph.lookup.thing import label_of

        return label_of(value)
    if column in ("class", "type"):
        pair = _class_labels().get(value)
        return say(*pair) if pair else value
    pair = _WORDS.get(column, {}).get(value)
    if pair is None and column == "kind":
        pair = _class_labels().get(value) or column_names().get(value)
    if pair is None and column in ("relation", "match"):
        pair = _property_labels().get(value)
    if pair is None and column in _VALUE_SCHEMES:
        pair = _value_labels(_VALUE_SCHEMES[column]).get(value)
    return say(*pair) if pair else value


def _section(key: str) -> str:
    """The heading of a section of facts."""
    from gaoxin.graph.lookup.sections import sections

    if key == "kinds":
        return say("企业种类", "enterprises by kind")
    return next((section.heading for section in sections() if section.key == key), key)


def code_of(column: str, text: str) -> str | None:
    """The code of ``column`` that ``text`` means, written as a code or in words, in any case."""
    from gaoxin.ontology.term_names import name_key

    for code, words in _WORDS.get(column, {}).items():
        if name_key(text) in map(name_key, (code, *words)):
            return code
    return None


def _grades(value: str) -> str:
    """The words for the grades of several sources, each word once."""
    from gaoxin.graph.facts.grades import grade_word, grades

    letters = value.split("; ")
    if not set(letters) <= set(grades()):
        return value
    return say("、", ", ").join(grade_word(letter) for letter in dict.fromkeys(letters))


@cache
def _property_labels() -> dict[str, tuple[str, str]]:
    """The labels of relations and attributes, by local name, without the prefix of reused ones."""
    from gaoxin.ontology.terms import vocabulary

    return {
        name.rpartition(":")[2]: (term.label_zh, term.label_en)
        for name, term in vocabulary().properties.items()
    }


@cache
def _value_labels(scheme: str) -> dict[str, tuple[str, str]]:
    """The labels of the values of a scheme, by the code in the data."""
    from gaoxin.ontology.terms import vocabulary

    values = vocabulary().schemes[scheme].values
    return {code: (v.label_zh, v.label_en) for v in values for code in v.codes}


@cache
def _class_labels() -> dict[str, tuple[str, str]]:
    from gaoxin.ontology.terms import vocabulary

    return {n: (term.label_zh, term.label_en) for n, term in vocabulary().classes.items()}


def truth_word(value: bool) -> str:
    """A truth value in words."""
    return say("是", "yes") if value else say("否", "no")
