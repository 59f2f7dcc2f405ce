"""Finding names among many: writing the name index, and the candidates of 5,000 written names.

Half of the names are those of firms in the index as another list writes them, half are unknown.

Run alone: `python -m benchmarks.reconciling`.
"""

from __future__ import annotations

import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from benchmarks.enterprises import BASE, GX, SKOS
from benchmarks.firms import firm_names, misspelt
from gaoxin.graph.names.candidates import Candidates
from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.ontology.namespaces import RDF_TYPE_IRI
from gaoxin.settings import read_settings

Rows = list[dict[str, Any]]


def measure(firms: int = 500_000, names: int = 5_000) -> Rows:
    """Seconds of wall time and of the processor; ``found`` of the known names have their firm
    among the five nearest.
    """
    chance = random.Random(7)
    settings = read_settings({})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        rows = [
            _timed(
                f"write the index of {firms:,} firms",
                lambda: update_names(path, ox.Store(), (), Minter(settings), _lines(firms)),
            )
        ]
        index = NameIndex(path, settings)
        known = chance.sample([name for name, _ in firm_names(firms)], names // 2)
        asked = [(name, misspelt(name, chance)) for name in known]
        asked += [("", name) for name, _ in firm_names(names - len(asked), seed=99)]
        candidates = Candidates(index)
        found = 0

        def match() -> None:
            nonlocal found
            for name, written in asked:
                near = candidates.nearest(written, "enterprise", 5)
                found += any(candidate.name == name for candidate in near)

        rows.append(_timed(f"candidates of {names:,} names", match) | {"found": found})
        rows.append(_timed("search 科技", lambda: index.search("科技")))
    return rows


def _lines(firms: int) -> Iterator[bytes]:
    for number, (name, _) in enumerate(firm_names(firms)):
        node = f"<{BASE}enterprise/b{number}>"
        yield f"{node} <{RDF_TYPE_IRI}> <{GX}Enterprise> .\n".encode()
        yield f'{node} <{SKOS}prefLabel> "{name}"@zh .\n'.encode()


def _timed(what: str, work: Any) -> dict[str, Any]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return {
        "what": what,
        "seconds": round(time.perf_counter() - wall, 2),
        "processor_seconds": round(time.process_time() - processor, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1, ensure_ascii=False))
