"""Queries that are meant to harm: each costs its own request only.

Deep nesting, crashes, memory, endless work, calls of other services, too long answers; and
loads that publish generations meanwhile.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from scripts.data_endpoint import DataHome, serving, workers_of
from tests.fixtures.service import busy_sparql_workers, client_of, counted, killed, until
from tests.queries.canary import BareEngine, Canary, listening
from tests.queries.hostile_queries import CALLED, CROSS, SERVICES, H, bomb

pytestmark = pytest.mark.long

X = "http://x/"


@dataclass
class Endpoint:
    """A client of a service, and the id of the service's process."""

    client: httpx.Client
    process: int

    def ask(self, query: str, **parameters: str) -> httpx.Response:
        return self.client.post("/sparql", data={"query": query}, params=parameters)

    def is_well(self) -> bool:
        reply = self.client.get("/sparql", params={"query": f"ASK {{ <{X}s> ?p ?o }}"})
        return reply.status_code == 200 and reply.json()["boolean"]

    def running(self) -> list[int]:
        """The SPARQL workers that compute."""
        return [i for i, (state, _) in workers_of(self.process).items() if state == "R"]


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Endpoint]:
    """A service on a home, with these settings."""
    with serving(home, settings) as (address, process), client_of(address) as client:
        yield Endpoint(client, process)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the queries of the guard's tests have answers, and a few thousand triples."""
    home = DataHome(tmp_path_factory.mktemp("faults"))
    node = ox.NamedNode
    objects: list[ox.NamedNode | ox.Literal] = [
        node(iri) for iri in (X, X + "#", X + "a.b", "http://127.0.0.1:")
    ]
    objects += [ox.Literal("a"), ox.Literal("\\"), ox.Literal(1), ox.Literal(True)]
    quads = [ox.Quad(node(X + "s"), node(X + "p"), target) for target in objects]
    quads += [ox.Quad(node(f"{X}{n}"), node(X + "n"), ox.Literal(n)) for n in range(3000)]
    home.add(quads)
    return home.home


@pytest.fixture(scope="module")
def endpoint(home: Path) -> Iterator[Endpoint]:
    """A service with ordinary limits."""
    with running(home) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


def reason(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json()["facts"].get("reason", "")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 2_250 + "}" * 2_250,
        "SELECT * { FILTER(" + "(" * 4_700 + "1" + ")" * 4_700 + ") }",
        "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
    ],
)
def test_deep_nesting_is_refused(endpoint: Endpoint, query: str) -> None:
    assert endpoint.is_well()
    before = set(workers_of(endpoint.process))
    assert reason(endpoint.ask(query)) == (400, "nesting")
    assert before <= set(workers_of(endpoint.process)), "a worker died of it"
    assert endpoint.is_well()


def test_crash_of_the_engine_costs_one_request(endpoint: Endpoint) -> None:
    """A long chain overflows the engine's stack although it is not nested."""
    chain = "SELECT * { BIND(" + "+".join(["1"] * 200_000) + " AS ?n) }"
    status, why = reason(endpoint.ask(chain))
    assert status == 503
    assert why in ("crash", "memory")
    assert endpoint.is_well()


def test_memory_bomb_costs_one_request(home: Path) -> None:
    with running(home, GAOXIN_QUERY_SECONDS="120") as endpoint:
        assert reason(endpoint.ask(bomb())) == (503, "memory")
        assert endpoint.is_well()


def test_cross_product_ends_at_its_deadline(home: Path) -> None:
    with (
        running(home, GAOXIN_QUERY_SECONDS="20") as endpoint,
        ThreadPoolExecutor(1) as threads,
    ):
        slow = threads.submit(endpoint.ask, CROSS)
        until(lambda: busy_sparql_workers(endpoint.client) == 1)
        assert endpoint.is_well()
        assert not slow.done(), "the plain request was answered only after the slow one"
        assert reason(slow.result()) == (504, "time")
        assert counted(endpoint.client, killed("sparql", "time")) == 1
        until(lambda: not endpoint.running())  # no worker goes on


