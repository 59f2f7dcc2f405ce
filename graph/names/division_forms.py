"""Written forms of administrative divisions: 江苏省南京市鼓楼区, 江苏南京, 延边州, 320106.

A text is read from its beginning as a chain of names, each within the one before it.  Levels may be
left out, and so may 省, 市, 县 and 区.  Whether a division lies in another is told by its code
(GB/T 2260).  Nothing here guesses: every division that the text can mean is returned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_parts import contains

_PEOPLES = (
    "蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|"
    "傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|"
    "仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|乌孜别克族|俄罗斯族|"
    "鄂温克族?|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族?|赫哲族|门巴族|珞巴族|基诺族|各族"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLES})*自治[区州县旗]")
_PLAIN = re.compile(r"(?P<stem>.{2,}?)(?:特别行政区|地区|林区|特区|省|市|盟|县)")
_DISTRICT = re.compile(r"(?P<stem>.{2,}?)(?:新区|矿区|区|旗)")
_CODE = re.compile(r"(?P<code>\d{6})(?:0{3}|0{6})?")
_CODE_AND_NAME = re.compile(
    r"\(?(?P<code>\d{6})\)?(?P<name>\D.*)|(?P<name2>.*\D)\(?(?P<code2>\d{6})\)?"
)
_BRACKETS = re.compile(r"[()]")
_IN_BRACKETS = re.compile(r"(?P<before>[^()]+)\((?P<inner>[^()]+)\)")
# Words between a municipality and its districts in tables of statistics.
_FILLER = re.compile(r"市辖区|自治区直辖县级行政区划|省直辖县级行政区划|直辖县级")
SEPARATORS = re.compile(r"[·・\-—–/\\,，、|>;:_.]+")

_STREET = re.compile(
    r"路|街|大道|道\d|道$|巷|弄|胡同|号|乡|镇|村|社区|大厦|广场|大楼|栋|幢|座|室|楼|层|园|城\d|中心|工业区|屯|组"
)
# The name in front belongs to a street: 中山北路 is not in 中山.
_STREET_NAME = re.compile(r"[东南西北中]?[一二三四五六七八九十]?(?:大道|大街|路|街|巷|桥|弄)")
# A district that the catalogue does not have: 南京市滨湖区.
_UNKNOWN_AREA = re.compile(r"[^路街道号镇乡园]{1,5}?[区县旗市](?!域)")
_LONGEST = 60
_HAN = re.compile("[\u4e00-\u9fff]")


def short_form(name: str) -> str:
    """The short form of a division's name, ``""`` if it has none.

    >>> [short_form(name) for name in ("天津市", "内蒙古自治区", "双江拉祜族佤族布朗族傣族自治县")]
    ['天津', '内蒙古', '双江']
    >>> short_form("和平区")
    ''
    """
    found = _AUTONOMOUS.fullmatch(name) or _PLAIN.fullmatch(name)
    return found["stem"].removesuffix("族") if found and len(found["stem"]) > 1 else ""


def division_class(row: Mapping[str, str]) -> str:
    """The class by which articles speak of a division, a row of ``divisions.csv``: Beijing and a
    county-level city are cities too.

    >>> division_class({"name_zh": "昆山市", "level": "county", "type": "县级市"})
    'City'
    """
    if row["type"] == "直辖市" or row["name_zh"].endswith("市") or row["level"] == "prefecture":
        return "City"
    return "Province" if row["level"] == "province" else "County"


def bare_name(name: str) -> str:
    """The name without its level, for urban districts too; ``""`` if less than two characters stay.

    >>> [bare_name(name) for name in ("天津市", "鼓楼区", "浦东新区", "雨山区")]
    ['天津', '鼓楼', '浦东', '雨山']
    """
    found = _DISTRICT.fullmatch(name)
    return short_form(name) or (found["stem"] if found and len(found["stem"]) > 1 else "")


def level(code: str) -> int:
    """1 for a province, 2 for a city, 3 for a county."""
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def is_address(rest: str) -> bool:
    """Whether ``rest``, which follows the name of a place, is a street address within it."""
    if _STREET_NAME.match(rest) or _UNKNOWN_AREA.match(rest):
        return False
    return bool(_STREET.search(rest))


@dataclass(frozen=True, slots=True)
class Chain:
    """The beginning of a text, read as divisions: their codes, and where the reading ends.

    ``is_bare`` tells that the last name is a district or county without its level (鼓楼);
    ``is_full`` that it has its level (鼓楼区).
    """

    codes: tuple[str, ...]
    end: int
    is_bare: bool
    is_full: bool


class DivisionForms:
    """The divisions of a catalogue, to be found in texts."""

    def __init__(self, divisions: Iterable[tuple[str, str]]) -> None:
        """``divisions`` are pairs of code and full name; ``names`` has the Chinese ones as match
        keys.
        """
        self.names = {code: match_key(name) for code, name in divisions if _HAN.search(name)}
        self._forms: dict[str, dict[str, tuple[bool, bool]]] = defaultdict(dict)
        for code, name in self.names.items():
            short, bare = short_form(name), bare_name(name)
            self._forms[name].setdefault(code, (False, True))
            if short:
                self._forms[short].setdefault(code, (level(code) == 3, False))
            elif bare:
                self._forms[bare].setdefault(code, (True, False))
            if short == "内蒙古":
                self._forms["内蒙"].setdefault(code, (False, False))
            for ending in _other_endings(name, short):
                self._forms[short + ending].setdefault(code, (False, True))
        self._longest = max(map(len, self._forms), default=0)

    def chains(self, text: str) -> list[Chain]:
        """Every way to read the beginning of ``text``, the longest first."""
        found: dict[Chain, None] = {}
        front = [Chain((), 0, False, True)]
        while front:
            chain = front.pop()
            for longer in self._longer(text, chain):
                if longer not in found:
                    found[longer] = None
                    front.append(longer)
        return sorted(found, key=lambda c: (-c.end, c.is_bare, c.codes))

    def _longer(self, text: str, chain: Chain) -> Iterator[Chain]:
        start = chain.end
        if chain.codes and (filler := _FILLER.match(text, start)):
            start = filler.end()
        for size in range(min(self._longest, len(text) - start), 1, -1):
            for code, (is_bare, is_full) in self._forms.get(text[start : start + size], {}).items():
                last = chain.codes[-1] if chain.codes else ""
                if not last or (code != last and contains(last, code)):
                    yield Chain((*chain.codes, code), start + size, is_bare, is_full)
                elif code == last and level(code) == 1:  # 北京市北京市朝阳区
                    yield Chain(chain.codes, start + size, is_bare, is_full)

    def find(self, text: str, wanted: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The codes of the divisions that ``text`` can mean, none if it is not the name, the code
        or an address of one.

        ``text`` is a match key.  Divisions whose code is among ``wanted`` go before others.
        """
        if coded := self._by_code(text):
            return coded
        text = SEPARATORS.sub("", text).removeprefix("中国")
        if found := _IN_BRACKETS.fullmatch(text):  # 鼓楼区(南京)
            return self.find(found["inner"] + found["before"], wanted)
        if not 2 <= len(text) <= _LONGEST:
            return ()
        chains = self.chains(text)
        whole = [chain for chain in chains if chain.end == len(text)]
        if whole:
            return self._best(whole, wanted)
        return self._best(list(self._addressed(text, chains)), wanted)

    @staticmethod
    def _addressed(text: str, chains: list[Chain]) -> Iterator[Chain]:
        """The longest readings that a street address follows."""
        for chain in chains:
            if chain.end < chains[0].end:
                return
            rest = text[chain.end :]
            if (chain.is_full or len(chain.codes) > 1) and is_address(rest):
                yield chain

    @staticmethod
    def _best(chains: list[Chain], wanted: frozenset[str]) -> tuple[str, ...]:
        """The last divisions: those that are wanted, then those written with their level."""
        typed = [c for c in chains if c.codes[-1] in wanted]
        chains = typed or chains
        clear = [c for c in chains if not c.is_bare]
        return tuple(sorted({c.codes[-1] for c in clear or chains}))

    def _by_code(self, text: str) -> tuple[str, ...]:
        """The division of a code, also if its name is written beside it."""
        if found := _CODE.fullmatch(text):
            return (found["code"],) if found["code"] in self.names else ()
        if found := _CODE_AND_NAME.fullmatch(text):
            code = found["code"] or found["code2"]
            name = _BRACKETS.sub("", SEPARATORS.sub("", found["name"] or found["name2"]))
            if code in self.names and code in self.find(name, frozenset({code})):
                return (code,)
        return ()


def _other_endings(name: str, short: str) -> tuple[str, ...]:
    """Endings written after the short form in place of the official ones: 延边州, 广西省."""
    if not short:
        return ()
    if name.endswith("自治区"):
        return ("省", "自治区")
    if name.endswith("自治州"):
        return ("州", "自治州")
    if name.endswith(("自治县", "自治旗")):
        return ("县",) if name.endswith("县") else ("旗",)
    return ()
