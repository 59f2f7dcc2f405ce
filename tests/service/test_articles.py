"""Reviewing articles over HTTP: who may, what documents say, what decisions do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest

from gaoxin.extraction.decisions.kept_articles import keep_article
from gaoxin.extraction.decisions.load_reviewed import LastLoad
from gaoxin.extraction.decisions.running_loads import load_of
from gaoxin.service.documents.articles import (
    ArticleDocument,
    ArticlesDocument,
    DecisionDocument,
)
from gaoxin.service.token_file import add_token
from gaoxin.settings import Settings
from tests.fixtures.article_desk import decide, facts
from tests.fixtures.homes import link_data
from tests.fixtures.made_up_articles import TEXT, Finder, kept
from tests.fixtures.service import HTML, PATIENT, client_of, page, read, running_service
from tests.service.test_openapi import described_fully


@pytest.fixture(scope="module")
def home(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data in a home of its own."""
    own = tmp_path_factory.mktemp("articles")
    link_data(shipped_settings, own)
    return own


@pytest.fixture(scope="module")
def reviewing(home: Path) -> Iterator[httpx.Client]:
    """A service for reviewing."""
    with running_service(home, "--review", environment=PATIENT) as client:
        yield client


@pytest.fixture
def path(home: Path) -> Iterator[str]:
    """The address of a made-up article about which nothing was decided."""
    key = kept(home)
    yield f"/articles/{key}"
    (home / "articles" / key / "decisions.jsonl").unlink(missing_ok=True)


def test_articles_are_listed_with_what_waits(reviewing: httpx.Client, path: str) -> None:
    (row,) = read(reviewing, "/articles")["rows"]
    assert row["link"] == path
    assert row["counts"]["waiting"] + row["counts"]["sure"] == row["counts"]["total"]
    assert row["counts"]["sure"] == 1
    assert row["title"] in page(reviewing, "/articles")


def test_text_comes_whole_with_its_facts(reviewing: httpx.Client, path: str) -> None:
    found = read(reviewing, path, show="all")
    text = [
        "".join(p["text"] for s in one["sentences"] for p in s["pieces"])
        for one in found["paragraphs"]
    ]
    assert text == [line for line in TEXT.splitlines() if line]
    listed = {f["id"] for g in found["groups"] for f in g["facts"]}
    told = {ident for p in found["paragraphs"] for s in p["sentences"] for ident in s["facts"]}
    assert listed == told
    assert len(listed) == found["counts"]["total"]
    known = {
        f["subject"]["name"]: f["subject"]["known"] for g in found["groups"] for f in g["facts"]
    }
    assert known["合肥高新区"]
    assert not known["禾木云计算"]


def test_decisions_are_kept_and_undone(reviewing: httpx.Client, path: str) -> None:
    before = facts(reviewing, path)
    income, output = before["营业收入12.6"], before["年产值30"]
    told = decide(reviewing, path, what="accept", fact=income["id"])
    assert told["fact"]["state"] == "accepted"
    assert told["next"]
    decide(reviewing, path, what="correct", fact=output["id"], cells={"predicate": "target"})
    decide(reviewing, path, what="reject", fact=before["青禾研究院"]["id"])
    now = facts(reviewing, path)
    assert [now[name]["state"] for name in ("营业收入12.6", "年产值30", "青禾研究院")] == [
        "accepted",
        "corrected",
        "rejected",
    ]
    assert now["年产值30"]["planned"]
    told = decide(reviewing, path, what="undo")
    assert told["fact"]["id"] == before["青禾研究院"]["id"]
    assert told["fact"]["state"] == "waiting"


def test_settled_facts_are_listed_where_they_are_asked_for(
    reviewing: httpx.Client, path: str
) -> None:
    settled, other = list(facts(reviewing, path).values())[:2]
    told = decide(reviewing, path, what="reject", fact=settled["id"])
    page = read(reviewing, path, show="waiting", also=settled["id"])
    listed = [fact["id"] for group in page["groups"] for fact in group["facts"]]
    assert settled["id"] in listed
    assert "also" not in page["to_decide"]
    assert told["loadable"] == page["loadable"]
    bare = read(reviewing, path, show="waiting", fact=other["id"])
    assert settled["id"] not in [f["id"] for group in bare["groups"] for f in group["facts"]]


def test_a_form_is_enough(reviewing: httpx.Client, path: str) -> None:
    ident = facts(reviewing, path)["营业收入12.6"]["id"]
    body = {"what": "accept", "fact": ident, "show": "waiting"}
    reply = reviewing.post(f"{path}/decisions", data=body, headers=HTML)
    assert reply.status_code == 303
    assert reply.headers["location"].startswith(path)
    assert facts(reviewing, path)["营业收入12.6"]["state"] == "accepted"
    reply = reviewing.post(f"{path}/decisions", data={**body, "fact": "none"}, headers=HTML)
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")


