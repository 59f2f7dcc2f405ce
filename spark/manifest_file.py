"""The manifest of a folder of parts, and the change from one run to the next.

A run writes its parts into a folder of its own.  They come into force when the manifest names them,
which is one renaming of a file; a run that is killed before leaves the earlier ones in force.  The
next run removes what no manifest names.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gaoxin.errors import StoreCorrupt
from gaoxin.files import link_or_copy, write_whole
from gaoxin.spark.part_files import PartFile, sum_of_digests

MANIFEST = "manifest.json"
RUN = "run-"
"""How the names of the folders of runs begin."""


@dataclass(slots=True)
class PartsManifest:
    """The parts of one dataset that are in force.

    ``folder`` is the folder of the run, ``graphs`` the named graph of each source.  ``read_as`` is
    the fingerprint of the input, the options and the names of the home; ``generation`` is the
    number of the home's generation, ``None`` if it was empty.  ``origin`` is the path of the input
    or the address of the table.  ``skipped`` counts the rows left out because of problems: the same
    input without leaving them out is refused, so it does not count as unchanged then.
    """

    dataset: str
    kind: str
    folder: str
    digest: str
    quads: int
    records: int
    parts: list[PartFile]
    graphs: dict[str, str]
    read_as: str
    generation: int | None
    base: str
    versions: dict[str, str] = field(default_factory=dict)
    origin: str = ""
    skipped: int = 0

    def write(self, folder: Path) -> None:
        """Put the parts into force."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(folder / MANIFEST, text + "\n")

    @property
    def is_whole(self) -> bool:
        """Whether its parts give its digest."""
        return sum_of_digests(self.parts) == self.digest


def read_manifest(folder: Path) -> PartsManifest | None:
    """The manifest of a folder; ``None`` if there is none.

    Raises:
        StoreCorrupt: it cannot be read.
    """
    path = folder / MANIFEST
    try:
        body = json.loads(path.read_bytes())
        body["parts"] = [PartFile(**part) for part in body["parts"]]
        manifest = PartsManifest(**body)
        if not manifest.is_whole:
            raise ValueError("digest")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as cause:
        raise StoreCorrupt(
            f"清单 {path} 读不懂；请把它移走，再运行一次。",
            f"The manifest {path} cannot be read; move it away and run this again.",
            path=str(path),
        ) from cause
    return manifest


def missing_parts(manifest: PartsManifest, folder: Path) -> list[str]:
    """The files of the parts that are not there with their sizes."""
    place = folder / manifest.folder
    return [part.file for part in manifest.parts if _size(place / part.file) != part.bytes]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def keep_equal_parts(new: PartsManifest, old: PartsManifest | None, folder: Path) -> int:
    """Let parts that the last run wrote, too, be its files, so that nothing is stored twice.

    Returns their number.
    """
    if old is None or old.folder == new.folder:
        return 0
    known = {(part.digest, part.quads, part.bytes): part for part in old.parts}
    kept = 0
    for part in new.parts:
        before = known.get((part.digest, part.quads, part.bytes))
        path = folder / old.folder / before.file if before else None
        if path and path.exists():
            target = folder / new.folder / part.file
            target.unlink(missing_ok=True)
            link_or_copy(path, target)
            kept += 1
    return kept


def remove_other_runs(folder: Path, kept: str | None) -> None:
    """Remove the folders of all runs but the one in force."""
    for place in folder.glob(f"{RUN}*"):
        if place.is_dir() and place.name != kept:
            shutil.rmtree(place, ignore_errors=True)
