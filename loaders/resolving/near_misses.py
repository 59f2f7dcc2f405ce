"""The catalogued things whose names are nearest to a name that was not recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from gaoxin.graph.names.division_forms import bare_name
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.zone_forms import zone_core
from gaoxin.loaders.resolving.admission import Near

SHOWN = 5
_LEAST = 55.0
# What tells the names of a kind apart, without the words that they share.
_CORES: dict[str, Callable[[str], str]] = {"zone": zone_core, "division": bare_name}


class NearMisses:
    """Finds what is near a name, among the declared names of each kind."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names`` are pairs of key and name of the catalogued things, best names first."""
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._cores: dict[str, list[str]] = defaultdict(list)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._shown: dict[str, str] = {}
        for key, name in names:
            kind = key.partition("/")[0]
            self._keys[kind].append(key)
            self._cores[kind].append(_core(kind, name))
            self._whole[kind].append(match_key(name))
            self._shown.setdefault(key, name)

    def name_of(self, key: str) -> str:
        """The first of the thing's names, or its key."""
        return self._shown.get(key, key)

    def named(self, keys: Sequence[str], zh: str, en: str, score: float) -> tuple[Near, ...]:
        """Candidates that the reading of the name already gave."""
        return tuple(Near(key, self.name_of(key), score, zh, en) for key in keys[:SHOWN])

    def nearest(self, kind: str, name: str) -> tuple[Near, ...]:
        """The nearest things of a kind by the likeness of their names, best first."""
        from rapidfuzz import fuzz, process

        core, key = _core(kind, name), match_key(name)
        lists = [self._cores]
        if core == key:  # a misspelt ending (高信区) is no ending of a zone
            lists.append(self._whole)
        found = (
            item
            for forms in lists
            for item in process.extract(
                core, forms.get(kind, ()), scorer=fuzz.ratio, limit=40, score_cutoff=_LEAST
            )
        )
        best: dict[str, Near] = {}
        for _, score, index in sorted(found, key=lambda item: -item[1]) if core else ():
            thing = self._keys[kind][index]
            if thing not in best:
                zh, en = f"名称相似 {score:.0f}%", f"names alike {score:.0f}%"
                best[thing] = Near(thing, self.name_of(thing), score, zh, en)
        return tuple(list(best.values())[:SHOWN])


def _core(kind: str, name: str) -> str:
    key = match_key(name)
    core = _CORES[kind](key) if kind in _CORES else key
    return core or ("" if kind == "zone" else key)