def test_a_missed_fact_must_be_in_the_text(reviewing: httpx.Client, path: str) -> None:
    cells = {
        "subject": "云岭光电股份有限公司",
        "subject_type": "Enterprise",
        "predicate": "observation",
        "object": "营业收入增速",
        "object_type": "Indicator",
        "value": "18.3",
        "unit": "%",
    }
    told = decide(reviewing, path, what="add", cells=cells, evidence="同比增长18.3%")
    assert told["fact"]["state"] == "added"
    body = {"what": "add", "cells": cells, "evidence": "同比增长19%"}
    assert reviewing.post(f"{path}/decisions", json=body).status_code == 400


def test_what_cannot_be_loaded_cannot_be_accepted(reviewing: httpx.Client, path: str) -> None:
    ident = facts(reviewing, path)["年产值30"]["id"]
    for cells in ({"value": "三十"}, {"predicate": "locatedIn"}, {"time": "明年"}, {"object": ""}):
        body = {"what": "correct", "fact": ident, "cells": cells}
        reply = reviewing.post(f"{path}/decisions", json=body)
        assert reply.status_code == 400, cells
        assert reply.json()["facts"]["parameter"] == "cells"
    assert facts(reviewing, path)["年产值30"]["state"] == "waiting"


def test_names_are_merged_or_new(reviewing: httpx.Client, path: str) -> None:
    goal = facts(reviewing, path)["国家高新技术企业数4000"]
    (name,) = goal["names"]
    assert name["standing"] == "new"
    assert "高新技术企业数" in [one["name"] for one in name["candidates"]]
    decide(reviewing, path, what="merge", fact=goal["id"], which="object", thing="高新技术企业数")
    (name,) = facts(reviewing, path)["国家高新技术企业数4000"]["names"]
    assert (name["standing"], name["thing"]) == ("known", "高新技术企业数")
    body = {"what": "merge", "fact": goal["id"], "which": "object", "thing": "没有的指标"}
    assert reviewing.post(f"{path}/decisions", json=body).status_code == 400


def test_a_general_name_must_be_told(reviewing: httpx.Client, path: str) -> None:
    ident = facts(reviewing, path)["总投资86.5"]["id"]
    body = {"what": "correct", "fact": ident, "cells": {"subject": "高新区"}}
    reply = reviewing.post(f"{path}/decisions", json=body)
    assert reply.status_code == 400
    assert reply.json()["facts"]["parameter"] == "name"
    body = {"what": "new", "name": "高新区", "type": "Zone"}
    assert reviewing.post(f"{path}/decisions", json=body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"what": "burn"},
        {"what": "accept", "fact": 3},
        {"what": "undo", "number": 99},
        {"what": "accept", "fact": "x" * 3000},
        {"what": "merge", "name": "甲", "type": "Nothing"},
    ],
)
def test_other_bodies_are_refused(reviewing: httpx.Client, path: str, body: Any) -> None:
    reply = reviewing.post(f"{path}/decisions", json=body)
    assert reply.status_code in (400, 404)
    assert reply.json()["detail"]


def test_pages_of_other_sites_cannot_decide(reviewing: httpx.Client, path: str) -> None:
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        with client_of(str(reviewing.base_url)) as own:  # the service closes the connection
            reply = own.post(f"{path}/decisions", json={"what": "undo"}, headers=headers)
        assert reply.status_code == 403


def test_without_review_nothing_is_shown(service: httpx.Client) -> None:
    for path in ("/articles", "/articles/abcdef"):
        reply = service.get(path)
        assert reply.status_code == 403
        assert "--review" in reply.json()["detail"]
    for path in ("/articles/abcdef/decisions", "/articles/abcdef/load"):
        assert service.post(path, json={"what": "undo"}).status_code == 403


def test_sites_that_may_read_cannot_write(shipped_settings: Settings, tmp_path: Path) -> None:
    """Pages of listed origins are let in by the gate, and still refused by both routes."""
    link_data(shipped_settings, tmp_path)
    path, site = f"/articles/{kept(tmp_path)}", "https://friend.example"
    environment = {**PATIENT, "GAOXIN_SERVICE_ORIGINS": site}
    with running_service(tmp_path, "--review", environment=environment) as client:
        assert client.get("/search", params={"q": "合肥"}, headers={"origin": site}).is_success
        for route in ("decisions", "load"):
            with client_of(str(client.base_url)) as own:
                reply = own.post(f"{path}/{route}", json={"what": "undo"}, headers={"origin": site})
            assert reply.status_code == 403
            assert "own" in reply.json()["detail"] or "自己" in reply.json()["detail"]


