"""Loading a register with Spark, against Spark writing the same quads without our checks.

The register is that of the loading benchmark.  Ours is ``gaoxin spark load`` on ``local[2]``: it
recognises the header, reads each cell, resolves the names of zones and industries, checks codes and
SHACL, and gives the quads of ``gaoxin load``.  The peer is a job of Spark that knows the columns
and the keys of all names beforehand and only writes the eight quads of each row, sorted in each
part, as gzip.  With ``GAOXIN_MORPH_PYTHON``, a Python that has morph-kgc 2.10, the same quads are
made with it, too.  Each includes beginning its processes.

Run alone: ``python -m benchmarks.spark ROWS``.  It needs the extra ``spark``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.registers import INDUSTRIES, ZONES, make_with_morph, write_register
from gaoxin.errors import ServiceUnavailable
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.settings import Settings, read_settings
from gaoxin.spark.known_names import known_names
from gaoxin.spark.manifest_file import read_manifest

MASTER = "local[2]"
_GX = "https://w3id.org/gaoxin/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_PEER = """
import json, sys
from pyspark.sql import SparkSession, functions as f
table, keys, output, base, graph, master = sys.argv[1:]
spark = (SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1").getOrCreate())
names = json.loads(open(keys, encoding="utf-8").read())
frame = spark.read.csv(table, header=True)
name, code, zone, industry, capital, day = (f.col(f"`{c}`") for c in frame.columns)
known = f.create_map(*(f.lit(word) for pair in names.items() for word in pair))
node = f.concat(f.lit(f"<{base}enterprise/"), code, f.lit(">"))
amount = f.concat((capital.cast("bigint") * 10000).cast("string"))
properties = json.loads(sys.stdin.read())
values = {
    "type": f.lit(properties["class"]),
    "name": f.concat(f.lit('"'), name, f.lit('"@zh')),
    "label": f.concat(f.lit('"'), code, f.lit('"@zh')),
    "code": f.concat(f.lit('"'), code, f.lit('"')),
    "zone": f.concat(f.lit(f"<{base}"), known[zone], f.lit(">")),
    "industry": f.concat(f.lit(f"<{base}"), known[industry], f.lit(">")),
    "capital": f.concat(f.lit('"'), amount, f.lit('"^^' + properties["decimal"])),
    "day": f.concat(f.lit('"'), day, f.lit('"^^' + properties["date"])),
}
end = f.lit(f" <{graph}> .")
lines = f.array(*(
    f.concat(node, f.lit(" <" + properties[key] + "> "), value, end)
    for key, value in values.items()
))
quads = frame.select(f.explode(lines).alias("value")).sortWithinPartitions("value")
quads.write.mode("overwrite").option("compression", "gzip").text(output)
"""
_PROPERTIES = {
    "class": f"<{_GX}Enterprise>",
    "decimal": f"<{_XSD}decimal>",
    "date": f"<{_XSD}date>",
    "type": _TYPE,
    "name": f"{_SKOS}prefLabel",
    "label": f"{_SKOS}hiddenLabel",
    "code": f"{_GX}creditCode",
    "zone": f"{_GX}locatedIn",
    "industry": f"{_GX}operatesIn",
    "capital": f"{_GX}registeredCapital",
    "day": f"{_GX}established",
}


def measure(count: int = 500_000) -> list[dict[str, Any]]:
    """Rows for ours, the peer, and morph-kgc if there is one.

    Raises:
        ServiceUnavailable: Spark is not installed.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise ServiceUnavailable("没有安装 Spark。", "Spark is not installed.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        load_paths(settings)
        register = folder / "register.csv"
        write_register(register, count)
        found = [("gaoxin spark load", _seconds(lambda: _ours(settings, register)))]
        manifest = read_manifest(settings.home / "spark" / "register")
        assert manifest
        keys = folder / "keys.json"
        keys.write_text(json.dumps(_keys(settings)), encoding="utf-8")
        graph = next(iter(manifest.graphs.values()))
        found.append(
            ("Spark alone", _seconds(lambda: _peer(settings, register, keys, folder, graph)))
        )
        if os.environ.get("GAOXIN_MORPH_PYTHON"):
            morph = make_with_morph(settings, folder, count)
            found.append(("morph-kgc", morph["seconds"]))
    peer = found[1][1]
    return [
        {
            "what": what,
            "rows": count,
            "seconds": round(seconds, 2),
            "rows_per_second": round(count / seconds),
            "times_the_peer": round(seconds / peer, 2),
        }
        for what, seconds in found
    ]


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _ours(settings: Settings, register: Path) -> None:
    command = [sys.executable, "-m", "gaoxin", "spark", "load", str(register), "--master", MASTER]
    environment = {**os.environ, "GAOXIN_HOME": str(settings.home)}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _peer(settings: Settings, register: Path, keys: Path, folder: Path, graph: str) -> None:
    arguments = [register, keys, folder / "peer", settings.base, graph, MASTER]
    subprocess.run(
        [sys.executable, "-c", _PEER, *map(str, arguments)],
        input=json.dumps(_PROPERTIES).encode(),
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _keys(settings: Settings) -> dict[str, str]:
    """The keys of the names in the register, which the peer cannot find."""
    registry = Registry(known_names(settings, "register").profiles())
    named = [("Zone", name) for name in ZONES] + [("Industry", name) for name in INDUSTRIES]
    return {name: registry.resolve(type_, name, "register").key for type_, name in named}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000), indent=1))
