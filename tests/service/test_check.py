"""``/check`` compares a text with the graph."""

from __future__ import annotations

import httpx


def test_each_claim_has_a_verdict_and_sources(service: httpx.Client) -> None:
    text = "天津滨海高新区1991年3月获批，天津滨海高新区位于河北省"
    answer = service.get("/check", params={"q": text}).json()
    assert [claim["verdict"] for claim in answer["claims"]] == ["agrees", "contradicts"]
    for claim in answer["claims"]:
        assert all(fact["sources"] for fact in claim["facts"])


def test_page_asks_for_a_text_and_shows_the_verdict(service: httpx.Client) -> None:
    headers = {"accept": "text/html"}
    assert "<textarea" in service.get("/check", headers=headers).text
    query = {"q": "天津滨海高新区1992年获批<b>", "lang": "en"}
    page = service.get("/check", params=query, headers=headers).text
    assert "contradicted" in page
    assert "<b>" not in page
