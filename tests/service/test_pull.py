"""Several machines serve copies of a generation: ``gaoxin pull`` from a running service."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gaoxin.cli.diagnosis import diagnose
from gaoxin.errors import BadUsage, ServiceUnavailable, StoreCorrupt
from gaoxin.graph.copies.origin import HttpOrigin
from gaoxin.graph.copies.pull import pull
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.service.token_file import add_token
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home, home_at
from tests.fixtures.service import ServiceProcess, service_process, until


@pytest.fixture(scope="module")
def own(several: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The home of the service that others pull from."""
    return copy_home(several, tmp_path_factory.mktemp("origin"))


@pytest.fixture(scope="module")
def origin(own: Settings) -> Iterator[ServiceProcess]:
    with service_process(own.home) as running:
        yield running


def origin_of(service: ServiceProcess) -> HttpOrigin:
    return HttpOrigin(str(service.client.base_url))


def test_pull_that_ended_before_publishing_is_completed(
    origin: ServiceProcess, tmp_path: Path
) -> None:
    copy = Store(home_at(tmp_path / "copy"))
    number = pull(copy, origin_of(origin)).generation
    copy.point_to(None)  # as it was just before the end
    report = pull(copy, origin_of(origin))
    assert (report.generation, report.is_new, report.bytes) == (number, True, 0)
    assert copy.current() == number
    assert find_damage(copy) == []


def test_second_machine_follows_the_first(
    own: Settings, origin: ServiceProcess, tmp_path: Path
) -> None:
    copy = home_at(tmp_path / "copy")
    with service_process(copy.home) as second:
        assert second.client.get("/healthz").status_code == 503
        report = pull(Store(copy), origin_of(origin))
        assert report.generation == 4
        assert report.shared == 0
        until(lambda: second.client.get("/healthz").status_code == 200)
        query = {"query": "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"}
        answers = [s.client.get("/sparql", params=query).json() for s in (origin, second)]
        assert answers[0]["results"]["bindings"]
        assert answers[0]["results"] == answers[1]["results"]

        Store(own).rollback(2)  # a fifth generation
        until(lambda: origin.client.get("/healthz").json()["generation"] == 5)
        report = pull(Store(copy), origin_of(origin))
        assert (report.generation, report.is_new) == (5, True)
        assert report.shared > 0  # files of the store that were here
        until(lambda: second.client.get("/healthz").json()["generation"] == 5)
        answers = [s.client.get("/sparql", params=query).json() for s in (origin, second)]
        assert answers[0]["results"] == answers[1]["results"]
    assert find_damage(Store(copy)) == []
    absent = [row for row in diagnose(copy) if row["check"].startswith("inputs")]
    assert [row["status"] for row in absent] == ["absent"]
    assert Store(copy).diff(4, 5) == Store(own).diff(4, 5)
    assert not pull(Store(copy), origin_of(origin)).is_new


def test_patches_between_come_too(own: Settings, origin: ServiceProcess, tmp_path: Path) -> None:
    copy = copy_home(own, tmp_path / "copy")
    store = Store(copy)
    newest = store.current() or 0
    for number in store.numbers():
        if number > 2:
            shutil.rmtree(store.folder(number))
    store.point_to(2)
    report = pull(store, origin_of(origin))
    assert report.patches == newest - 3
    assert store.diff(2, newest) == Store(own).diff(2, newest)


def test_pull_goes_on_where_it_was_interrupted(
    origin: ServiceProcess, own: Settings, tmp_path: Path
) -> None:
    class Breaks(HttpOrigin):
        left = 3

        def fetch(self, number: int, name: str, target: Path) -> int:
            if self.left == 0:
                target.write_bytes((Store(own).folder(number) / name).read_bytes()[:10])
                raise ServiceUnavailable("断", "broken")
            self.left -= 1
            return super().fetch(number, name, target)

    copy = home_at(tmp_path / "copy")
    with pytest.raises(ServiceUnavailable):
        pull(Store(copy), Breaks(str(origin.client.base_url)))
    assert Store(copy).current() is None
    report = pull(Store(copy), origin_of(origin))
    listed = Store(own).read().manifest.files or {}
    assert report.files == len(listed) - 3
    sizes = sum((Store(own).folder(report.generation) / name).stat().st_size for name in listed)
    assert report.bytes < sizes
    assert find_damage(Store(copy)) == []


def test_what_was_changed_on_the_way_is_refused(origin: ServiceProcess, tmp_path: Path) -> None:
    class Changes(HttpOrigin):
        def fetch(self, number: int, name: str, target: Path) -> int:
            size = super().fetch(number, name, target)
            data = bytearray(target.read_bytes())
            if data:
                data[-1] ^= 1
            target.write_bytes(data)
            return size

    copy = home_at(tmp_path / "copy")
    with pytest.raises(StoreCorrupt, match="checksum"):
        pull(Store(copy), Changes(str(origin.client.base_url)))
    assert Store(copy).current() is None


def test_home_with_data_of_its_own_is_not_replaced(
    origin: ServiceProcess, shipped_settings: Settings, tmp_path: Path
) -> None:
    other = copy_home(shipped_settings, tmp_path / "other")
    with pytest.raises(BadUsage, match="GAOXIN_HOME"):
        pull(Store(other), origin_of(origin))
    assert Store(other).current() == 1


def test_files_are_given_in_parts_and_only_those_of_the_manifest(origin: ServiceProcess) -> None:
    client = origin.client
    number = client.get("/generations").json()["current"]
    manifest = client.get(f"/generations/{number}/manifest.json").json()
    name = next(name for name in manifest["files"] if name.endswith(".sst"))
    path = f"/generations/{number}/files/{name}"
    whole = client.get(path).content
    assert hashlib.sha256(whole).hexdigest() == manifest["files"][name]
    part = client.get(path, headers={"range": "bytes=10-"})
    assert (part.status_code, part.content) == (206, whole[10:])
    for wrong in (
        "files/manifest.json",
        "files/..%2f..%2f..%2fCURRENT",
        "files/store/../../../../CURRENT",
        "files//etc/passwd",
        "inputs/x.gz",
    ):
        assert client.get(f"/generations/{number}/{wrong}").status_code == 404
    for missing in ("0", "-1", "77", "99999999999999"):
        assert client.get(f"/generations/{missing}/manifest.json").status_code == 404


def test_pull_needs_a_token_where_the_service_has_tokens(own: Settings, tmp_path: Path) -> None:
    guarded = copy_home(own, tmp_path / "guarded")
    token = add_token(guarded.home, "copy", "read")
    copy = home_at(tmp_path / "copy")
    with service_process(guarded.home) as running:
        address = str(running.client.base_url)
        with pytest.raises(ServiceUnavailable, match="401"):
            pull(Store(copy), HttpOrigin(address))
        assert pull(Store(copy), HttpOrigin(address, token)).is_new


def test_origin_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServiceUnavailable, match="goes on where it stopped"):
        pull(Store(home_at(tmp_path)), HttpOrigin("http://127.0.0.1:9"))
    for wrong in ("ftp://x", "graph.example.org", "http://"):
        with pytest.raises(BadUsage):
            HttpOrigin(wrong)


def test_origin_that_is_no_such_service_is_told(tmp_path: Path, service: httpx.Client) -> None:
    with pytest.raises(ServiceUnavailable, match="404"):
        pull(Store(home_at(tmp_path)), HttpOrigin(f"{service.base_url}/nowhere"))
