"""The service answers from a SPARQL store, follows it, and says when it is away."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from gaoxin.graph.remote.publish_generation import Publishing
from gaoxin.graph.remote.sparql_addresses import addresses_in
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.service import service_process, until
from tests.fixtures.sparql_engines import SparqlEngine

pytestmark = pytest.mark.long
QUERY = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}


def publish(engine: SparqlEngine, settings: Settings) -> int:
    place = addresses_in(engine.settings(settings))
    assert place is not None
    return Publishing(Store(settings), place, lambda *_: None).run().number


def generation_of(answer: httpx.Response) -> int:
    return int(answer.headers["gaoxin-generation"])


def test_service(engine: SparqlEngine, several: Settings, tmp_path: Path) -> None:
    settings = copy_home(several, tmp_path / "copy")
    store = Store(settings)
    newest = store.current()
    assert newest is not None
    store.point_to(newest - 1)
    older = publish(engine, settings)
    environment = engine.environment | {"GAOXIN_QUERY_SECONDS": "300"}
    with service_process(tmp_path / "home", environment=environment) as service:
        found = service.client.get("/search", params={"q": "甲公司", "format": "json"})
        assert found.status_code == 200
        key = found.json()["rows"][0]["key"]
        page = service.client.get(f"/things/{key}", headers={"accept": "text/html"})
        assert "甲公司" in page.text
        table = service.client.get("/sparql", params=QUERY)
        assert generation_of(table) == older
        count = int(table.json()["results"]["bindings"][0]["n"]["value"])
        assert count == store.manifest(older).triples
        refused = service.client.get(
            "/sparql", params={"query": "SELECT * { SERVICE <http://a> {} }"}
        )
        assert refused.status_code == 400
        store.point_to(newest)
        assert publish(engine, settings) == newest
        # Nothing fails before the service has noticed.
        assert service.client.get(f"/things/{key}").status_code == 200
        until(lambda: generation_of(service.client.get("/sparql", params=QUERY)) == newest)
        for path in (f"/things/{key}", "/sparql"):
            pinned = QUERY | {"generation": str(older), "format": "json"}
            answer = service.client.get(path, params=pinned)
            assert answer.status_code == 404, path
        engine.kill()
        for path in (f"/things/{key}", "/sparql"):
            away = service.client.get(path, params=QUERY | {"format": "json"})
            assert away.status_code == 503
            assert str(engine.port) not in away.text
        engine.start()
        assert service.client.get(f"/things/{key}").status_code == 200
