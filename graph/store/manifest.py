"""What a generation says of itself: counts, datasets, digests; a JSON file beside its store."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gaoxin.errors import StoreCorrupt

OWN_PREFIX = "gaoxin/"
"""What the keys of the project's own datasets begin with; the key of a user's file never does."""


@dataclass(slots=True)
class Dataset:
    """One dataset: what one loader call loaded.

    ``kind`` is ``statements``, ``reference``, ``rdf`` or ``identity``; ``input`` the sha256 of its
    kept records; ``origin`` where it came from;
    ``graphs`` the IRIs of its named graphs by source key; ``records`` and ``quads`` counts.
    """

    kind: str
    input: str
    origin: str
    records: int
    quads: int
    graphs: dict[str, str]


@dataclass(slots=True)
class Manifest:
    """A generation: its number, parent, time (UTC, ISO 8601), digests, counts and datasets."""

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

    def find_dataset(self, text: str) -> str | None:
        """The key that ``text`` names; the project's own may be named without their prefix."""
        return next((k for k in (text, OWN_PREFIX + text) if k in self.datasets), None)

    @property
    def sources(self) -> list[str]:
        """Keys of every source that says something, sorted."""
        return sorted({s for d in self.datasets.values() for s in d.graphs})

    def graph_sources(self) -> dict[str, str]:
        """Source key by named graph IRI."""
        return {iri: source for d in self.datasets.values() for source, iri in d.graphs.items()}

    def graphs_of_source(self, source: str) -> list[str]:
        """Named graphs in which ``source`` speaks, over all datasets."""
        return [d.graphs[source] for d in self.datasets.values() if source in d.graphs]

    def write(self, path: Path) -> None:
        """Write the JSON form."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read the JSON form.

        Raises:
            StoreCorrupt: it is not a manifest (a missing file stays a ``FileNotFoundError``).
        """
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            body["datasets"] = {k: Dataset(**d) for k, d in body["datasets"].items()}
            return cls(**body)
        except (ValueError, TypeError, KeyError) as cause:
            raise StoreCorrupt(
                f"清单 {path} 已损坏；请用 gaoxin rollback 回到较早的一代。",
                f"The manifest {path} is damaged; go back to an earlier generation with "
                "gaoxin rollback.",
                path=str(path),
            ) from cause
