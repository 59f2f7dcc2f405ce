"""The parts of a firm's name: place, brand, line of business, legal form.

合肥华海光电科技有限公司 is 合肥 + 华海 + 光电科技 + 有限公司.  The brand tells firms apart.  The
other parts are shared by thousands and are often left out or written differently.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gaoxin.graph.names.keys import has_han, match_key

_DIVISION = "division/"
_CODE = re.compile(r"[1-9]\d{5}")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LEGAL = re.compile(
    r"(?<=..)(?:"
    r"(?:集团)?(?:股份)?(?:有限责任公司|有限公司)|(?:集团)?股份公司|集团公司|集团|总公司|公司|"
    r"[(（]?(?:有限合伙|普通合伙|特殊普通合伙|个人独资)[)）]?|合伙企业|股份|控股|总厂|"
    r"[,.]?(?:co[.,]*ltd|company|limited|ltd|inc|corporation|corp|llc|gmbh|plc)[.,]*"
    r")$"
)
_BRANCH = re.compile(
    r"(?P<firm>.{2,}(?:公司|集团|银行))(?P<branch>.*(?:分公司|分厂|分行|支行|办事处|分院|分店))"
)
_TRADES = re.compile(
    r"(?<=..)(?:科学技术|技术|科技|高科|信息|生物|医药|制药|药业|医疗|器械|健康|能源|新能源|电源|电力|电气|电器|电子|"
    r"微电子|半导体|集成电路|芯片|光电|光学|激光|材料|新材料|化工|化学|石化|塑料|橡胶|玻璃|陶瓷|纺织|服装|机械|机电|"
    r"装备|设备|制造|重工|精密|精工|模具|工具|自动化|智能|智造|机器人|仪器|仪表|传感|检测|测试|环保|环境|环境科技|"
    r"软件|网络|数据|数字|互联|物联网|通信|通讯|系统|汽车|零部件|部件|车辆|航空|航天|船舶|轨道交通|工业|实业|产业|"
    r"建筑|建设|工程|建材|设计|咨询|服务|管理|投资|贸易|商贸|国际|发展|开发|食品|饮料|农业|种业|物流|供应链|文化|传媒|"
    r"教育|金融|租赁|钢铁|金属|冶金|矿业|电池|动力|储能|锂电|光伏|风电|研究院|研究所)$"
)


@dataclass(frozen=True, slots=True)
class FirmName:
    """The parts of one written name; parts that it does not have are empty.

    ``places`` are the codes of the divisions that the place at its beginning or in brackets can
    mean.  ``branch`` names a branch office (合肥分公司), which is another body than the firm.
    """

    place: str
    places: frozenset[str]
    brand: str
    trade: str
    legal: str
    branch: str


class PlaceNames:
    """The divisions of a graph by their names and short names."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of written form and code (six digits, GB/T 2260)."""
        self._codes: defaultdict[str, set[str]] = defaultdict(set)
        for form, code in names:
            if has_han(form) and len(form) > 1:
                self._codes[match_key(form)].add(code)
        self._longest = max(map(len, self._codes), default=0)

    @classmethod
    def of(cls, base: sqlite3.Connection) -> PlaceNames:
        """The divisions in a name index."""
        query = (
            "SELECT form.match, thing.key FROM thing JOIN form ON form.thing = thing.id "
            "WHERE thing.key >= ? AND thing.key < ?"
        )
        rows = base.execute(query, (_DIVISION, _DIVISION[:-1] + "0"))
        coded = ((form, key.removeprefix(_DIVISION)) for form, key in rows)
        return cls((form, code) for form, code in coded if _CODE.fullmatch(code))

    def within(self, text: str) -> frozenset[str]:
        """The codes of the divisions that the text names anywhere, for a cell such as 安徽省合肥市.

        Of places that contain each other only the smallest count.
        """
        key, start = match_key(text), 0
        found: set[str] = {key} if _CODE.fullmatch(key) else set()
        while start < len(key):
            size, codes = self._at(key, start, shortest=2)
            found |= codes
            start += max(size, 1)
        return frozenset(c for c in found if not any(o != c and contains(c, o) for o in found))

    def beginning(self, key: str) -> tuple[int, frozenset[str]]:
        """How many characters at the beginning of a match key name a place, and its codes.

        The short name of a county (双江) is taken for a brand, unless a larger place precedes it.
        """
        end, found = 0, frozenset[str]()
        while True:
            size, codes = self._at(key, end, shortest=2)
            kept = frozenset(c for c in codes if found or c.endswith("00") or size > 2)
            kept = frozenset(c for c in kept if not found or any(contains(o, c) for o in found))
            if not kept:
                return end, found
            end, found = end + size, kept

    def _at(self, key: str, start: int, shortest: int) -> tuple[int, set[str]]:
        for size in range(min(self._longest, len(key) - start), shortest - 1, -1):
            if codes := self._codes.get(key[start : start + size]):
                return size, codes
        return 0, set()


def contains(outer: str, inner: str) -> bool:
    """Whether the division with code ``outer`` is or contains the one with code ``inner``."""
    return inner.startswith(outer.removesuffix("00").removesuffix("00"))


def parts_of_firm(key: str, places: PlaceNames) -> FirmName:
    """The parts of the name with match key ``key``."""
    in_brackets: list[tuple[str, frozenset[str]]] = []
    notes: list[str] = []
    for inner in _BRACKETS.findall(key):
        size, codes = places.beginning(inner)
        if inner and size == len(inner):
            in_brackets.append((inner, codes))
        elif inner not in ("中国", "集团"):
            notes.append(inner)
    rest = _BRACKETS.sub("", key) or key
    branch = ""
    if found := _BRANCH.fullmatch(rest):  # 国轩高科股份有限公司 + 合肥分公司
        rest, branch = found["firm"], found["branch"]
    legal = ""
    while found := _LEGAL.search(rest):
        rest, legal = rest[: found.start()], found[0] + legal
    size, codes = places.beginning(rest)
    place = rest[:size] if size < len(rest) else ""
    rest = rest[len(place) :]
    if in_brackets and not place:
        place, codes = in_brackets[0]
    trade = ""
    while found := _TRADES.search(rest):
        rest, trade = rest[: found.start()], found[0] + trade
    return FirmName(
        place, codes if place else frozenset(), rest + "".join(notes), trade, legal, branch
    )
