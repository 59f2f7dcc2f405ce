"""Lines of new datasets go into the store while they are translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.cli.integrity import examine
from gaoxin.errors import NonconformingGraph
from gaoxin.graph.store import lines
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, validate_paths
from gaoxin.settings import Settings, read_settings
from tests.fixtures.rdf import BASE
from tests.fixtures.tables import write_sources, write_statements
from tests.loaders.conftest import Put

FIRMS = [f"厂{n}|Enterprise|operatesIn|光伏|Industry" for n in range(5)]
OTHERS = [f"店{n}|Enterprise|website|https://a.cn/{n}|" for n in range(3)]


def _home(folder: Path, name: str) -> Settings:
    return read_settings({"GAOXIN_HOME": str(folder / name)})


def _state(settings: Settings) -> tuple[str, str, int]:
    generation = Store(settings).read()
    assert {row["status"] for row in examine(settings)} <= {"ok", "absent"}
    manifest = generation.manifest
    assert len(generation.store) == manifest.store_size
    return manifest.digest, manifest.mirror_digest, manifest.store_size


def test_the_result_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead: list[str] = []
    replace = Change.replace

    def watched(self: Change, key: str, *rest: object, is_written_ahead: bool = False) -> None:
        ahead.extend([key] if is_written_ahead else [])
        replace(self, key, *rest, is_written_ahead=is_written_ahead)  # type: ignore[arg-type]

    monkeypatch.setattr(Change, "replace", watched)
    states = []
    for name, limit in (("whole", lines.IN_MEMORY), ("parts", 7)):
        monkeypatch.setattr(lines, "IN_MEMORY", limit)
        settings = _home(tmp_path, name)
        firms = write_statements(tmp_path, "firms.csv", FIRMS[:3])
        load_paths(settings, [write_sources(tmp_path), firms])
        firms = write_statements(tmp_path, "firms.csv", FIRMS[1:])  # some come, one goes
        load_paths(settings, [firms, write_statements(tmp_path, "others.csv", OTHERS)])
        states.append(_state(settings))
    assert states[0] == states[1]
    assert "firms" in ahead  # when it was new
    assert ahead.count("firms") == 1
    assert "others" in ahead


def test_a_refused_dataset_leaves_nothing(
    home: Settings, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "IN_MEMORY", 7)
    before = _state(home)
    labels = 'skos:prefLabel "甲"@zh , "乙"@zh'
    firms = "\n".join(f"<{BASE}enterprise/f{n}> a gx:Enterprise ; {labels} ." for n in range(20))
    with pytest.raises(NonconformingGraph):  # two names in one language
        put(firms=firms)
    validate_paths(home, [write_statements(tmp_path, "good.csv", FIRMS)])
    assert _state(home) == before
    assert Store(home).leftovers() == []
