"""Loading a register of enterprises from CSV, against pyoxigraph's bulk loader alone.

The list has six columns: name, credit code, zone, industry, registered capital, date of
establishment.  The peer gets ready quads, and only stores them in the named graph and in the
default graph.  Ours reads the table, resolves names, checks each cell and SHACL, and writes the
union, digests, the name index, the patch and the kept input.  Each runs in a separate process.
Memory is the highest resident size of a process; the names of many new things are written by a
second one.

With ``GAOXIN_MORPH_PYTHON``, a Python that has morph-kgc 2.10, a second peer makes the same quads
with it from the table by an RML mapping; its time is added to that of the bulk loader.  It is given
keys in place of the names of zones and industries, because it cannot resolve names.

Run alone: ``python -m benchmarks.registers ROWS``.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.firms import firm_names
from gaoxin.graph.store.store import Store
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import Settings, read_settings

HEADER = ("企业名称", "统一社会信用代码", "所属园区", "所属行业", "注册资本（万元）", "成立日期")
ZONES = ("合肥高新区", "武汉东湖高新区", "成都高新区", "西安高新区", "杭州高新区", "苏州工业园区")
INDUSTRIES = ("C3825", "软件开发", "集成电路制造", "生物药品制造", "3841", "专用设备制造业")
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_PEER = """
import json, resource, sys, time
import pyoxigraph as ox
store = ox.Store(sys.argv[1])
start = time.perf_counter()
store.bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_QUADS)
named = time.perf_counter() - start
store.bulk_load(
    path=sys.argv[3], format=ox.RdfFormat.N_TRIPLES, to_graph=ox.DefaultGraph()
)
store.flush()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "named": named, "peak_mib": peak}))
"""
_LOAD = """
import json, resource, sys, time
from pathlib import Path
from gaoxin.loaders.load import load_paths
from gaoxin.settings import read_settings
settings = read_settings({"GAOXIN_HOME": sys.argv[1]})
start = time.perf_counter()
load_paths(settings, [Path(path) for path in sys.argv[2:]] or None)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak}))
"""


_PROGRAM = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak_mib": peak}))
"""
_MAPPING = """
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix gx: <https://w3id.org/gaoxin/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<#Firm> rml:logicalSource [ rml:source "{table}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "{base}enterprise/{{code}}" ; rr:class gx:Enterprise ;
    rr:graph <{base}graph/register/list> ] ;
{properties} .
"""
_PROPERTY = "  rr:predicateObjectMap [ rr:predicate {} ; rr:objectMap [ {} ] ]"
_PROPERTIES = (
    ("skos:prefLabel", 'rml:reference "name" ; rr:language "zh"'),
    ("skos:hiddenLabel", 'rml:reference "code" ; rr:language "zh"'),
    ("gx:creditCode", 'rml:reference "code"'),
    ("gx:locatedIn", 'rr:template "{base}{{zone}}" ; rr:termType rr:IRI'),
    ("gx:operatesIn", 'rr:template "{base}{{industry}}" ; rr:termType rr:IRI'),
    ("gx:registeredCapital", 'rml:reference "capital" ; rr:datatype xsd:decimal'),
    ("gx:established", 'rml:reference "established" ; rr:datatype xsd:date'),
)


def credit_code(number: int) -> str:
    """A valid credit code of an invented firm."""
    digits = ""
    for _ in range(8):
        number, digit = divmod(number, len(_LETTERS))
        digits = _LETTERS[digit] + digits
    first = f"91340100{digits}X"
    return first + check_character(first)


