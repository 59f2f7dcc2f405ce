"""A question as it was read: its characters, the things that it names, its phrases and years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownThing
from gaoxin.answers.lexicon.expressions import SHORT_YEAR, YEAR
from gaoxin.answers.linking import NamedSpan, named_in, places_in_key
from gaoxin.answers.misheard import misheard_words
from gaoxin.answers.phrases import Spoken, mask_of, phrases_in
from gaoxin.graph.names.grams import grams_of
from gaoxin.graph.names.keys import has_han, match_key

_HAN = re.compile(r"[㐀-鿿]")


@dataclass(slots=True)
class AskedQuestion:
    """``key`` is the text as names are compared; all positions count its characters.

    ``unknown`` are words that name a thing which the graph does not have: 火星高新区.
    ``is_of_person`` says whether all that is named are persons.
    """

    text: str
    key: str
    mentions: list[NamedSpan] = field(default_factory=list)
    phrases: list[Spoken] = field(default_factory=list)
    years: list[tuple[str, int]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    is_of_person: bool = False

    @property
    def named_things(self) -> list[int]:
        """What the mentions name, in the order of the text; what is named twice stands twice."""
        return [thing for mention in self.mentions for thing in mention.things]

    def phrases_of(self, kind: str) -> list[Spoken]:
        """The phrases of one kind, in the order of the text."""
        return [phrase for phrase in self.phrases if phrase.kind == kind]

    def asks(self, *meanings: str) -> bool:
        """Whether a question word has one of these meanings."""
        return any(set(meanings) & set(p.meanings) for p in self.phrases if p.kind == "ask")


def read_question(text: str, file: FactFile) -> AskedQuestion:
    """Find the names, phrases and years in a question."""
    key = match_key(text)
    question = AskedQuestion(text, key)
    question.mentions = [_with_related(m, key, file) for m in named_in(text, key, file)]
    question.phrases = [
        phrase
        for phrase in _longest_of_kind(_outside_names(_phrases(text, key), question.mentions))
        if phrase.kind not in _NOT_IN_NAMES or not _is_in_name(phrase, question.mentions, file)
    ]
    if not question.mentions:
        question.mentions = _by_part_of_name(question, file)
    question.phrases += misheard_words(key, _read(question), file)
    question.phrases = [p for p in question.phrases if not _is_cut_from_verb(p, question)]
    question.phrases = _without_parts_of_nouns(_of_kinds(question, file))
    kinds = {file.thing(thing).kind for thing in question.named_things}
    question.is_of_person = kinds == {"person"}
    question.unknown = _unknown_names(question, file)
    question.years = _years(key)
    return question


def _is_cut_from_verb(phrase: Spoken, question: AskedQuestion) -> bool:
    """Whether 为什么 asks for no reason, because 为 belongs to the verb: 认定为什么."""
    return phrase.kind == "refuse" and any(
        p.start < phrase.start < p.end < phrase.end for p in question.phrases_of("relation")
    )


def _read(question: AskedQuestion) -> int:
    """The characters that a name or a phrase covers."""
    mask = 0
    for mention in question.mentions:
        mask |= mention.mask
    for phrase in question.phrases:
        mask |= phrase.mask
    return mask


def _years(key: str) -> list[tuple[str, int]]:
    """The years in a key with their characters: 2024, 24年."""
    found = [(year.group(), mask_of(*year.span())) for year in YEAR.finditer(key)]
    short = SHORT_YEAR.finditer(key)
    return found + [(f"20{year['short']}", mask_of(*year.span())) for year in short]


_NOT_IN_NAMES = frozenset(
    {"class", "relation", "role", "level", "status", "time", "path", "ask", "compare", "scope"}
    | {"superlative", "negation"}
)


def _without_parts_of_nouns(phrases: list[Spoken]) -> list[Spoken]:
    """Without verbs that are only the beginning of a noun: 研究 in 研究院."""
    nouns = [p for p in phrases if p.kind == "class"]
    return [
        phrase
        for phrase in phrases
        if phrase.kind != "relation"
        or len(phrase.text) == 1
        or not any(n.start == phrase.start and phrase.end < n.end for n in nouns)
    ]


_NAMED_KIND = re.compile(
    r"(?:国家级?)?(?:高新技术产业开发区|高新区|经开区|开发区|工业园区|产业园|科技园|有限公司|公司|集团|实验室"
    r"|研究院|研究所|大学|医院|示范区|自贸区)"
)


def _by_part_of_name(question: AskedQuestion, file: FactFile) -> list[NamedSpan]:
    """A word that the name of one firm or body alone has: 五菱 for 上汽通用五菱."""
    key, known = question.key, 0
    for phrase in question.phrases:
        known |= phrase.mask if phrase.kind != "unit" else 0
    for word in _UNREAD.finditer("".join(" " if known >> i & 1 else c for i, c in enumerate(key))):
        pieces = grams_of(word.group())
        lists = [set(things) for _, things, _ in file.grams(pieces).values()]
        if not pieces or len(lists) < len(pieces):
            continue
        things = [t for t in set.intersection(*lists) if _has_part(file.thing(t), word.group())]
        if len(things) == 1:
            return [NamedSpan(*word.span(), word.group(), (things[0],))]
    return []


def _has_part(thing: KnownThing, word: str) -> bool:
    """Whether a word may stand for a thing: 五菱 for a firm, 双九条 for a policy that ends so."""
    forms = map(match_key, thing.forms)
    if thing.kind in _BODIES:
        return any(word in form for form in forms)
    is_long = len(word) >= _SHORTEST_TITLE and thing.kind in _WORKS
    return is_long and any(
        form.endswith(word) or (form.startswith(word) and _KIND_OF_WORK.fullmatch(form, len(word)))
        for form in forms
    )


def _with_related(mention: NamedSpan, key: str, file: FactFile) -> NamedSpan:
    """The mention of an industry; in 机器人相关产业 with those that have it in their names."""
    if not key.startswith(_RELATED, mention.end):
        return mention
    if {file.thing(thing).kind for thing in mention.things} != {"industry"}:
        return mention
    pieces = grams_of(mention.text)
    lists = [set(things) for _, things, _ in file.grams(pieces).values()]
    if not pieces or len(lists) < len(pieces):
        return mention
    related = [
        thing
        for thing in sorted(set.intersection(*lists))
        if file.thing(thing).kind == "industry" and mention.text in match_key(file.thing(thing).zh)
    ]
    return replace(mention, things=tuple(dict.fromkeys((*mention.things, *related))))


_RELATED = ("相关", "有关", "类产业", "领域相关")
_UNREAD = re.compile(r"[㐀-鿿]{2,}")
_BODIES = frozenset({"enterprise", "organization", "platform"})
_WORKS = frozenset({"policy", "product", "project", "document"})
_KIND_OF_WORK = re.compile(
    "模式|机制|工程|行动|行动计划|计划|体系|项目|制度|改革|建设|试点|政策|方案|办法|战略|品牌|合作"
)
"""What people leave out of the name of a policy or project: 拨转股 for 拨转股模式."""
_SHORTEST_TITLE = 3  # characters of a word for the one policy or project that ends so


def _unknown_names(question: AskedQuestion, file: FactFile) -> list[str]:
    """Words before 高新区, 公司, 大学 … that neither the graph nor the lexicon knows."""
    key, known = question.key, _read(question)
    found = [m.text + end for m in question.mentions if (end := _zone_of_none(m, key, file))]
    for kind in _NAMED_KIND.finditer(key):
        if any(m.start <= kind.start() < m.end for m in question.mentions):
            continue
        start = kind.start()
        while start and not known >> (start - 1) & 1 and _HAN.match(key[start - 1]):
            start -= 1
        if kind.start() - start >= 2 and not _is_part_of_name(key[start : kind.end()], file):
            found.append(key[start : kind.end()])
    return found


def _zone_of_none(mention: NamedSpan, key: str, file: FactFile) -> str:
    """The word for zones behind a city or county in which no zone lies: 高新区 in 抚顺高新区."""
    ending = _ZONE_WORD.match(key, mention.end)
    if not ending or any(not _IS_CITY.match(file.thing(t).key) for t in mention.things):
        return ""
    layer = set(mention.things)
    for _ in range(2):
        layer |= file.subjects("locatedIn", layer)
    return "" if any(file.thing(thing).kind == "zone" for thing in layer) else ending.group()


_ZONE_WORD = re.compile("(?:国家级?)?(?:高新技术产业开发区|高新区)")
_IS_CITY = re.compile(r"division/\d\d(?!0000)")


def _of_kinds(question: AskedQuestion, file: FactFile) -> list[Spoken]:
    """The phrases; 干什么的 asks for the post of a person, but for the trade of anything else, and
    an industry lies nowhere: 光伏在哪个高新区 asks who has it.
    """
    kinds = {file.thing(thing).kind for thing in question.named_things}
    phrases = question.phrases
    if kinds == {"industry"}:
        phrases = [
            replace(p, meanings=("hasIndustry",), asks="subject")
            if (p.kind, p.meanings, p.asks) == ("relation", ("locatedIn",), "object")
            else p
            for p in phrases
        ]
    if not kinds or "person" in kinds or question.phrases_of("role"):
        return phrases
    return [
        replace(p, meanings=("which",)) if p.kind == "ask" and p.text in _TRADES else p
        for p in phrases
        if not (p.kind == "relation" and p.text.endswith(_TRADES) and "holdsPosition" in p.meanings)
    ]


_TRADES = ("干什么的", "干嘛的", "做什么的")


def _is_part_of_name(text: str, file: FactFile) -> bool:
    """Whether some name holds all pieces of the text: 海河实验室."""
    pieces = grams_of(text)
    lists = [set(things) for _, things, _ in file.grams(pieces).values()]
    return len(lists) == len(pieces) and bool(set.intersection(*lists))


def _outside_names(phrases: list[Spoken], mentions: list[NamedSpan]) -> list[Spoken]:
    """Without words that borrow characters from a name.

    Words for persons and classes do not end within one (哪些人 in 哪些人工智能企业), and relations
    do not begin within one (产业有哪些 in 光伏产业有哪些高新区).
    """
    return [phrase for phrase in phrases if not any(_borrows(phrase, m) for m in mentions)]


def _borrows(phrase: Spoken, name: NamedSpan) -> bool:
    if phrase.kind == "relation":
        return name.start < phrase.start < name.end < phrase.end
    is_of_persons = phrase.kind == "class" or "who" in phrase.meanings
    return is_of_persons and phrase.start < name.start < phrase.end < name.end


def _is_in_name(phrase: Spoken, mentions: list[NamedSpan], file: FactFile) -> bool:
    """Whether a phrase is only a part of a name.

    The last word of the name of an industry, an award or a platform still says what it is.
    """
    for mention in mentions:
        if phrase.mask & ~mention.mask or phrase.mask == mention.mask:
            continue
        kinds = {file.thing(thing).kind for thing in mention.things}
        is_last = phrase.kind == "class" and phrase.end == mention.end and len(phrase.text) > 1
        if not is_last or kinds & _PROPER:
            return True
    return False


_PROPER = frozenset({"zone", "person", "enterprise", "organization", "division"})


def is_class_word(text: str) -> bool:
    """Whether a text is what people call a class: 国家高新区."""
    return any(p.kind == "class" and p.text == text for p in phrases_in(text))


def _phrases(text: str, key: str) -> list[Spoken]:
    """The phrases of a question, at their places in its key.

    The key has no spaces, but English phrases are whole words: they are found in the text.
    """
    if has_han(key):
        return list(phrases_in(key))
    spaced, places = places_in_key(text)
    if places[-1] != len(key):
        return []
    return [
        replace(phrase, start=places[phrase.start], end=places[phrase.end])
        for phrase in phrases_in(spaced)
    ]


def _longest_of_kind(phrases: list[Spoken]) -> list[Spoken]:
    """Without phrases that are part of a longer one of the same kind."""
    kept: list[Spoken] = []
    for phrase in sorted(phrases, key=lambda p: (p.start - p.end, p.start)):
        inside = (
            k
            for k in kept
            if k.kind == phrase.kind
            and not phrase.mask & ~k.mask
            and (k.kind != "relation" or set(k.meanings) >= set(phrase.meanings))
        )
        if not any(k.mask != phrase.mask for k in inside):
            kept.append(phrase)
    return sorted(kept, key=lambda p: (p.start, p.end))
