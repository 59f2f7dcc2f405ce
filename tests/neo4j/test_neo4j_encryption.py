"""Encrypted connections to a real server with a self-signed certificate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.errors import MirrorUnavailable
from gaoxin.loaders.load import load_paths
from gaoxin.neo4j import connection
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.encryption import driver_options, is_encrypted
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.neo4j.status import server_status
from gaoxin.settings import Settings
from tests.fixtures.certificates import TLS_OPTIONS, self_made
from tests.fixtures.neo4j import QUICK, running_server
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The home of a server with optional encryption of Bolt."""
    settings = Settings(home=tmp_path_factory.mktemp("secure"))
    layout = Layout.of(settings)
    self_made(layout.home / "certificates" / "bolt")
    layout.own.write_text(QUICK + TLS_OPTIONS, encoding="utf-8")
    with running_server(settings):
        yield settings


@pytest.fixture
def own(secure: Settings, tmp_path: Path) -> Settings:
    """Another home that uses that server without encryption."""
    place = endpoint_in_use(secure)
    return replace(
        secure, home=tmp_path, neo4j_uri=place.uri, neo4j_password=place.password, neo4j_ca=""
    )


def certificate(secure: Settings) -> str:
    return str(Layout.of(secure).home / "certificates" / "bolt" / "public.crt")


def by(settings: Settings, scheme: str, authorities: str = "", host: str = "") -> Settings:
    uri = settings.neo4j_uri.replace("bolt:", f"{scheme}:")
    uri = uri.replace("127.0.0.1", host) if host else uri
    return replace(settings, neo4j_uri=uri, neo4j_ca=authorities)


def refusal(settings: Settings) -> MirrorUnavailable:
    with pytest.raises(MirrorUnavailable) as refused, connection.driver(settings):
        pytest.fail("connected")
    assert refused.value.exit_status == 3
    assert "\n" not in refused.value.en + refused.value.zh
    return refused.value


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_every_way_to_be_encrypted(secure: Settings, own: Settings, scheme: str) -> None:
    ways = [(f"{scheme}+ssc", ""), *((scheme + s, certificate(secure)) for s in ("", "+s", "+ssc"))]
    for way, authorities in ways:
        with connection.driver(by(own, way, authorities)) as driver:
            assert driver.encrypted, way
            assert driver.execute_query("RETURN '高新' AS x").records[0]["x"] == "高新"
    with connection.driver(by(own, scheme)) as driver:
        assert not driver.encrypted


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_certificate_that_is_not_trusted(own: Settings, tmp_path: Path, scheme: str) -> None:
    told = refusal(by(own, f"{scheme}+s"))
    assert "is not trusted by the authorities that this system trusts" in told.en
    assert "NEO4J_CA" in told.en
    assert "NEO4J_CA" in told.zh
    other = str(self_made(tmp_path / "other"))
    assert f"is not trusted by {other}" in refusal(by(own, f"{scheme}+s", other)).en
    assert f"is not trusted by {other}" in refusal(by(own, f"{scheme}+ssc", other)).en


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_certificate_for_another_name(secure: Settings, own: Settings, scheme: str) -> None:
    told = refusal(by(own, f"{scheme}+s", certificate(secure), host="127.1"))
    assert "for another host name" in told.en


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_without_encryption(secure: Settings, own: Settings, scheme: str) -> None:
    http = str(server_status(secure).browser).partition("/browser")[0].rpartition(":")[2]
    plain = replace(own, neo4j_uri=f"{scheme}+s://127.0.0.1:{http}")
    assert "does not answer with encryption" in refusal(plain).en


def test_files_that_hold_no_certificates(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")
    for name, reason in (("missing.pem", "cannot be read"), ("empty.pem", "no certificate")):
        told = refusal(by(own, "neo4j+s", str(tmp_path / name)))
        assert reason in told.en
        assert str(tmp_path / name) in told.zh
    assert "cannot be read" in refusal(by(own, "neo4j+s", str(tmp_path))).en


def test_options_of_ones_own_reached_the_server(secure: Settings) -> None:
    with connection.driver(secure) as driver:
        records = driver.execute_query("SHOW SETTINGS 'server.bolt.tls_level'").records
    assert [record["value"] for record in records] == ["OPTIONAL"]


def test_the_mirror_by_an_encrypted_route(secure: Settings, own: Settings, tmp_path: Path) -> None:
    rows = [f"企业{n}有限公司|Enterprise|locatedIn|滨海高新区|Zone" for n in range(20)]
    load_paths(own, [write_sources(tmp_path), write_statements(tmp_path, "one.csv", rows)])
    uri = own.neo4j_uri.replace("bolt:", "neo4j+s:")
    environment = {name: text for name, text in os.environ.items() if name[:5] != "NEO4J"} | {
        "GAOXIN_HOME": str(own.home),
        "GAOXIN_LANG": "en",
        "COLUMNS": "1000",
        "NEO4J_URI": uri,
        "NEO4J_PASSWORD": own.neo4j_password,
    }

    def gaoxin(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gaoxin", *arguments]
        return subprocess.run(
            command, env=environment | more, capture_output=True, text=True, check=False
        )

    refused = gaoxin("mirror")
    assert refused.returncode == 3
    assert "is not trusted" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    trusting = {"NEO4J_CA": certificate(secure)}
    assert gaoxin("mirror", **trusting).returncode == 0
    verified = gaoxin("mirror", "--verify", "--format", "json", **trusting)
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["differences"] == []


def test_what_the_driver_is_told(tmp_path: Path) -> None:
    pem = self_made(tmp_path)
    for scheme in ("bolt", "bolt+s", "bolt+ssc", "BOLT+S"):
        uri, options = driver_options(f"{scheme}://host:7687", pem)
        assert uri == "bolt://host:7687"
        assert options["encrypted"] is True
        assert is_encrypted(f"{scheme}://host", None) is (len(scheme) > 4)
    assert driver_options("neo4j+s://host", None) == ("neo4j+s://host", {})
    assert driver_options("ftp://host", pem)[0] == "ftp://host"
