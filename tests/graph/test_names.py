"""Names: how they are compared, how keys are derived from them, and what the index finds."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import AmbiguousName, StoreCorrupt, UnresolvedName
from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import (
    SLUG_LENGTH,
    has_han,
    is_unnamed,
    match_key,
    mint,
    normal_form,
    pinyin,
    short_hash,
    simplify,
    slug,
)
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.settings import read_settings

SETTINGS = read_settings({})
MINTER = Minter(SETTINGS)

# Key: (class, {label property: names}).
THINGS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "zone/tianjin-binhai": (
        "NationalZone",
        {
            "prefLabel": ["天津滨海高新技术产业开发区", "Tianjin Binhai@en"],
            "altLabel": ["天津滨海高新区", "滨海高新区"],
            "hiddenLabel": ["滨海"],
        },
    ),
    "zone/beihai": (
        "NationalZone",
        {
            "prefLabel": ["北海高新技术产业开发区"],
            "altLabel": ["北海高新区"],
        },
    ),
    "zone/baihe": ("Zone", {"prefLabel": ["白河高新区"]}),
    "division/120000": ("City", {"prefLabel": ["天津市", "Tianjin@en"], "hiddenLabel": ["天津"]}),
    "division/320106": ("County", {"prefLabel": ["鼓楼区"]}),
    "division/350102": ("County", {"prefLabel": ["鼓楼区"]}),
    "industry/gbt4754-A": ("Industry", {"prefLabel": ["农业"], "inScheme": []}),
    "industry/trade-nong": ("Industry", {"prefLabel": ["农业"]}),
    "industry/energy": ("Industry", {"prefLabel": ["新能源产业"], "notation": ["C3825"]}),
    "enterprise/energy": ("Enterprise", {"prefLabel": ["新能源"]}),
    "enterprise/tcl": ("Enterprise", {"prefLabel": ["TCL中环"], "altLabel": ["TCL中环新能源"]}),
    "enterprise/english": ("Enterprise", {"prefLabel": ["Fabrinet Ltd@en"]}),
    "person/two": ("Person", {"prefLabel": ["王芳芳", "王芳"]}),
}


def quads(things: dict[str, tuple[str, dict[str, list[str]]]]) -> list[ox.Quad]:
    found = []
    for key, (name, labels) in things.items():
        node = MINTER.thing(key)
        found.append(ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode(GX + name)))
        for label, texts in labels.items():
            if label == "inScheme":
                found.append(ox.Quad(node, ox.NamedNode(SKOS + label), ox.NamedNode(GX + "S")))
            for text in texts:
                form, _, language = text.partition("@")
                literal = ox.Literal(form, language=language or "zh")
                found.append(ox.Quad(node, ox.NamedNode(SKOS + label), literal))
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = ox.Store()
    store.extend(quads(THINGS))
    update_names(tmp_path / "names.sqlite", store, list(store), MINTER)
    return tmp_path / "names.sqlite"


def index_of(folder: Path, things: dict[str, tuple[str, dict[str, list[str]]]]) -> NameIndex:
    store = ox.Store()
    store.extend(quads(things))
    update_names(folder / "names.sqlite", store, list(store), MINTER)
    return NameIndex(folder / "names.sqlite", SETTINGS)


@pytest.fixture
def index(path: Path) -> NameIndex:
    return NameIndex(path, SETTINGS)


@pytest.mark.parametrize(
    ("form", "kind", "key"),
    [
        ("天津 高新區", "", "天津高新区"),
        ("《“天津”「高新」区》", "", "天津高新区"),
        ("ＴＣＬ中环", "", "tcl中环"),
        ("新能源产业", "industry", "新能源"),
        ("新能源行业", "industry", "新能源"),
        ("新能源产业", "enterprise", "新能源产业"),
        ("产业", "industry", "产业"),
        ("大产业", "industry", "大产业"),
        ("臺灣積體電路", "", "台湾积体电路"),
        ("《》", "", "《》"),
        ("\u3000", "", "\u3000"),
        ("Straße", "", "strasse"),
    ],
)
def test_match_key(form: str, kind: str, key: str) -> None:
    assert match_key(form, kind) == key


def test_match_key_of_industries_is_that_of_no_other_kind() -> None:
    assert match_key("农业") == "农业"
    assert match_key("软件行业") == "软件行业"
    assert match_key("软件行业", "industry") == "软件"


def test_forms() -> None:
    assert normal_form(" Ａ  b\u3000甲\n") == "A b 甲"
    assert simplify("abc") == "abc"
    assert simplify("髮發") == "发发"
    assert simplify("豈") == "岂"  # a compatibility ideograph
    assert has_han("a甲")
    assert has_han("𠀀")
    assert not has_han("a1，")
    for unnamed in ("某公司（未具名）", "未透露名称的企业", "未公开名称", "未点名"):
        assert is_unnamed(unnamed)
    assert not is_unnamed("未来公司")


@pytest.mark.parametrize(
    ("form", "full", "initials"),
    [
        ("重庆高新区", "chongqinggaoxinqu", "cqgxq"),
        ("TCL中环", "tclzhonghuan", "tclzh"),
        ("绿地 5G", "lvdi5g", "ld5g"),
        ("", "", ""),
        ("，", "", ""),
    ],
)
def test_pinyin(form: str, full: str, initials: str) -> None:
    assert pinyin(form) == (full, initials)


def test_slug_is_cut_at_a_syllable() -> None:
    assert slug("重庆高新区") == "chong-qing-gao-xin-qu"
    assert slug("重庆高新区", 14) == "chong-qing-gao"
    assert slug("重庆高新区", 13) == "chong-qing"
    assert slug("重庆高新区", 4) == ""
    assert len(slug("高新技术产业开发区" * 5)) <= SLUG_LENGTH == 40


def test_minted_keys_depend_on_the_name_alone() -> None:
    assert mint("enterprise", "甲公司") == mint("enterprise", "甲 公司", "some-dataset")
    assert mint("enterprise", "甲公司") != mint("organization", "甲公司")
    assert mint("enterprise", "某公司（未具名）", "a") != mint(
        "enterprise", "某公司（未具名）", "b"
    )
    kind, _, local = mint("enterprise", "甲公司").partition("/")
    assert kind == "enterprise"
    assert local.startswith("jia-gong-si-")
    assert len(local.removeprefix("jia-gong-si-")) == 8
    assert mint("award", "★") == f"award/{short_hash('award', '★')}"
    assert short_hash("a", "b") != short_hash("ab") != short_hash("a\x1fb", "")
    assert len(short_hash("a", digits=16)) == 16


def test_iris_and_their_parts() -> None:
    iri = MINTER.thing("zone/a b/甲").value
    assert iri == SETTINGS.base + "zone/a%20b/%E7%94%B2"
    assert MINTER.key(iri) == "zone/a b/甲"
    assert MINTER.key("http://e/x") == "http://e/x"
    assert MINTER.source("s1").value == SETTINGS.base + "source/s1"
    graph = MINTER.graph("2024/企业", "s").value
    assert MINTER.graph_parts(graph) == ("2024/企业", "s")
    assert MINTER.graph_parts(SETTINGS.base + "graph/inferred") is None
    assert MINTER.graph_parts(SETTINGS.base + "graph/a/") is None
    assert MINTER.graph_parts("http://e/graph/a/b") is None


@pytest.mark.parametrize(
    ("asked", "kind", "key"),
    [
        ("天津滨海高新技术产业开发区", None, "zone/tianjin-binhai"),
        ("Tianjin Binhai", None, "zone/tianjin-binhai"),
        ("tianjin binhai", None, "zone/tianjin-binhai"),
        ("滨海", None, "zone/tianjin-binhai"),
        ("天津濱海高新區", None, "zone/tianjin-binhai"),
        ("tianjinbinhaigaoxinqu", None, "zone/tianjin-binhai"),
        ("TianJin BinHai GaoXinQu", None, "zone/tianjin-binhai"),
        ("tjbhgxq", None, "zone/tianjin-binhai"),
        ("天津", None, "division/120000"),
        ("zone/beihai", None, "zone/beihai"),
        ("c3825", None, "industry/energy"),
        (SETTINGS.base + "zone/beihai", None, "zone/beihai"),
        ("农业", None, "industry/trade-nong"),
        ("农业", "Industry", "industry/trade-nong"),
        ("新能源", "Industry", "industry/energy"),
        ("新能源", "Enterprise", "enterprise/energy"),
        ("新能源产业", None, "industry/energy"),
        ("bhgxq", "NationalZone", "zone/beihai|zone/tianjin-binhai"),
        ("bhgxq", "Zone", "zone/baihe|zone/beihai|zone/tianjin-binhai"),
        ("bhgxq", "zone", "zone/baihe|zone/beihai|zone/tianjin-binhai"),
        ("鼓楼区", None, "division/320106|division/350102"),
        ("天津", "County", "division/120000"),
        ("天津", "Zone", ""),
        ("滨海高新", None, "zone/tianjin-binhai"),
        ("", None, ""),
    ],
)
def test_candidates(asked: str, kind: str | None, key: str, index: NameIndex) -> None:
    assert "|".join(match.key for match in index.candidates(asked, kind)) == key


def test_resolve_answers_lists_or_helps(index: NameIndex) -> None:
    found = index.resolve("北海高新区")
    assert (found.key, found.type, found.name) == (
        "zone/beihai",
        "NationalZone",
        "北海高新技术产业开发区",
    )
    assert found.form == "北海高新区"
    with pytest.raises(AmbiguousName) as several:
        index.resolve("鼓楼区")
    assert [c["key"] for c in several.value.candidates] == ["division/320106", "division/350102"]
    assert "division/" not in several.value.zh  # the list stands once, among the candidates
    assert "division/" not in several.value.en
    with pytest.raises(UnresolvedName) as near:
        index.resolve("天津滨海高信区")
    assert near.value.candidates[0]["key"] == "zone/tianjin-binhai"
    assert len(near.value.candidates) <= 5
    with pytest.raises(UnresolvedName, match="gaoxin search"):
        index.resolve("龘龘")


@pytest.mark.parametrize(
    ("asked", "kind", "first"),
    [
        ("火星高新区", None, "zone"),
        ("白水国家高新技术产业开发区", None, "zone"),
        ("白水高新区", "zone", "zone"),
        ("火星高新区有限公司", None, "enterprise"),
        ("火星高新区", "award", "award"),  # a kind that is asked for goes before the ending
        ("火星高新区甲", None, "award"),  # no ending
    ],
)
def test_the_ending_of_a_name_tells_what_is_suggested(
    asked: str, kind: str | None, first: str, tmp_path: Path
) -> None:
    things: dict[str, tuple[str, dict[str, list[str]]]] = {
        f"award/{n}": ("Award", {"prefLabel": [f"火星高新区奖{n}"]}) for n in range(6)
    }
    things["zone/a"] = (
        "Zone",
        {"prefLabel": ["白河高新技术产业开发区"], "altLabel": ["白河高新区"]},
    )
    things["zone/b"] = ("Zone", {"prefLabel": ["火山高新区"]})
    things["enterprise/a"] = ("Enterprise", {"prefLabel": ["火河高新有限公司"]})
    with pytest.raises(UnresolvedName) as near:
        index_of(tmp_path, things).resolve(asked, kind)
    keys = [str(found["key"]).partition("/")[0] for found in near.value.candidates]
    assert keys[0] == first
    assert keys[1:] in ([], ["award"] * 4)  # others fill the list, if they are near


def test_a_better_tier_hides_a_weaker_one_but_not_from_namesakes(index: NameIndex) -> None:
    scores = {match.key: match.score for match in index.namesakes("农业")}
    assert list(scores) == ["industry/trade-nong", "industry/gbt4754-A"]
    assert scores["industry/trade-nong"] > scores["industry/gbt4754-A"]
    assert index.namesakes("滨海") == []  # a hidden form is not a name


def test_search_ranks_exact_then_beginning_then_part_then_alike(index: NameIndex) -> None:
    assert [m.score for m in index.search("天津市")][:1] == [100.0]
    beginning = index.search("北海")[0]
    assert beginning.key == "zone/beihai"
    assert beginning.score == 85 + 10 * 2 / 5  # two characters of five
    part = {m.key: m.score for m in index.search("高新技术")}
    assert part["zone/beihai"] == pytest.approx(70 + 10 * 4 / 11)
    assert [m.key for m in index.search("滨海高新x区")][:1] == ["zone/tianjin-binhai"]
    assert index.search("") == []
    assert index.search("  ") == []
    assert index.search("龘") == []
    assert index.search("天津一二三四五六七八九十百千万") == []  # two characters of many
    assert len(index.search("高新区", limit=2)) == 2
    assert {m.type for m in index.search("天津", kind="City")} == {"City"}
    ranked = index.search("农业")
    assert [m.key for m in ranked][:2] == ["industry/trade-nong", "industry/gbt4754-A"]
    assert ranked[0].score - ranked[1].score == 5


def test_search_by_pinyin_and_initials(index: NameIndex) -> None:
    assert index.search("tianjinshi")[0].key == "division/120000"
    initials = {m.key: m.score for m in index.search("tjs")}
    assert initials["division/120000"] == 99  # one below a name with equal similarity
    assert index.search("tclzhonghua")[0].key == "enterprise/tcl"
    assert index.search("fabrine")[0].key == "enterprise/english"
    assert index.search("fabrxnet")[0].key == "enterprise/english"
    assert index.search("Fabrinet-Ltd")[0].score < 70  # names are compared with their punctuation
    assert index.search("tian-jin-shi")[0].score == 100  # pinyin without them


def test_names_shown(index: NameIndex) -> None:
    assert index.name_of(MINTER.thing("zone/beihai").value) == "北海高新技术产业开发区"
    assert index.name_of(MINTER.thing("enterprise/english").value) == "Fabrinet Ltd"
    assert index.name_of(MINTER.thing("zone/none").value) == "zone/none"
    assert index.name_of(MINTER.thing("person/two").value) == "王芳"  # the shortest of several
    found = index.by_iri("zone/tianjin-binhai")
    assert found is not None
    assert (found.name_en, found.score) == ("Tianjin Binhai", 100)
    assert index.by_iri("zone/none") is None


def test_a_former_key_leads_to_the_thing_unless_two_had_it(index: NameIndex) -> None:
    former = index.by_iri(mint("zone", "北海高新区"))
    assert former is not None
    assert former.key == "zone/beihai"
    assert index.by_iri(mint("division", "鼓楼区")) is None


def test_an_update_replaces_what_was_known_of_a_thing(path: Path) -> None:
    store = ox.Store()
    changed = quads({"zone/beihai": ("NationalZone", {"prefLabel": ["北海新区"]})})
    store.extend(changed)
    update_names(path, store, changed, MINTER)
    index = NameIndex(path, SETTINGS)
    assert index.resolve("北海新区").key == "zone/beihai"
    assert index.candidates("北海高新区") == []
    assert index.by_iri(mint("zone", "北海高新区")) is None
    assert index.resolve("天津").key == "division/120000"
    update_names(path, ox.Store(), changed, MINTER)
    assert NameIndex(path, SETTINGS).by_iri("zone/beihai") is None


def test_things_without_name_or_class_and_facts_are_no_entries(tmp_path: Path) -> None:
    store = ox.Store()
    node = MINTER.thing("zone/x")
    label = ox.Quad(node, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("无类", language="zh"))
    typed = ox.Quad(MINTER.thing("zone/y"), ox.NamedNode(RDF + "type"), ox.NamedNode(GX + "Zone"))
    fact = quads({"statement/1": ("Statement", {"prefLabel": ["某陈述"]})})
    store.extend([label, typed, *fact])
    update_names(tmp_path / "names.sqlite", store, list(store), MINTER)
    index = NameIndex(tmp_path / "names.sqlite", SETTINGS)
    assert [index.candidates(name) for name in ("无类", "某陈述")] == [[], []]
    assert index.by_iri("zone/y") is None


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.sqlite").write_bytes(b"no database at all")
    with pytest.raises(StoreCorrupt, match="doctor"):
        NameIndex(tmp_path / "names.sqlite", SETTINGS)


def test_words_are_read_as_pypinyin_reads_them() -> None:
    """A key contains the pinyin of its name, so that another reading would make another thing."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    phrases = sorted(PHRASES_DICT)[::100]
    assert len(phrases) > 300
    pairs = zip(phrases, phrases[::-1], strict=True)
    names = [a[: len(a) // 2 + 1] + b + "科技有限公司"[: len(a)] for a, b in pairs]
    for name in [*phrases, *names]:
        if all(map(has_han, name)):
            expected = "".join(lazy_pinyin(name)).lower().replace("ü", "v")
            assert pinyin(name)[0] == expected, name