def test_a_damaged_article_is_named_and_the_pages_stand(
    reviewing: httpx.Client, home: Path, path: str
) -> None:
    waiting = read(reviewing, path)["counts"]["waiting"]
    key = "0123456789ab" + "c" * 52
    (home / "articles" / key).mkdir()
    (home / "articles" / key / "article.json").write_text("{", encoding="utf-8")
    try:
        found = read(reviewing, "/articles")
        assert (found["damaged"], [row["link"] for row in found["rows"]]) == ([key[:12]], [path])
        assert key[:12] in page(reviewing, "/articles")
        assert read(reviewing, "/")["waiting"] == waiting
        damaged = f"/articles/{key}"
        for answer in (
            reviewing.get(damaged),
            reviewing.post(f"{damaged}/decisions", json={"what": "accept", "fact": "5ae4361a77"}),
        ):
            told = answer.json()
            assert (answer.status_code, told["title"]) == (503, "ArticleDamaged")
            assert key[:12] in told["detail"]
            assert "gaoxin load --article" in told["detail"]
            assert str(home) not in answer.text
        for language, words in (("zh", "这篇文章读不出来"), ("en", "This article cannot be read")):
            shown = reviewing.get(damaged, params={"lang": language}, headers=HTML)
            assert shown.status_code == 503
            assert words in shown.text
            assert 'href="/articles"' in shown.text
        assert reviewing.get(path).status_code == 200
    finally:
        shutil.rmtree(home / "articles" / key)


def test_a_load_by_any_process_is_told(reviewing: httpx.Client, home: Path, path: str) -> None:
    """By the beginning of the key, too; a second load of the article is not begun."""
    key = path.rpartition("/")[2]
    assert not read(reviewing, path)["loading"]
    with load_of(home, key):
        assert read(reviewing, path[:-40])["loading"]
        reply = reviewing.post(f"{path[:-40]}/load", json={})
        assert (reply.status_code, reply.json()["running"]) == (202, True)
        assert reply.json()["key"] == key
    assert not read(reviewing, path)["loading"]
    assert read(reviewing, "/healthz")["generation"] == 1


def test_a_token_must_allow_writing(shipped_settings: Settings, tmp_path: Path) -> None:
    link_data(shipped_settings, tmp_path)
    path = f"/articles/{kept(tmp_path)}"
    reader, writer = add_token(tmp_path, "r", "read"), add_token(tmp_path, "王芳", "write")
    with running_service(tmp_path, "--review", environment=PATIENT) as client:
        for token, status in ((reader, 403), (writer, 200)):
            headers = {"authorization": f"Bearer {token}"}
            assert client.get(path, headers=headers).status_code == status
        listed = client.get(f"{path}?show=all", headers=headers).json()["groups"]
        body = {"what": "reject", "fact": listed[0]["facts"][0]["id"]}
        assert client.post(f"{path}/decisions", json=body, headers=headers).status_code == 200
    assert "王芳" in (tmp_path / path[1:] / "decisions.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("host", "names"), [("0.0.0.0", ""), ("127.0.0.1", "graph.invalid"), ("127.0.0.1", "*")]
)
def test_others_are_not_let_in_to_write(
    shipped_settings: Settings, tmp_path: Path, host: str, names: str
) -> None:
    """Nor is a service that a proxy or another machine asks by one of its names."""
    link_data(shipped_settings, tmp_path)
    environment = {"GAOXIN_SERVICE_HOSTS": names}
    with (
        pytest.raises(AssertionError, match="gaoxin token add"),
        running_service(tmp_path, "--review", "--host", host, environment=environment),
    ):
        pass