def rows(count: int) -> Iterator[tuple[object, ...]]:
    """The rows of a register of ``count`` enterprises."""
    for number, (name, _) in enumerate(firm_names(count)):
        yield (
            name,
            credit_code(number),
            ZONES[number % len(ZONES)],
            INDUSTRIES[number // 7 % len(INDUSTRIES)],
            10 + number * 37 % 5_000,
            f"{2000 + number % 25}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        )


def write_register(path: Path, count: int, changed: int = 0) -> None:
    """Write the register; every n-th row has another capital, ``changed`` rows altogether."""
    step = count // changed if changed else 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for number, row in enumerate(rows(count)):
            if step and number % step == 0:
                row = (*row[:4], 9_999, row[5])
            out.writerow(row)


def measure(count: int = 500_000) -> list[dict[str, Any]]:
    """Rows for the first load, the same file again, one with 1,000 changes, and the peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, first, second = folder / "home", folder / "register.csv", folder / "b"
        second.mkdir()
        write_register(first, count)
        write_register(second / first.name, count, changed=min(1_000, count))
        run(_LOAD, str(home))
        loaded = run(_LOAD, str(home), str(first))
        again = run(_LOAD, str(home), str(first))
        shutil.copyfile(second / first.name, first)
        changed = run(_LOAD, str(home), str(first))
        settings = read_settings({"GAOXIN_HOME": str(home)})
        quads = _write_quads(settings, folder)
        peer = run(_PEER, str(folder / "peer"), str(folder / "named.nq"), str(folder / "all.nt"))
        morph = (
            make_with_morph(settings, folder, count)
            if os.environ.get("GAOXIN_MORPH_PYTHON")
            else None
        )
    found: list[tuple[str, dict[str, float]]] = [("pyoxigraph bulk_load, both graphs", peer)]
    if morph:
        whole = {**morph, "seconds": morph["seconds"] + peer["seconds"]}
        found.append(("morph-kgc, then bulk_load", whole))
    found += [
        ("gaoxin load", loaded),
        ("gaoxin load, unchanged", again),
        ("gaoxin load, 1,000 rows changed", changed),
    ]
    return [
        {
            "what": what,
            "rows": count,
            "quads": quads,
            "seconds": round(figures["seconds"], 2),
            "times_the_peer": round(figures["seconds"] / peer["seconds"], 2),
            "peak_mib": round(figures["peak_mib"]),
        }
        for what, figures in found
    ]


def run(program: str, *arguments: str) -> dict[str, float]:
    """Run a measuring program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _write_quads(settings: Settings, folder: Path) -> int:
    """Write the quads of the register's first load for the peer; return how many there are."""
    count = 0
    added = Store(settings).folder(2) / "added.nq.gz"
    with (
        gzip.open(added, "rb") as lines,
        (folder / "named.nq").open("wb") as named,
        (folder / "all.nt").open("wb") as union,
    ):
        for line in lines:
            named.write(line)
            union.write(line[: line.rindex(b" ", 0, -3)] + b" .\n")
            count += 1
    return count


def make_with_morph(settings: Settings, folder: Path, count: int) -> dict[str, float]:
    """Make the quads of the register with morph-kgc; the peak is that of its largest process."""
    table, base = folder / "keys.csv", settings.base
    zones = {name: f"zone/{number}" for number, name in enumerate(ZONES)}
    industries = {name: f"industry/{number}" for number, name in enumerate(INDUSTRIES)}
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("name", "code", "zone", "industry", "capital", "established"))
        for name, code, zone, industry, capital, day in rows(count):
            keys = zones[str(zone)], industries[str(industry)]
            out.writerow((name, code, *keys, int(str(capital)) * 10_000, day))
    properties = (_PROPERTY.format(p, o.format(base=base)) for p, o in _PROPERTIES)
    mapping = _MAPPING.format(table=table, base=base, properties=" ;\n".join(properties))
    (folder / "mapping.ttl").write_text(mapping, encoding="utf-8")
    (folder / "morph.ini").write_text(
        f"[CONFIGURATION]\noutput_file: {folder / 'morph.nq'}\noutput_format: N-QUADS\n"
        f"number_of_processes: 2\n[Register]\nmappings: {folder / 'mapping.ttl'}\n",
        encoding="utf-8",
    )
    python = os.environ["GAOXIN_MORPH_PYTHON"]
    return run(_PROGRAM, python, "-m", "morph_kgc", str(folder / "morph.ini"))


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000), indent=1))
