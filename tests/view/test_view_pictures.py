"""Pages of the project's own data in a real Chromium, at three sizes: every name can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.graph.view.arrangement import Title
from gaoxin.graph.view.gatherings import whole_picture
from gaoxin.graph.view.write import Picture, picture_around, write_page
from tests.fixtures.browser import Browser, resize
from tests.fixtures.sample import Sample, iri
from tests.fixtures.view_page import (
    click_text,
    labels,
    number_of,
    overlapping,
    panel,
    shown,
    unlabelled,
    wait,
)

pytestmark = pytest.mark.browser

KINDS = [
    *("zone", "industry", "two steps", "comparison", "four"),
    *("provinces", "industries", "source", "path"),
]
SIZES = [(1280, 800), (1920, 1080), (390, 844)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "name",
    KINDS,
)
@pytest.mark.usefixtures("chinese")
def test_every_name_is_there_and_none_lies_over_another(
    sized: Browser, pages: dict[str, Path], name: str, size: tuple[int, int]
) -> None:
    resize(sized, *size)
    sized.open(pages[name])
    texts = labels(sized)
    assert len(texts) > 8
    assert min(box["height"] for box in texts) >= 13  # pixels: a size that can be read
    assert overlapping(sized) == []
    assert unlabelled(sized) == []
    assert sized.run("return document.documentElement.scrollWidth <= innerWidth")
    asked = [url for url in sized.requests() if not url.startswith("file:")]
    assert (asked, sized.complaints()) == ([], [])


@pytest.mark.usefixtures("chinese")
def test_what_a_zone_leads_shares_and_only_plans_is_in_the_picture(
    sized: Browser, pages: dict[str, Path]
) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["comparison"])
    texts = {box["text"] for box in labels(sized) if "caption" in box}
    assert any(text.startswith("主导产业") for text in texts)
    assert any(text.startswith("共有：主导产业") for text in texts)
    hollow = sized.run(
        "return Stage.scene.items.filter((i) => i.planned && i.node !== undefined)"
        ".map((i) => Model.around(i.node).filter(([other]) => Model.starts.has(other))"
        ".every(([, line]) => Model.visible.lines.get(line).every((p) => p.kind === 'planned')))"
    )
    assert hollow
    assert all(hollow)
    assert 'stroke-dasharray="2.2 1.6"' in sized.run("return Saving.svg(1280, 800)")


@pytest.mark.parametrize(("name", "hollow"), [("zone", True), ("path", True), ("provinces", False)])
@pytest.mark.usefixtures("chinese")
def test_the_legend_explains_hollow_where_something_is_hollow(
    sized: Browser, pages: dict[str, Path], name: str, *, hollow: bool
) -> None:
    resize(sized, 1280, 800)
    sized.open(pages[name])
    # Each page has a planned relation, even where the picture does not show it.
    assert sized.run("return Model.kindCounts.has('planned')")
    assert sized.run("return Stage.scene.items.some((i) => i.planned)") == hollow
    assert sized.run("return document.getElementById('legend').hidden") != hollow
    assert ("空心、虚线：仅计划或目标" in sized.run("return Saving.svg(1280, 800)")) == hollow


@pytest.mark.usefixtures("chinese")
def test_a_step_of_a_path_is_hollow_if_it_is_only_planned(
    sized: Browser, pages: dict[str, Path]
) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["path"])
    planned = dict(sized.run("return Stage.scene.items.map((i) => [i.text, !!i.planned])"))
    assert planned["世界一流高科技园区"]
    assert not planned["量子信息"]  # one zone has it, the other plans it
    assert not planned["生物医药"]
    assert "范围" not in panel(sized)  # nobody asked for a number of steps


@pytest.mark.usefixtures("chinese")
def test_groups_open_on_click_and_close_by_undo(sized: Browser, pages: dict[str, Path]) -> None:
    resize(sized, 390, 844)
    sized.open(pages["zone"])
    before = shown(sized)
    group = sized.run("return Stage.scene.items.find((i) => i.group).text")
    click_text(sized, group)
    wait(lambda: len(shown(sized)) > len(before))
    sized.run("document.getElementById('tool-undo').click()")
    assert shown(sized) == before


@pytest.mark.usefixtures("chinese")
def test_second_step_is_behind_the_first_until_it_is_opened(
    sized: Browser, pages: dict[str, Path]
) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["two steps"])
    before = shown(sized)
    assert len(before) < sized.run("return Model.nodes.length") / 2
    click_text(sized, "安徽省", "badge")
    wait(lambda: len(shown(sized)) > len(before))
    assert overlapping(sized) == []
    groups = sized.run("return Stage.scene.items.filter((i) => i.group).map((i) => i.text)")
    assert any(" 项" in text for text in groups)


@pytest.mark.usefixtures("chinese")
def test_hiding_a_kind_arranges_the_rest_anew(sized: Browser, pages: dict[str, Path]) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["zone"])
    place = (
        "return Stage.scene.items.filter((i) => i.node !== undefined && !i.strong)"
        ".map((i) => [Model.nodes[i.node].c, i.y])"
    )
    before = dict(map(tuple, sized.run(place)))
    sized.run("Model.change((s) => s.classes.add('Policy'))")
    after = dict(map(tuple, sized.run(place)))
    assert "Policy" in before
    assert "Policy" not in after
    assert before["Award"] != after["Award"]
    assert overlapping(sized) == []


@pytest.mark.usefixtures("chinese")
def test_a_whole_graph_opens_as_named_communities(
    sized: Browser, shipped: Generation, tmp_path: Path
) -> None:
    path = tmp_path / "x.html"
    write_page(shipped, Picture(*whole_picture(shipped), Title("整个图谱", "Whole")), path)
    resize(sized, 1280, 800)
    sized.open(path)
    captions = [box for box in labels(sized) if "caption" in box]
    assert len(captions) > 10
    assert overlapping(sized) == []
    assert len(shown(sized)) > 5000
    click_text(sized, captions[0]["text"], "caption")
    wait(lambda: "成员" in panel(sized))
    # Come closer, and the things have names.
    wait(lambda: any(box.get("key") for box in labels(sized)))
    assert overlapping(sized) == []


@pytest.mark.usefixtures("chinese")
def test_the_same_things_have_the_same_caption_beside_each_of_the_compared(
    sized: Browser, pages: dict[str, Path]
) -> None:
    resize(sized, 1920, 1080)
    for name in ("comparison", "four"):
        sized.open(pages[name])
        # The sectors of each thing that is compared: class, relation and what stands above it.
        told = sized.run(
            "const starts = [...Model.starts];"
            "return starts.flatMap((start) => Sectors.of(start, Model.around(start)))"
            ".map((sector) => [sector.cls + ' ' + sector.relation, sector.caption, sector.mixed])"
        )
        captions: dict[str, set[str]] = {}
        for key, caption, mixed in told:
            if not mixed:
                captions.setdefault(key, set()).add(caption)
        assert len(captions) > 5
        assert {key: found for key, found in captions.items() if len(found) > 1} == {}
        assert captions["Industry leadingIndustry"] == {"主导产业"}
        # Whoever leads in some has the others as well.
        assert captions["Industry hasIndustry"] == {"其他产业"}
        places = [caption for key, caption, _ in told if key.endswith(" locatedIn")]
        assert set(places) == {"位于"}


@pytest.mark.parametrize("name", ["zone", "industry", "comparison"])
@pytest.mark.usefixtures("chinese")
def test_no_name_is_cut_where_there_is_room(
    sized: Browser, pages: dict[str, Path], name: str
) -> None:
    resize(sized, 1920, 1080)
    sized.open(pages[name])
    rows = sized.run("return Stage.scene.items.filter((i) => i.row).map((i) => [i.label, i.text])")
    assert len(rows) > 2
    assert [label for label, text in rows if text != label] == []


@pytest.mark.usefixtures("chinese")
def test_what_nothing_confirms_has_a_mark(sized: Browser, tmp_path: Path) -> None:
    g = Sample()
    g.source("article-000", "来源", "2024")
    g.source("background", "常识", "", "U")
    g.thing("zone/a", "Zone", "园区")
    for name, source in (("told", "article-000"), ("heard", "background")):
        g.thing(f"industry/{name}", "Industry", name)
        g.relation("zone/a", "hasIndustry", f"industry/{name}", source=source)
    path = tmp_path / "x.html"
    write_page(g.generation(), picture_around(g.generation(), [iri("zone/a")]), path)
    resize(sized, 1280, 800)
    sized.open(path)
    heard = number_of(sized, "heard")
    assert [box["mark"] for box in labels(sized) if "mark" in box] == [f"node {heard}"]
    assert overlapping(sized) == []
    legend = "return [...document.querySelectorAll('#legend span')].map((e) => e.textContent)"
    assert sized.run(legend) == ["未经查证"]
    assert "未经查证" in sized.run("return Saving.svg(1280, 800)")
    sized.run(
        "const heard = Model.data.sources.findIndex((source) => source.title === '常识');"
        "Model.change((state) => state.sources.add(heard))"
    )
    assert "mark" not in {key for box in labels(sized) for key in box}
    assert sized.run("return document.getElementById('legend').hidden")


def test_a_phone_shows_what_each_of_the_compared_has(
    sized: Browser, pages: dict[str, Path]
) -> None:
    resize(sized, 390, 844)
    sized.open(pages["comparison"])
    for start in sized.run("return [...Model.starts]"):
        at = sized.run("return Stage.scene.at.get(arguments[0])", start)
        groups = sized.run(
            "return Stage.scene.links.filter((l) => l.from === arguments[0] && l.group).length", at
        )
        assert groups > 3
    assert overlapping(sized) == []