@pytest.mark.parametrize("workers", [1, 4])
def test_client_that_goes_away_frees_its_worker(home: Path, workers: int) -> None:
    settings = {"GAOXIN_QUERY_SECONDS": "600", "GAOXIN_SERVICE_SPARQL_WORKERS": str(workers)}
    with running(home, **settings) as endpoint:
        url = endpoint.client.base_url
        asked = f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: {url.host}\r\n\r\n"
        with ExitStack() as clients:
            for _ in range(workers):
                gone = clients.enter_context(socket.create_connection((url.host, url.port or 0)))
                gone.sendall(asked.encode())
            until(lambda: busy_sparql_workers(endpoint.client) == workers)
        assert endpoint.is_well()
        until(lambda: counted(endpoint.client, killed("sparql", "gone")) == workers)
        until(lambda: not endpoint.running())  # no worker goes on for nobody


@pytest.mark.parametrize("query", SERVICES + CALLED)
def test_service_is_refused_in_every_disguise(
    endpoint: Endpoint, canary: Canary, query: str
) -> None:
    before = canary.hits
    assert reason(endpoint.ask(query.replace(H, canary.address))) == (400, "service")
    assert canary.hits == before


def test_the_canary_would_have_heard(canary: Canary) -> None:
    engine = BareEngine(canary)
    assert all(engine.calls(query.replace(H, canary.address)) for query in CALLED)


def test_the_word_in_a_text_is_no_service(endpoint: Endpoint) -> None:
    reply = endpoint.ask('SELECT ("SERVICE <http://x/> {}" AS ?t) {} # SERVICE', format="csv")
    assert reply.text.split("\r\n")[1] == "SERVICE <http://x/> {}"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("LOAD <TARGET>", 403),
        ("LOAD SILENT <TARGET> INTO GRAPH <http://x/g>", 403),
        ("load <file:///etc/passwd>", 403),
        ("PREFIX e: <http://x/> # note\nLOAD <TARGET>", 403),
        ("ASK {} ; LOAD <TARGET>", 400),
        ("SELECT * FROM <TARGET> { ?s ?p ?o }", 200),
        ("SELECT * FROM NAMED <TARGET> { GRAPH ?g { ?s ?p ?o } }", 200),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200),
    ],
)
def test_nothing_is_loaded(endpoint: Endpoint, canary: Canary, query: str, status: int) -> None:
    before = canary.hits
    query = query.replace("TARGET", canary.address)
    for reply in (endpoint.ask(query), endpoint.client.get("/sparql", params={"query": query})):
        assert reply.status_code == status
        if status == 200:
            assert reply.json()["results"]["bindings"] == []
    assert canary.hits == before


def test_graph_of_the_request_is_not_fetched(endpoint: Endpoint, canary: Canary) -> None:
    before = canary.hits
    reply = endpoint.ask("SELECT * { ?s ?p ?o }", **{"default-graph-uri": canary.address})
    assert reply.json()["results"]["bindings"] == []
    assert canary.hits == before


def test_everything_is_cut_and_it_is_said(home: Path) -> None:
    """The pairs of all triples are nine million rows."""
    pairs = "SELECT * { ?s ?p ?o . ?t ?q ?r }"
    with running(home, GAOXIN_QUERY_ROWS="500") as endpoint:
        reply = endpoint.ask(pairs, lang="en")
        assert reply.headers["gaoxin-truncated"] == "rows; rows=500"
        body = reply.json()
        assert len(body["results"]["bindings"]) == 500
        assert body["truncated"]["rows"] == 500
        assert "only the first 500 rows" in body["truncated"]["message"]
        xml = endpoint.ask(pairs, format="xml", lang="en")
        assert "<!-- Truncated: only the first 500 rows" in xml.text
        read = ox.parse_query_results(xml.content, format=ox.QueryResultsFormat.XML)
        assert isinstance(read, ox.QuerySolutions)
        assert len(list(read)) == 500
        csv = endpoint.ask(pairs, format="csv")
        assert len(csv.text.splitlines()) == 501
        assert csv.headers["content-disposition"] == 'inline; filename="first-500-rows.csv"'
        for form, sign in (("turtle", "# "), ("ntriples", "# "), ("rdfxml", "<!-- ")):
            graph = endpoint.ask("CONSTRUCT WHERE { ?s ?p ?o }", format=form, lang="en")
            assert f"{sign}Truncated: only the first 500 rows" in graph.text
            assert graph.headers["gaoxin-truncated"] == "rows; rows=500"
        exact = endpoint.ask("SELECT * { ?s ?p ?o } LIMIT 500")
        assert "gaoxin-truncated" not in exact.headers
        assert "truncated" not in exact.json()


