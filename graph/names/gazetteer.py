"""The catalogues (divisions, zones, industries, indicators) as one reader of written forms.

Loading and asking use it alike, after a name was looked up as it is written: it understands the
forms of a name that people write and that no table can list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gaoxin.graph.names.division_forms import DivisionForms, bare_name
from gaoxin.graph.names.industry_forms import GBT, SEI, IndustryForms, parts_of
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.zone_forms import ZoneForms, ZoneReading, is_high_tech, zone_core
from gaoxin.ontology.terms import vocabulary

_UNIT = re.compile(r"(?P<name>.+?)[(\[](?P<unit>[^()\[\]]+)[)\]]")
_MULTIPLE = re.compile(r"^(?:单位:?)?[十百千万亿]*")
_DIVISION = "division/"
_CODE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Reading:
    """The things that a written form can mean, by their keys.

    ``body`` is the body of the zone that the form names (管理委员会), else ``""``.  ``fault`` tells
    why the form means none of them for certain; then ``keys`` are only near:

    - ``area``: it names an area within them (成都高新区西区)
    - ``part``: it names something else of them (成都高新区科技局)
    - ``joined``: it joins several names (光伏、储能)
    - ``disagree``: its code and its name mean different things
    - ``misspelt``: it is almost the name of a national zone, or claims to be one
    - ``code``: it is a code that does not exist (C9999)
    - ``general``: it is a word for all of them (高新区)
    - ``level``: it names a city where a zone is expected (合肥)
    """

    keys: tuple[str, ...] = ()
    body: str = ""
    fault: str = ""


NOTHING = Reading()


class Gazetteer:
    """The catalogued names of one set of data."""

    def __init__(
        self,
        names: Iterable[tuple[str, str, tuple[str, ...]]],
        located: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """``names`` are key, name and classes: the full names of divisions, all names of zones,
        official industries and indicators.  ``located`` has the codes of a zone's divisions.
        """
        self._by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._classes: dict[str, tuple[str, ...]] = {}
        for key, name, classes in names:
            self._by_kind[key.partition("/")[0]].append((key, name))
            self._classes[key] = classes
        self._codes: dict[str, frozenset[str]] = {}
        self._located = located or {}

    @cached_property
    def divisions(self) -> DivisionForms:
        """The divisions."""
        coded = ((key.removeprefix(_DIVISION), name) for key, name in self._by_kind["division"])
        return DivisionForms((code, name) for code, name in coded if _CODE.fullmatch(code))

    @cached_property
    def zones(self) -> ZoneForms:
        """The zones."""
        return ZoneForms(self._by_kind["zone"], self._located, self.divisions)

    @cached_property
    def industries(self) -> IndustryForms:
        """The classes of the official schemes."""
        official = ((k, n) for k, n in self._by_kind["industry"] if k.startswith((GBT, SEI)))
        return IndustryForms((key, match_key(name)) for key, name in official)

    @cached_property
    def _indicators(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key, name in self._by_kind["indicator"]:
            found[match_key(name)].add(key)
        return found

    def _codes_of(self, type_: str) -> frozenset[str]:
        """The codes of the divisions of a class."""
        if type_ not in self._codes:
            is_a = vocabulary().is_a
            found = (
                k for k, names in self._classes.items() if any(is_a(n, [type_]) for n in names)
            )
            self._codes[type_] = frozenset(key.removeprefix(_DIVISION) for key in found)
        return self._codes[type_]

    def has(self, kind: str) -> bool:
        """Whether there is a catalogue of this kind."""
        return bool(self._by_kind.get(kind))

    def read(self, type_: str, form: str) -> Reading:
        """What ``form`` can mean where a thing of class ``type_`` is expected."""
        kind = vocabulary().find_class(type_).kind
        if not form or not self.has(kind if kind != "organization" else "zone"):
            return NOTHING
        text = match_key(form)
        if kind == "zone":
            return self._zone(text)
        if kind == "division":
            return self._division(text, self._codes_of(type_))
        if kind == "organization":
            found = self.zones.read(text)
            return Reading(found.zones, found.body) if found.body else NOTHING
        if kind == "industry":
            return self._industry(text)
        if kind == "indicator":
            return self._indicator(text)
        return NOTHING

    def _zone(self, text: str) -> Reading:
        found = self.zones.read(text)
        if found.zones and not found.is_part:
            return Reading(found.zones, found.body)
        codes = self.divisions.find(text)
        if codes:
            fault = "level" if self._is_bare(text, codes) else ""
            return Reading(tuple(_DIVISION + code for code in codes), fault=fault)
        if found.zones:
            return Reading(found.zones, fault="area" if found.is_area else "part")
        if not is_high_tech(text):
            return NOTHING
        if not zone_core(text):
            return Reading(fault="general")
        return Reading(fault="misspelt" if self.zones.is_misspelt(text) else "")

    def _is_bare(self, text: str, codes: Iterable[str]) -> bool:
        """Whether the text ends with the name of a division without 省, 市, 区 or 县."""
        names = [self.divisions.names[code] for code in codes]
        return not any(map(text.endswith, names)) and any(
            text.endswith(bare_name(name) or name) for name in names
        )

    def _division(self, text: str, wanted: frozenset[str]) -> Reading:
        found = self.zones.read(text) if self.has("zone") else ZoneReading(())
        if found.zones and not found.is_part and is_high_tech(text):
            return Reading(found.zones, found.body)
        if codes := self.divisions.find(text, wanted):
            return Reading(tuple(_DIVISION + code for code in codes))
        if found.zones and not found.is_part:
            return Reading(found.zones, found.body)
        return Reading(found.zones, fault="part") if found.zones else NOTHING

    def _industry(self, text: str) -> Reading:
        found = self.industries.read(text)
        if not found.agrees:
            return Reading(found.keys, fault="disagree")
        if found.keys or found.has_code:
            return Reading(found.keys, fault="" if found.keys else "code")
        parts = parts_of(text)
        if len(parts) > 1:
            near = (key for part in parts for key in self.industries.read(part).keys)
            return Reading(tuple(dict.fromkeys(near)), fault="joined")
        return NOTHING

    def _indicator(self, text: str) -> Reading:
        """An indicator with its unit in brackets: 生产总值(亿元)."""
        found = _UNIT.fullmatch(text)
        scheme = vocabulary().schemes[vocabulary().properties["unit"].values_from]
        unit = _MULTIPLE.sub("", found["unit"]) if found else "-"
        if not found or (unit and unit not in {code.casefold() for code in scheme.codes}):
            return NOTHING
        return Reading(tuple(sorted(self._indicators.get(found["name"], ()))))
