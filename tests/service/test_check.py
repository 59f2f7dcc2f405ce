"""``/check`` compares a text with the graph."""

from __future__ import annotations

import httpx

from tests.fixtures.service import HTML, page


def test_each_claim_has_a_verdict_and_sources(service: httpx.Client) -> None:
    text = "天津滨海高新区1991年3月获批，天津滨海高新区位于河北省"
    answer = service.get("/check", params={"q": text}).json()
    assert [claim["verdict"] for claim in answer["claims"]] == ["agrees", "contradicts"]
    for claim in answer["claims"]:
        assert all(fact["sources"] for fact in claim["facts"])


def test_page_asks_for_a_text_and_shows_the_verdict(service: httpx.Client) -> None:
    assert "<textarea" in service.get("/check", headers=HTML).text
    told = page(service, "/check", q="天津滨海高新区1992年获批<b>")
    assert "contradicted" in told
    assert "<b>" not in told


def test_a_text_with_endless_digits_is_no_fault(service: httpx.Client) -> None:
    for path, text in (
        ("/check", "鹰潭高新区2024年工业营收" + "1" * 200 + "亿元"),
        ("/ask", "0" * 200),
    ):
        assert service.get(path, params={"q": text}).status_code == 200
