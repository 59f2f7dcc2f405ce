"""The manifest of a generation: a JSON file with its counts, datasets, digests and checksums."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gaoxin import __version__
from gaoxin.errors import StoreCorrupt
from gaoxin.files import write_whole
from gaoxin.graph.store.patch import PATCH_FILES
from gaoxin.graph.store.sealing import is_sealed, sealed

MANIFEST_FILES = ("manifest.json", "manifest.copy.json")
NAMES_FILE = "names.sqlite"
CONTENT_FOLDER = "content"

OWN_PREFIX = "gaoxin/"
"""The prefix of the keys of the project's own datasets; keys of users' files never have it."""


def is_of_store(name: str) -> bool:
    """Whether a file of a generation is kept and dropped with the store, by its path in the
    folder: the store itself, and the contents of datasets.
    """
    return name.startswith("store/") or is_content(name)


def is_content(name: str) -> bool:
    """Whether a file of a generation is the content of a dataset (``dataset_content.py``)."""
    return name.startswith(f"{CONTENT_FOLDER}/")


@dataclass(slots=True)
class Dataset:
    """A dataset of a generation.

    ``kind`` is ``statements``, ``reference``, ``rdf`` or ``identity``.  ``input`` is the sha256 of
    its kept input, ``origin`` the path that it was loaded from.  ``graphs`` are the IRIs of its
    named graphs by source key; ``records`` and ``quads`` are counts.  ``skipped`` is the number of
    rows of its files that were left out because of problems: loading the same files again without
    leaving them out is refused, so the dataset does not count as unchanged then.
    ``read_as`` is the fingerprint of what it was read from (``loaders/unchanged_inputs.py``).
    ``ambiguous`` is the number of its names that may mean several things or are of unknown
    indicators, ``None`` in manifests of earlier versions.
    """

    kind: str
    input: str
    origin: str
    records: int
    quads: int
    graphs: dict[str, str]
    skipped: int = 0
    read_as: str = ""
    ambiguous: int | None = None


@dataclass(slots=True)
class Manifest:
    """A generation: its number, parent, time (UTC, ISO 8601), digests, counts and datasets.

    ``files`` has the sha256 of every required file, by its path in the generation's folder;
    ``inputs`` that of the kept input files, by name.  Files that were pruned, or that a repair gave
    up, are not listed.
    """

    number: int
    parent: int | None
    time: str
    cause: str
    digest: str
    mirror_digest: str
    quads: int
    triples: int
    inferred: int
    added: int
    removed: int
    datasets: dict[str, Dataset] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    store_size: int = 0
    files: dict[str, str] | None = None
    inputs: dict[str, str] = field(default_factory=dict)

    def find_dataset(self, text: str) -> str | None:
        """The dataset key that ``text`` means; the prefix of the project's own may be left out."""
        return next((k for k in (text, OWN_PREFIX + text) if k in self.datasets), None)

    @property
    def sources(self) -> list[str]:
        """Keys of all sources that state a fact, sorted."""
        return sorted({s for d in self.datasets.values() for s in d.graphs})

    def graph_sources(self) -> dict[str, str]:
        """Source key by named graph IRI."""
        return {iri: source for d in self.datasets.values() for source, iri in d.graphs.items()}

    def graphs_of_source(self, source: str) -> list[str]:
        """The named graphs of ``source`` in all datasets."""
        return [d.graphs[source] for d in self.datasets.values() if source in d.graphs]

    @property
    def has_sums(self) -> bool:
        """Whether the manifest has checksums of the files; earlier versions wrote none."""
        return self.files is not None

    @property
    def has_store(self) -> bool:
        """Whether the store and the name index are kept, and not only the patch."""
        return self.files is None or any(map(is_of_store, self.files))

    @property
    def has_patch(self) -> bool:
        """Whether the patch against the parent is kept."""
        return self.files is None or PATCH_FILES[0] in self.files

    def write(self, folder: Path) -> None:
        """Write the JSON form into a generation's folder, twice; each carries its checksum."""
        for name in MANIFEST_FILES:
            write_whole(folder / name, self.text())

    def text(self) -> str:
        """The JSON form with its checksum."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        return sealed(text + "\n")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read the JSON form.

        Raises:
            StoreCorrupt: the content is damaged.
            FileNotFoundError: the file is missing.
        """
        content = path.read_bytes()
        try:
            body = json.loads(content)
            body.pop("checksum", None)
            if body.get("files") is not None and not is_sealed(content):
                raise ValueError("checksum")
            body["datasets"] = {k: Dataset(**d) for k, d in body["datasets"].items()}
            return cls(**body)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as cause:
            raise StoreCorrupt(
                f"清单 {path} 已损坏；请运行 gaoxin doctor --repair。",
                f"The manifest {path} is damaged; run gaoxin doctor --repair.",
                path=str(path),
            ) from cause


def current_versions() -> dict[str, str]:
    """The versions on which the content of a generation depends."""
    # Only writers need these.
    from gaoxin.graph.store.digest import MIRROR_VERSION
    from gaoxin.ontology.shacl import ontology_version

    return {"gaoxin": __version__, "ontology": ontology_version(), "mirror": MIRROR_VERSION}
