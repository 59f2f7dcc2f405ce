"""Find a class or a relation by any of its names: local, Chinese, English, Neo4j's, in any case.

People write what they read in an answer: 拥有产业, "has industry", ``hasIndustry`` or
``HAS_INDUSTRY`` are one relation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from gaoxin.errors import UnknownTerm
from gaoxin.language import say
from gaoxin.ontology.term_records import ClassTerm, PropertyTerm
from gaoxin.ontology.terms import vocabulary

_JOINTS = re.compile(r"[\s_\-·]+")


def name_key(text: str) -> str:
    """The form in which names of terms are compared: without case, width, spaces and hyphens."""
    return _JOINTS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def class_named(text: str) -> ClassTerm:
    """The class with this name, or whose members' keys begin with it (``zone``).

    Raises:
        UnknownTerm: there is none; carries the nearest names.
    """
    found = _classes().get(name_key(text))
    if found is None:
        names = {say(term.label_zh, term.label_en) for term in _classes().values()}
        raise _unknown(text, sorted(names), _classes(), "类", "class")
    return found


def relation_named(text: str, among: Iterable[PropertyTerm]) -> PropertyTerm:
    """The relation of ``among`` with this name.

    Raises:
        UnknownTerm: there is none; carries the nearest names.
    """
    terms = list(among)
    names: dict[str, PropertyTerm] = {}
    for term in terms:
        for name in (term.name, term.relationship, term.label_zh, term.label_en):
            if name:
                names.setdefault(name_key(name), term)
    found = names.get(name_key(text))
    if found is None:
        labels = [say(term.label_zh, term.label_en) for term in terms]
        raise _unknown(text, labels, names, "关系", "relation")
    return found


@cache
def _classes() -> dict[str, ClassTerm]:
    terms = [term for term in vocabulary().classes.values() if not term.nary and term.kind]
    names: dict[str, ClassTerm] = {}
    # Names of the classes first: 政策 is the class before it is a column of the coverage report.
    for term in terms:
        for name in (term.name, term.label_zh, term.label_en, term.label):
            names.setdefault(name_key(name), term)
    for term in terms:
        names.setdefault(name_key(term.kind), term)
    for term in terms:
        if term.covered_as:
            for name in (term.covered_as.key, *term.covered_as.names_zh):
                names.setdefault(name_key(name), term)
    for plain, name in (("高新区", "NationalZone"), ("公司", "Enterprise"), ("人", "Person")):
        names.setdefault(name_key(plain), vocabulary().classes[name])
    return {key: term for key, term in names.items() if key}


def _unknown(
    text: str,
    labels: list[str],
    names: Mapping[str, ClassTerm | PropertyTerm],
    zh: str,
    en: str,
) -> UnknownTerm:
    close = get_close_matches(name_key(text), names, n=3, cutoff=0.5)
    near = list(dict.fromkeys(say(names[key].label_zh, names[key].label_en) for key in close))
    shown = near or labels
    return UnknownTerm(
        f"没有名为「{text}」的{zh}；{'相近的有' if near else '可用的有'}：{'、'.join(shown)}。",
        f"There is no {en} named {text!r}; {'the nearest are' if near else 'there are'}: "
        f"{', '.join(shown)}.",
        term=text,
        nearest=shown,
    )
