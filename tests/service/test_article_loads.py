"""What is settled of an article is loaded by its page: at once, or nothing."""

from __future__ import annotations

from pathlib import Path

from gaoxin.extraction.decisions.kept_articles import keep_article
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings
from tests.fixtures.article_desk import decide, facts
from tests.fixtures.homes import copy_home
from tests.fixtures.made_up_articles import SOURCE, ZONE, Finder, kept
from tests.fixtures.service import HTML, PATIENT, page, read, running_service


def test_what_is_settled_is_loaded_at_once(shipped_settings: Settings, tmp_path: Path) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    path = f"/articles/{kept(settings.home)}"
    with running_service(settings.home, "--review", environment=PATIENT) as client:
        before = facts(client, path)
        for name in ("营业收入12.6", "年产值30", "国家高新技术企业数4000"):
            decide(client, path, what="accept", fact=before[name]["id"])
        goal = before["国家高新技术企业数4000"]["id"]
        told = client.post(f"{path}/load", json={}).json()
        assert told["load"]["refused"] == []
        assert (told["running"], told["load"]["facts"], told["load"]["generation"]) == (False, 4, 2)
        income = read(client, "/search", q="云岭光电股份有限公司")["rows"][0]
        thing = read(client, income["link"])
        assert "12.6" in str(thing["sections"])
        assert read(client, "/search", q="国家高新技术企业数")["rows"][0]["type"] == "Indicator"
        # The name was another word for a known indicator: it is merged, and loaded again.
        decide(client, path, what="merge", fact=goal, which="object", thing="高新技术企业数")
        decide(client, path, what="reject", fact=before["年产值30"]["id"])
        reply = client.post(f"{path}/load", headers=HTML)
        assert (reply.status_code, reply.headers["location"]) == (303, path)
        told = read(client, path)
        assert (told["load"]["facts"], told["load"]["generation"]) == (3, 3)
        assert told["load"]["since"] == 0
        names = [row["name"] for row in read(client, "/search", q="云岭激光雷达产业园")["rows"]]
        assert "云岭激光雷达产业园" not in names


def test_a_refused_load_says_which_fact_and_writes_nothing(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    key = kept(settings.home, SOURCE | {"url": "no address"})
    with running_service(settings.home, "--review", environment=PATIENT) as client:
        told = client.post(f"/articles/{key}/load", json={}).json()
        assert told["load"]["refused"]
        assert read(client, "/healthz")["generation"] == 1
        assert told["load"]["refused"][0]["reason"] in page(client, f"/articles/{key}", lang="zh")


def test_a_load_that_takes_too_long_is_stopped(shipped_settings: Settings, tmp_path: Path) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    key = kept(settings.home)
    slow = {**PATIENT, "GAOXIN_SERVICE_LOAD_SECONDS": "0.2"}
    with running_service(settings.home, "--review", environment=slow) as client:
        told = client.post(f"/articles/{key}/load", json={}).json()
        assert "0.2" in told["load"]["refused"][0]["reason"]
        assert read(client, "/healthz")["generation"] == 1
    assert Store(settings).read().manifest.number == 1


def test_the_others_are_loaded_without_a_bad_fact(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    finder = Finder("合肥高新区有企业3200家，另有机构很多家。")
    zone = finder.name("合肥高新区", "Zone", iri=ZONE)
    for words, value in (("有企业3200家", "3200"), ("另有机构很多家", "很多")):
        finder.states(words, zone, "observation", "高新技术企业数", 0.97, value=value, unit="家")
    path = f"/articles/{keep_article(settings.home, finder.extraction, {'title': '企业'})}"
    with running_service(settings.home, "--review", environment=PATIENT) as client:
        told = client.post(f"{path}/load", json={}).json()["load"]
        bad = facts(client, path)["高新技术企业数很多"]["id"]
        assert ([one["fact"] for one in told["refused"]], told["generation"]) == ([bad], 0)
        assert f"{path}/load?what=rest" in page(client, path)
        told = client.post(f"{path}/load", params={"what": "rest"}, json={}).json()["load"]
        assert (told["facts"], told["generation"]) == (1, 2)
        assert [one["fact"] for one in told["refused"]] == [bad]
        assert 'href="/changes"' in page(client, path)
