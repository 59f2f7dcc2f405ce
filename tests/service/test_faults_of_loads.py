"""What goes wrong beside a running service: loads that are refused, killed, locked out or without
room, a mirror that is down, damaged stores and backups.  Plain requests are answered meanwhile.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings
from scripts.data_endpoint import environment_of
from tests.fixtures.homes import copy_home
from tests.fixtures.interrupted_loads import CutOff
from tests.fixtures.service import HTML, PATIENT, running_service, until
from tests.fixtures.tables import write_statements
from tests.graph.test_publishing import run_limited, table_of
from tests.queries.canary import Canary, listening

pytestmark = pytest.mark.long

T = TypeVar("T")
PLAIN = ("/search?q=甲公司", "/zones", "/sparql?query=ASK{?s+?p+?o}")
NOWHERE = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "none"}
HOSTILE = ("' OR 1=1 //", "a`b", "}", "</script><img src=x onerror=alert(1)>")


def run_on(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a home, with a Neo4j that cannot be reached."""
    return subprocess.run(
        [sys.executable, "-m", "gaoxin", "--lang", "en", *words],
        env=environment_of(home) | NOWHERE,
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass
class Desk:
    """A service on a home of its own, and loads beside it."""

    settings: Settings
    client: httpx.Client

    @property
    def digest(self) -> str:
        return Store(self.settings).read().manifest.digest

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command on the same home."""
        return run_on(self.settings.home, *words)

    def while_asked(self, act: Callable[[], T]) -> T:
        """What ``act`` gives; plain requests are answered from begin to end."""
        with ThreadPoolExecutor(1) as threads:
            going = threads.submit(act)
            answered, last_round = 0, False
            while not last_round:
                last_round = going.done()
                for path in PLAIN:
                    answer = self.client.get(path)
                    assert answer.status_code == 200, answer.text
                    answered += not going.done()
            assert answered, "no plain request was answered before the fault was over"
            return going.result()


@pytest.fixture(scope="module")
def desk(several: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = copy_home(several, tmp_path_factory.mktemp("desk") / "home")
    with running_service(settings.home, environment=PATIENT | NOWHERE) as client:
        yield Desk(settings, client)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="http://x/&i;"/></rdf:RDF>'
)
LINE = "subject,subject_type,predicate,object,object_type,source\n"


def refused_files(address: str) -> dict[str, bytes]:
    """Files that must not be loaded, by their names; ``address`` is of a server that listens."""
    row = "丙公司,Enterprise,partnerOf,{},Enterprise,paper-a\n"
    return {
        "bomb.rdf": BOMB.encode(),
        "remote.jsonld": f'{{"@context": "{address}", "@id": "http://x/a", "name": "x"}}'.encode(),
        "control.csv": (LINE + row.format("戊\x0b公司")).encode(),
        "half.csv": (LINE + row.format("戊")).encode() + b"\xed\xa0\x80,\xff\xfe\n",
        "dangling.csv": (
            LINE + row.replace("Enterprise,paper-a", "Dragon,nowhere").format("戊")
        ).encode(),
        "duplicate.csv": (LINE.replace("source", "subject") + row.format("戊")).encode(),
    }


@pytest.mark.parametrize("name", sorted(refused_files("")))
def test_a_file_that_is_refused_changes_nothing(
    desk: Desk, canary: Canary, tmp_path: Path, name: str
) -> None:
    before = desk.digest
    path = tmp_path / name
    path.write_bytes(refused_files(canary.address)[name])
    done = desk.while_asked(lambda: desk.run("load", str(path), "--source", "paper-a"))
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert name in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert desk.digest == before
    assert canary.hits == 0


def test_hostile_names_are_text_everywhere(desk: Desk, tmp_path: Path) -> None:
    rows = [f"{name}|Enterprise|partnerOf|戊公司|Enterprise" for name in HOSTILE]
    table = write_statements(tmp_path, "hostile.csv", rows)
    before = desk.client.get("/healthz").json()["generation"]
    done = desk.while_asked(lambda: desk.run("load", str(table)))
    assert done.returncode == 0, done.stderr
    until(lambda: desk.client.get("/healthz").json()["generation"] > before)
    for name in HOSTILE:
        found = desk.client.get("/search", params={"q": name}).json()["rows"]
        row = next(row for row in found if row["name"] == name)
        shown = desk.client.get(row["link"], headers=HTML)
        assert shown.status_code == 200
        assert "<img src=x" not in shown.text
        asked = desk.client.get(
            "/queries/enterprises/enterprises_in_zone", params={"zone": name, "format": "json"}
        )
        assert asked.status_code in (200, 400, 404), asked.text


def test_a_load_that_is_killed_anywhere_costs_no_request(
    desk: Desk, cut_off: CutOff, tmp_path: Path
) -> None:
    table = table_of(tmp_path, "甲公司", "庚公司")
    for place in (3, 12, 25, 40):
        before = desk.digest
        killed = desk.while_asked(lambda at=place: cut_off.load(desk.settings.home, table, at))  # type: ignore[misc]
        assert killed.exit_status == -9
        assert desk.digest == before or find_damage(Store(desk.settings)) == []
    assert desk.while_asked(lambda: desk.run("load", str(table), "--replace")).returncode == 0
    assert find_damage(Store(desk.settings)) == []
    left = [path.name for path in desk.settings.home.rglob("*") if path.name.endswith(".partial")]
    assert left == []


def test_a_second_writer_is_refused(desk: Desk, tmp_path: Path) -> None:
    table = table_of(tmp_path, "辛公司")
    with Store(desk.settings).write("test"):
        done = desk.while_asked(lambda: desk.run("load", str(table), "--replace"))
    assert done.returncode == 1
    assert "process" in done.stderr


def test_a_load_without_room_leaves_the_old_generation(desk: Desk, tmp_path: Path) -> None:
    before = desk.digest
    table = table_of(tmp_path, "壬公司")
    done = desk.while_asked(lambda: run_limited(desk.settings, table, 1 << 12))
    assert done.returncode == 1, done.stderr
    assert desk.digest == before


def test_a_mirror_that_is_down_costs_no_request(desk: Desk) -> None:
    done = desk.while_asked(lambda: desk.run("mirror"))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    whole, other = tmp_path / "whole.tar", tmp_path / "other"
    assert desk.while_asked(lambda: desk.run("backup", str(whole))).returncode == 0
    bad = tmp_path / "bad.tar"
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 0xFF
    bad.write_bytes(content)
    done = desk.while_asked(lambda: run_on(other, "restore", str(bad)))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (other / "CURRENT").exists()


def test_a_damaged_store_is_found_at_the_start_and_can_be_repaired(
    several: Settings, tmp_path: Path
) -> None:
    settings = copy_home(several, tmp_path / "home")
    number = Store(settings).current()
    folder = settings.home / "generations" / f"{number:06}"
    for path in folder.rglob("*.sst"):
        size = path.stat().st_size
        path.unlink()  # other generations may share it
        path.write_bytes(bytes(size))
    started = run_on(settings.home, "serve", "--port", "0")
    assert started.returncode == 1
    assert f"Generation {number} does not open" in started.stderr
    assert "gaoxin doctor --repair" in started.stderr
    assert "Traceback" not in started.stderr
    assert run_on(settings.home, "doctor", "--repair").returncode == 0
    with running_service(settings.home, environment=PATIENT) as client:
        for path_asked in PLAIN:
            assert client.get(path_asked).status_code == 200