def test_memory_stays_flat(endpoint: Endpoint) -> None:
    def largest() -> int:
        for form in ("json", "xml", "csv", "tsv"):
            assert endpoint.ask("SELECT * { ?s ?p ?o . ?t ?q ?r }", format=form).status_code == 200
        return max(size for _, size in workers_of(endpoint.process).values())

    for _ in range(3):
        first = largest()
    for _ in range(7):
        last = largest()
    assert last - first < 16 << 10, "KiB"


def test_too_much_text_is_cut(endpoint: Endpoint) -> None:
    """Each row has a million characters; all of them together would be 3 GB."""
    query = 'SELECT ?s (REPLACE(STR(?text), "a", ?thousand) AS ?long) { ?s ?p ?o BIND("'
    query += "a" * 1000 + '" AS ?text) BIND(?text AS ?thousand) }'
    reply = endpoint.ask(query, lang="en")
    assert reply.headers["gaoxin-truncated"].startswith("size; rows=")
    assert 0 < len(reply.json()["results"]["bindings"]) < 20
    assert len(reply.content) < 20 << 20
    assert "too much text" in reply.json()["truncated"]["message"]


def test_no_request_is_dropped_while_generations_change(tmp_path: Path) -> None:
    """Loads publish a generation each and remove the oldest, while requests go on."""
    home = DataHome(tmp_path)

    def publish(count: int) -> int:
        s, p = ox.NamedNode(X + "s"), ox.NamedNode(X + "p")
        return home.add(ox.Quad(s, p, ox.Literal(n)) for n in range(count))

    number = publish(1)
    stop = threading.Event()
    with serving(home.home) as (address, _), ThreadPoolExecutor(2) as threads:

        def asking() -> list[tuple[int, str, int]]:
            found: list[tuple[int, str, int]] = []
            with client_of(address) as client:
                while not stop.is_set() or len(found) < 5:
                    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
                    reply = client.post("/sparql", data={"query": query}, params={"format": "csv"})
                    rows = reply.text.split()[1] if reply.status_code == 200 else "0"
                    told = reply.headers["gaoxin-generation"]
                    found.append((reply.status_code, told, int(rows)))
            return found

        asked = [threads.submit(asking) for _ in range(2)]
        try:
            with client_of(address) as client:
                for _ in range(6):
                    number = publish(number + 1)

                    def has_moved(wanted: int = number) -> bool:
                        reply = client.get("/sparql", params={"query": "ASK {}"})
                        return reply.headers["gaoxin-generation"] == str(wanted)

                    shutil.rmtree(home.home / "generations" / f"{number - 1:06}")
                    until(has_moved)
        finally:
            stop.set()  # or the threads, and the test, would never end
        answers = [answer for future in asked for answer in future.result()]
    assert {status for status, _, _ in answers} == {200}
    # Generation n has n triples: an answer is of the generation that it names.
    assert {(told, rows) for _, told, rows in answers} <= {(str(n), n) for n in range(1, 8)}
    assert len({told for _, told, _ in answers}) > 1


def test_generation_that_goes_before_a_worker_opens_it_is_not_missed(tmp_path: Path) -> None:
    """The front still knows the generation that a load has just removed."""
    home = DataHome(tmp_path)
    quad = ox.Quad(ox.NamedNode(X + "s"), ox.NamedNode(X + "p"), ox.Literal(1))
    home.add([quad])
    with running(home.home) as endpoint:

        def has_followed(wanted: int) -> bool:
            return bool(endpoint.client.get("/healthz").json()["generation"] == wanted)

        for _ in range(5):
            gone = home.add([quad])
            until(partial(has_followed, gone))  # the front; no worker has been asked yet
            number = home.add([quad])
            shutil.rmtree(home.home / "generations" / f"{gone:06}")
            reply = endpoint.ask(f"ASK {{ <{X}s> ?p ?o }}")
            assert (reply.status_code, reply.headers["gaoxin-generation"]) == (200, str(number))
