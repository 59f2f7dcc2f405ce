"""Written forms of high-tech zones and of their administrations.

合肥市高新区, 合肥国家级高新技术产业开发区, 安徽合肥高新区, 合肥高新区望江西路800号 and
合肥高新区管委会 all name the zone or its administration.  A text is read as: places (any part of
province, city and county), the core of a zone's name, and what follows it (nothing, an address, the
word for an administration).  Every zone that the text can mean is returned.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gaoxin.graph.names.division_forms import DivisionForms, bare_name, is_address, level
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.name_parts import contains

ADMINISTRATION, PARTY, BOTH = "管理委员会", "党工委", "党工委、管理委员会"
"""The bodies that run a zone, as their names end after the zone's full name."""

_FAMILY = re.compile(
    r"(?:国家级|国家)?(?:"
    r"农业高新技术产业(?:示范区|开发区)|农业高新区|农高区|"
    r"高新技术产业(?:开发区|园区|示范区|区)|高新技术(?:开发区|园区|区)|高新产业(?:开发区|园区)|"
    r"高新科技(?:开发区|园区)|高新(?:开发区|园区|区)|高技术产业(?:开发区|园区)|高技术开发区|"
    r"新技术产业(?:开发区|园区)|新技术开发区|高科技(?:产业开发区|园区|园)|高新$|高新(?=\W|管委|党工委)"
    r")"
)
_AS_NATIONAL = re.compile(r"^(?:\((?:国家级|国家)\)|国家级|国家(?!高|农|自主))|\((?:国家级|国家)\)")
_SEPARATORS = re.compile(r"[·・\-—–/\\,，、|>;:_.]+")
# Hefei High-Tech Zone, Hefei National Hi-tech Industrial Development Zone, as match keys.
_ENGLISH = re.compile(
    r"(?P<stem>[a-z']+?)(?:national|state-level|national-level)?"
    r"(?:high|hi|highandnew)[\- ]?tech(?:nology)?"
    r"(?:industrial|industry|industries)?(?:development)?(?:zone|area|park|district)(?:\(.*\))?"
)
_JOINT = re.compile(r"[、,;]")
_AREA = re.compile(r"[^()\d路街道号]{0,12}(?:区|园|基地|城|谷|港|片|组团|小镇|中心区)")
_AREA_WITHIN = re.compile(r"内|境内|区内|范围内|辖区|辖区内")
_RUN_BY = re.compile(
    r"(?P<party>(?:中国共产党|中共)?(?:党工委|党工作委员会|工作委员会|工委))?(?:和|及|与)?"
    r"(?P<office>管理委员会|管委会|管委|党政办公室)?(?P<party2>党工委)?"
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """What a text can mean: keys of zones, and the body of a zone that it names.

    ``body`` is one of the constants above, ``""`` for the zone itself.  If ``is_part`` is true, the
    text names something of the zones (成都高新区科技局), and not the zones themselves; ``is_area``
    tells that this is an area within them (成都高新区西区).
    """

    zones: tuple[str, ...]
    body: str = ""
    is_part: bool = False
    is_area: bool = False


NOTHING = ZoneReading(())


def is_high_tech(text: str) -> bool:
    """Whether the name claims to be that of a high-tech zone; ``text`` is a match key."""
    return bool(_FAMILY.search(_plain(text)))


def zone_core(text: str) -> str:
    """The part of a name before the ending of a high-tech zone (合肥), else the whole name.

    ``text`` is a match key.  The core of a general name such as 国家高新区 is ``""``.
    """
    plain = _plain(text)
    core = _core(plain)
    return plain if core is None else core[0]


def _plain(text: str) -> str:
    return _AS_NATIONAL.sub("", _SEPARATORS.sub("", text).removeprefix("中共").removeprefix("中国"))


def _core(text: str) -> tuple[str, str] | None:
    """The part before the ending of a high-tech zone, and the part after it."""
    found = _FAMILY.search(text)
    if not found:
        return None
    return text[: found.start()], text[found.end() :]


def _is_almost_the_ending(text: str) -> bool:
    """Whether the text is a misspelling of 高新区 or of its full form; other kinds of zones, such
    as 新区 and 高教区, are none.
    """
    from rapidfuzz.distance import Levenshtein

    if len(text) <= len("高新区"):
        return bool(re.fullmatch("高[^新教]区|高新[^区园]", text))
    return Levenshtein.distance(text, "高新技术产业开发区", score_cutoff=2) < 3


class ZoneForms:
    """The zones of a catalogue, to be found in texts."""

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        located: Mapping[str, Iterable[str]],
        divisions: DivisionForms,
    ) -> None:
        """``names`` are pairs of key and name; ``located`` has the codes of a zone's divisions.

        Where a zone lies that is not in ``located`` is told by the places in its names.
        """
        self.divisions = divisions
        self._located = {key: tuple(codes) for key, codes in located.items()}
        # Names without the ending: high-tech zones (合肥), and names of another form (中关村).
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._others: dict[str, set[str]] = defaultdict(set)
        # The same without the place in front, which the text must then contain: 火炬 in 厦门火炬.
        self._local_stems: dict[str, set[str]] = defaultdict(set)
        self._local_others: dict[str, set[str]] = defaultdict(set)
        self._english: dict[str, set[str]] = defaultdict(set)
        for key, name in names:
            form = match_key(name)
            if english := _ENGLISH.fullmatch(form):
                self._english[english["stem"]].add(key)
            else:
                self._add(key, _plain(form))
        self._locate_by_name()
        self._longest = max(map(len, (*self._others, *self._local_others)), default=0)

    def _add(self, key: str, name: str) -> None:
        core = _core(name)
        is_family = core is not None and not core[1]
        stem = core[0] if core and is_family else name
        if not stem:
            return
        whole, local = (
            (self._stems, self._local_stems) if is_family else (self._others, self._local_others)
        )
        whole[stem].add(key)
        for chain in self.divisions.chains(stem):
            if rest := stem[chain.end :]:
                local[rest].add(key)

    def is_misspelt(self, text: str) -> bool:
        """Whether a name that is in no zone's form is almost one: it says that the zone is a
        national one, ends with the name of one (浙江南京高新区), differs in one character, or has
        the name of one before an ending that is almost 高新区 (合肥高兴区).
        """
        from rapidfuzz.distance import Levenshtein

        core = zone_core(text)
        known = self._stems.keys()
        return (
            _AS_NATIONAL.search(_SEPARATORS.sub("", text)) is not None
            or "国家" in text
            or any(core[start:] in known for start in range(1, len(core) - 1))
            or (
                len(core) > 2
                and any(Levenshtein.distance(core, k, score_cutoff=1) < 2 for k in known)
            )
            or any(
                text[:end] in known and _is_almost_the_ending(text[end:])
                for end in range(2, len(text) - 2)
            )
        )

    def _locate_by_name(self) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for stem, keys in self._stems.items():
            chains = self.divisions.chains(stem)
            for key in keys - self._located.keys():
                for chain in chains:
                    code = chain.codes[-1]
                    if chain.end == chains[0].end and not chain.is_bare:
                        above = (code[:2] + "0000", code[:4] + "00", code)
                        found[key].update(c for c in above if c in self.divisions.names)
        self._located |= {key: tuple(sorted(codes)) for key, codes in found.items()}

    def read(self, text: str) -> ZoneReading:
        """What ``text``, a match key, can mean."""
        if english := _ENGLISH.fullmatch(text.removeprefix("the")):
            return ZoneReading(tuple(sorted(self._english.get(english["stem"], ()))))
        is_joined = bool(_JOINT.search(text))
        text = _plain(text)
        if not 2 <= len(text) <= _LONGEST:
            return NOTHING
        found: dict[ZoneReading, None] = {}
        for zones, rest in self._beginnings(text):
            if zones and (reading := self._reading(zones, rest)):
                found[reading] = None
        for is_part in (False, True):
            readings = [r for r in found if r.is_part == is_part]
            bodies = {r.body for r in readings}
            if readings:
                zones = frozenset(key for r in readings for key in r.zones)
                body = bodies.pop() if len(bodies) == 1 else ""
                is_area = all(r.is_area for r in readings) and not is_joined
                return ZoneReading(tuple(sorted(zones)), body, is_part, is_area)
        return NOTHING

    def _beginnings(self, text: str) -> Iterator[tuple[frozenset[str], str]]:
        """The zones that a beginning of the text can name, and the rest of the text."""
        chains: list[tuple[tuple[str, ...], int]] = [((), 0)]
        chains += [(chain.codes, chain.end) for chain in self.divisions.chains(text)]
        core = _core(text)
        for codes, end in chains:
            if core and end <= len(core[0]):
                yield frozenset(self._of_family(core[0][end:], codes)), core[1]
            for size in range(min(self._longest, len(text) - end), 1, -1):
                name = text[end : end + size]
                keys = set(self._others.get(name, ()))
                if codes:
                    keys |= self._local_others.get(name, set())
                if keys := {key for key in keys if self._agrees(key, codes)}:
                    yield frozenset(keys), text[end + size :]
                    break

    def _of_family(self, stem: str, codes: tuple[str, ...]) -> set[str]:
        """The high-tech zones that are called ``stem`` and lie in the places ``codes``."""
        if not stem:
            return self._of_place(codes) if codes else set()
        keys: set[str] = set()
        for name in (stem, stem.removesuffix("市")):
            keys |= self._stems.get(name, set()) | self._others.get(name, set())
            if codes:
                keys |= self._local_stems.get(name, set())
        return {key for key in keys if self._agrees(key, codes)}

    def _of_place(self, codes: tuple[str, ...]) -> set[str]:
        """The high-tech zone of a city or county: that which is called after it.

        If no zone has exactly the name of the place, it is the only zone in the place whose name
        begins with that of the place (武汉东湖 for 武汉市高新区).
        """
        last = codes[-1]
        name = bare_name(self.divisions.names[last])
        keys = {
            key
            for key in self._stems.get(name, ())
            if self._agrees(key, codes) and self._is_seat(key, last, name)
        }
        if keys or level(last) == 1:
            return keys
        begins = {
            key for stem, owners in self._stems.items() if stem.startswith(name) for key in owners
        }
        begins = {key for key in begins if last in self._located.get(key, ())}
        return begins if len(begins) == 1 else set()

    def _is_seat(self, key: str, code: str, name: str) -> bool:
        """Whether the zone called ``name`` is called after the division ``code``, and not after
        another one of that name: 吉林高新区 is in 吉林市, so 吉林省高新区 is no name of it.
        """
        names = self.divisions.names
        within = [c for c in self._located.get(key, ()) if bare_name(names.get(c, "")) == name]
        return code in within[-1:] or not within

    def _agrees(self, key: str, codes: tuple[str, ...]) -> bool:
        """Whether the zone can lie in all the places; it can if its place is unknown."""
        located = self._located.get(key)
        if not located:
            return True
        return all(
            any(contains(c, own) for own in located) or contains(located[-1], c) for c in codes
        )

    def _reading(self, zones: frozenset[str], rest: str) -> ZoneReading | None:
        keys = tuple(sorted(zones))
        if not rest or _AREA_WITHIN.fullmatch(rest):
            return ZoneReading(keys)
        if found := _RUN_BY.fullmatch(rest):
            party = found["party"] or found["party2"]
            office = found["office"]
            return ZoneReading(
                keys, BOTH if party and office else PARTY if party else ADMINISTRATION
            )
        if rest.startswith("(") and rest.endswith(")"):
            return self._in_brackets(zones, rest[1:-1])
        if _AREA.fullmatch(rest):
            return ZoneReading(keys, is_part=True, is_area=True)
        return ZoneReading(keys, is_part=not is_address(rest))

    def _in_brackets(self, zones: frozenset[str], inner: str) -> ZoneReading:
        """A place in brackets must agree with that of the zone: 苏州高新区(虎丘区)."""
        within = self.divisions.find(inner)
        agreeing = {z for z in zones if any(self._agrees(z, (code,)) for code in within)}
        if not agreeing:
            called = self._others.get(inner, set()) | self._local_others.get(inner, set())
            agreeing = called.intersection(zones)
        if not agreeing and inner and _core(inner):
            agreeing = set(zones).intersection(self.read(inner).zones)
        is_area = not agreeing and bool(_AREA.fullmatch(inner))
        return ZoneReading(tuple(sorted(agreeing or zones)), "", not agreeing, is_area)