def test_every_member_of_a_document_is_described(reviewing: httpx.Client, path: str) -> None:
    described_fully(ArticlesDocument, read(reviewing, "/articles"))
    described_fully(ArticleDocument, read(reviewing, path, show="all"))
    ident = facts(reviewing, path)["营业收入12.6"]["id"]
    described_fully(DecisionDocument, decide(reviewing, path, what="accept", fact=ident))
    operation = reviewing.get("/openapi.json").json()["paths"]["/articles/{key}/decisions"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema["examples"][0]["what"] in schema["properties"]["what"]["enum"]


def test_a_name_is_corrected_everywhere(reviewing: httpx.Client, path: str) -> None:
    before = facts(reviewing, path)["新一代互联网"]
    assert before["shared"] == 2
    cells = {"subject": "禾木云计算公司"}
    done = decide(reviewing, path, what="correct", fact=before["id"], cells=cells, everywhere=True)
    names = [f["subject"]["name"] for f in facts(reviewing, path).values()]
    assert names.count("禾木云计算公司") == 3
    assert "禾木云计算" not in names
    decide(reviewing, path, what="undo", number=done["number"])
    names = [f["subject"]["name"] for f in facts(reviewing, path).values()]
    assert names.count("禾木云计算") == 3
    assert "禾木云计算公司" not in names


def test_a_long_article_is_settled_in_parts(reviewing: httpx.Client, home: Path) -> None:
    finder = Finder("合肥高新区有企业。" + "".join(f"第{n}项产值{n}亿元。" for n in range(450)))
    zone = finder.name("合肥高新区", "Zone")
    for n in range(450):
        words = f"第{n}项产值{n}亿元"
        finder.states(words, zone, "observation", f"第{n}项产值", value=str(n), unit="亿元")
    key = keep_article(home, finder.extraction, {"title": "长"})
    found = read(reviewing, f"/articles/{key}")
    listed = [fact for group in found["groups"] for fact in group["facts"]]
    assert (len(listed), found["unlisted"]) == (400, 50)
    last = found["paragraphs"][-1]["sentences"][-1]["facts"][0]
    found = read(reviewing, f"/articles/{key}", fact=last)
    assert last in [fact["id"] for group in found["groups"] for fact in group["facts"]]
    (home / "articles" / key / "article.json").unlink()


def test_facts_that_were_left_out_are_told(reviewing: httpx.Client, home: Path, path: str) -> None:
    key = path.rpartition("/")[2]
    ident = facts(reviewing, path)["营业收入12.6"]["id"]
    load = LastLoad("2026-03-20T00:00:00+00:00", 0, 3, 1, [(ident, "某个原因", "a reason")])
    told = json.dumps(asdict(load), ensure_ascii=False)
    (home / "articles" / key / "loaded.json").write_text(told, encoding="utf-8")
    text = page(reviewing, path)
    assert "Loaded: 3 facts" in text
    assert f"#f-{ident}" in text
    (home / "articles" / key / "loaded.json").unlink()


def test_the_name_in_question_is_chosen_and_a_merged_one_is_told(
    reviewing: httpx.Client, path: str
) -> None:
    goal = facts(reviewing, path)["国家高新技术企业数4000"]
    text = page(reviewing, path, fact=goal["id"], form="merge", lang="zh")
    assert 'value="object" checked' in text
    assert 'name="as-new" value="object"' in text
    assert 'name="as-new" value="subject"' not in text  # the zone is known
    body = {"fact": goal["id"], "which": "subject", "as-new": "object", "what": "merge"}
    reply = reviewing.post(f"{path}/decisions", data=body, headers=HTML)
    assert reply.status_code == 303
    (name,) = facts(reviewing, path)["国家高新技术企业数4000"]["names"]
    assert (name["name"], name["standing"]) == ("国家高新技术企业数", "new")
    decide(reviewing, path, what="merge", fact=goal["id"], which="object", thing="高新技术企业数")
    assert facts(reviewing, path)["国家高新技术企业数4000"]["object"]["merged"]
    assert "→ 高新技术企业数" in page(reviewing, path, lang="zh", show="all")


def test_what_is_wrong_is_told_by_labels(reviewing: httpx.Client, path: str) -> None:
    ident = facts(reviewing, path)["年产值30"]["id"]
    body = {"what": "correct", "fact": ident, "cells": {"predicate": "locatedIn"}}
    reply = reviewing.post(f"{path}/decisions", params={"lang": "zh"}, json=body)
    assert "行政区" in reply.json()["detail"]
    assert not re.search("[A-Z]", reply.json()["detail"])
    form = {"what": "correct", "fact": ident, "cell-value": "三十"}
    text = reviewing.post(f"{path}/decisions", data=form, headers=HTML).text
    assert f'href="{path}?fact={ident}#f-{ident}"' in text


def test_the_home_page_leads_to_what_waits(
    reviewing: httpx.Client, service: httpx.Client, path: str
) -> None:
    waiting = read(reviewing, path)["counts"]["waiting"]
    text = page(reviewing, "/", lang="zh")
    assert f'<a href="/articles">审核文章</a>：{waiting} 条事实待定' in text
    decide(reviewing, path, what="reject", fact=facts(reviewing, path)["年产值30"]["id"])
    assert f"：{waiting - 1} 条事实待定" in page(reviewing, "/", lang="zh")
    assert "审核文章" not in page(service, "/", lang="zh")
