"""Names over all datasets: any order of loading, ambiguity, unnamed things, identities."""

from __future__ import annotations

import csv
import itertools
import sqlite3
from pathlib import Path

import pytest

from gaoxin.errors import AmbiguousName, InvalidSource
from gaoxin.graph.names.keys import mint
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import shrink, write_sources, write_statements

BUNDLED = {item.name: item.path for item in bundled_datasets()}
JIA = mint("enterprise", "甲公司")
IDENTITY = "left,left_type,right,right_type,relation,reason,source\n"


def located(settings: Settings) -> set[tuple[str, str, str]]:
    """(subject key, property, object key) of every relation between things."""
    generation = Store(settings).read()
    key = generation.minter.key
    return {
        (key(value_of(q.subject)), q.predicate.value.rpartition("#")[2], key(value_of(q.object)))
        for q in generation.triples()
        if q.predicate.value.rpartition("#")[2] in ("locatedIn", "hasIndustry", "partnerOf")
    }


def binhai(folder: Path) -> list[Path]:
    """The project's tables of divisions and zones, reduced to Tianjin and its zone."""
    return [
        shrink(BUNDLED["divisions"], folder, "code", ["120000"]),
        shrink(BUNDLED["zones"], folder, "key", ["zone/tianjin-binhai"]),
    ]


def test_a_written_alias_leads_to_the_zone_whichever_is_loaded_first(tmp_path: Path) -> None:
    divisions, zones = binhai(tmp_path)
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲公司|Enterprise|locatedIn|天津滨海高新区|Zone",
            "乙公司|Enterprise|locatedIn|天津 高新區|Zone",
        ],
    )
    own = write_sources(tmp_path)
    digests = set()
    for number, order in enumerate(itertools.permutations([zones, facts])):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / f"home{number}")})
        load_paths(settings, [BUNDLED["sources"]], dataset="shipped-sources")
        load_paths(settings, [own, divisions])
        reports = [load_paths(settings, [path]) for path in order]
        if order[0] == facts:
            assert reports[1].retranslated == ["facts"]
        assert {(s, o) for s, p, o in located(settings) if s.startswith("enterprise/")} == {
            (JIA, "zone/tianjin-binhai"),
            (mint("enterprise", "乙公司"), "zone/tianjin-binhai"),
        }
        digests.add(Store(settings).read().manifest.digest)
    assert len(digests) == 1


def test_any_order_of_articles_and_tables_gives_one_digest(tmp_path: Path) -> None:
    with BUNDLED["zones"].open(encoding="utf-8") as file:
        counties = {row["county_code"] for row in csv.DictReader(file)}
    with BUNDLED["divisions"].open(encoding="utf-8") as file:
        codes = [
            row["code"]
            for row in csv.DictReader(file)
            if row["level"] != "county" or row["code"][2] == "9" or row["code"] in counties
        ]
    paths = BUNDLED | {"divisions": shrink(BUNDLED["divisions"], tmp_path, "code", codes)}
    orders = [
        ["divisions", "indicators", "zones", "admitted", "identity", "article-000", "article-004"],
        ["article-004", "divisions", "zones", "article-000", "admitted", "identity", "indicators"],
    ]
    digests = set()
    for number, order in enumerate(orders):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / str(number))})
        load_paths(settings, [BUNDLED["sources"]])
        for key in order:
            load_paths(settings, [paths[key]])
        manifest = Store(settings).read().manifest
        digests.add((manifest.digest, manifest.mirror_digest))
    assert len(digests) == 1


def test_removing_what_declared_a_name_gives_the_thing_its_minted_key_back(
    tmp_path: Path, home: Settings
) -> None:
    facts = write_statements(tmp_path, "facts.csv", ["甲公司|Enterprise|locatedIn|滨海高新区|Zone"])
    load_paths(home, [write_sources(tmp_path), facts])
    before = Store(home).read().manifest.digest
    load_paths(home, [BUNDLED["sources"]], dataset="shipped-sources")
    load_paths(home, binhai(tmp_path))
    assert any(o == "zone/tianjin-binhai" for _, _, o in located(home))
    report = remove_dataset(home, "zones")
    assert report.retranslated == ["facts"]
    for key in ("divisions", "shipped-sources"):
        remove_dataset(home, key)
    assert Store(home).read().manifest.digest == before


def test_sources_in_use_cannot_be_removed(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(tmp_path, "facts.csv", ["甲公司|Enterprise|locatedIn|某区|Zone"])
    load_paths(home, [write_sources(tmp_path), facts])
    with pytest.raises(InvalidSource, match="paper-a"):
        remove_dataset(home, "sources")
    assert Store(home).current() == 1


def test_an_ambiguous_name_of_the_catalogue_is_refused(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(tmp_path, "facts.csv", ["甲公司|Enterprise|locatedIn|朝阳区|County"])
    load_paths(home, [write_sources(tmp_path)])
    load_paths(home, [BUNDLED["sources"]], dataset="shipped-sources")
    codes = ["110000", "110105", "220000", "220100", "220104"]
    load_paths(home, [shrink(BUNDLED["divisions"], tmp_path, "code", codes)])
    before = Store(home).current()
    with pytest.raises(InvalidSource, match="朝阳区") as caught:
        load_paths(home, [facts])
    (problem,) = caught.value.problems
    assert (problem.place, problem.value) == ("facts.csv:2", "朝阳区")
    assert "朝阳区（division/110105" in problem.zh
    assert "division/220104" in problem.en
    assert Store(home).current() == before
    identity = tmp_path / "identity.csv"
    identity.write_text(
        IDENTITY + "朝阳区,County,division/110105,County,same,据原文,paper-a\n", "utf-8"
    )
    report = load_paths(home, [identity, facts])
    assert report.review == []
    assert (JIA, "locatedIn", "division/110105") in located(home)


def test_an_ambiguous_name_of_an_open_class_is_reviewed_and_kept(
    tmp_path: Path, home: Settings
) -> None:
    own = write_statements(
        tmp_path,
        "own.csv",
        [f"{firm}|Enterprise|alias|华兴|" for firm in ("华兴光电公司", "华兴电池公司")],
    )
    facts = write_statements(tmp_path, "facts.csv", ["华兴|Enterprise|locatedIn|某区|Zone"])
    load_paths(home, [write_sources(tmp_path), own])
    report = load_paths(home, [facts])
    keys = sorted(mint("enterprise", form) for form in ("华兴光电公司", "华兴电池公司"))
    assert [(row["name"], row["candidates"], row["rows"]) for row in report.review] == [
        ("华兴", keys, 1)
    ]
    assert any(s == report.review[0]["stands_as"] for s, _, _ in located(home))
    identity = tmp_path / "identity.csv"
    identity.write_text(
        IDENTITY + "华兴,Enterprise,华兴电池公司,Enterprise,same,据原文,paper-a\n", "utf-8"
    )
    report = load_paths(home, [identity])
    assert "facts" in report.retranslated
    assert report.review == []
    assert any(s == mint("enterprise", "华兴电池公司") for s, _, _ in located(home))


def test_unnamed_things_of_two_articles_stay_two(tmp_path: Path, home: Settings) -> None:
    row = "某公司（未具名）|Enterprise|locatedIn|某区|Zone"
    one = write_statements(tmp_path, "one.csv", [row])
    two = write_statements(tmp_path, "two.csv", [row], "paper-b")
    load_paths(home, [write_sources(tmp_path), one, two])
    assert len({s for s, _, _ in located(home) if s.startswith("enterprise/")}) == 2


def test_identities_merge_and_a_removed_row_parts_again(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲公司|Enterprise|locatedIn|某区|Zone",
            "甲科技股份公司|Enterprise|locatedIn|某区|Zone",
        ],
    )
    load_paths(home, [write_sources(tmp_path), facts])
    before = Store(home).read().manifest.digest
    assert len(located(home)) == 2
    identity = tmp_path / "identity.csv"
    identity.write_text(
        IDENTITY + "甲公司,Enterprise,甲科技股份公司,Enterprise,same,简称,paper-a\n", "utf-8"
    )
    load_paths(home, [identity])
    assert len(located(home)) == 1
    found = Store(home).read().names.resolve("甲公司")
    assert (found.name, found.form) == ("甲科技股份公司", "甲公司")
    remove_dataset(home, "identity")
    assert Store(home).read().manifest.digest == before


def test_rows_of_names_and_aliases_lead_to_the_thing(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲公司|Enterprise|alias|甲司|",
            "甲司|Enterprise|locatedIn|某区|Zone",
            "甲公司|Enterprise|name|甲科技股份公司|",
        ],
    )
    load_paths(home, [write_sources(tmp_path), facts])
    names = Store(home).read().names
    assert {
        names.resolve(form).key for form in ("甲公司", "甲司", "甲科技股份公司", "jkjgfgs")
    } == {JIA}
    assert names.resolve("甲司").name == "甲科技股份公司"


def test_names_of_two_kinds_are_two_things(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "某区|Zone|hasIndustry|新材料|Industry",
            "某区|Zone|develops|新材料|Technology",
            "某区|Zone|hasIndustry|新材料产业|Industry|time=2025",
        ],
    )
    load_paths(home, [write_sources(tmp_path), facts])
    names = Store(home).read().names
    with pytest.raises(AmbiguousName) as caught:
        names.resolve("新材料")
    assert [c["type"] for c in caught.value.candidates] == ["Industry", "Technology"]
    assert names.resolve("新材料产业", "Industry").key == names.resolve("新材料", "Industry").key


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("滨海高新区", "zone/tianjin-binhai"),
        ("tianjin binhai gaoxinqu", "zone/tianjin-binhai"),
        ("tjbhgxq", "zone/tianjin-binhai"),
        ("天津高新區", "zone/tianjin-binhai"),
        ("ＴＪＢＨＧＸＱ", "zone/tianjin-binhai"),
        ("zone/tianjin-binhai", "zone/tianjin-binhai"),
        ("https://w3id.org/gaoxin/id/division/120000", "division/120000"),
        ("Suzhou Industrial Park", "zone/suzhou-gongye-yuan"),
        ("重庆", "division/500000"),
        ("cqgxq", "zone/chongqing"),
    ],
)
def test_names_of_the_shipped_data(shipped, asked: str, key: str) -> None:  # type: ignore[no-untyped-def]
    assert shipped.names.resolve(asked).key == key


def test_initials_that_fit_two_zones_list_both(shipped) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(AmbiguousName) as caught:
        shipped.names.resolve("bhgxq")
    assert [c["key"] for c in caught.value.candidates] == ["zone/beihai", "zone/tianjin-binhai"]


def test_an_identity_table_that_only_keeps_apart_counts(tmp_path: Path, home: Settings) -> None:
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲公司|Enterprise|locatedIn|滨海高新区|Zone",
        ],
    )
    identity = tmp_path / "identity.csv"
    identity.write_text(
        IDENTITY + "滨海高新区,Zone,zone/tianjin-binhai,Zone,different,另一处,paper-a\n", "utf-8"
    )
    load_paths(home, [write_sources(tmp_path)])
    load_paths(home, [BUNDLED["sources"]], dataset="shipped-sources")
    load_paths(home, binhai(tmp_path))
    assert load_paths(home, [identity]).changed
    load_paths(home, [facts])
    assert (JIA, "locatedIn", mint("zone", "滨海高新区")) in located(home)
    assert not load_paths(home, [identity]).changed


def test_an_alias_of_an_unnamed_thing_is_its_datasets_own(tmp_path: Path) -> None:
    rows = ["某公司（未具名）|Enterprise|alias|甲科技|"]
    own = write_statements(tmp_path, "a.csv", rows)
    others = [
        write_statements(tmp_path, f"{name}.csv", [f"甲科技|Enterprise|locatedIn|{name}区|Zone"])
        for name in "bc"
    ]
    digests = set()
    for number, order in enumerate(([own, *others], [*others[::-1], own])):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / str(number))})
        load_paths(settings, [write_sources(tmp_path)])
        for path in order:
            load_paths(settings, [path])
        digests.add(Store(settings).read().manifest.digest)
    assert len(digests) == 1


def test_a_key_may_stand_for_a_name_before_its_table_is_loaded(tmp_path: Path) -> None:
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            "某区|Zone|observation|indicator/IND001|Indicator|value=1|unit=亿元",
        ],
    )
    digests = set()
    for number, order in enumerate(itertools.permutations([facts, BUNDLED["indicators"]])):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / str(number))})
        load_paths(settings, [BUNDLED["sources"]], dataset="shipped-sources")
        load_paths(settings, [write_sources(tmp_path)])
        for path in order:
            load_paths(settings, [path])
        digests.add(Store(settings).read().manifest.digest)
    assert len(digests) == 1


def test_two_sources_may_name_a_thing_differently(tmp_path: Path, home: Settings) -> None:
    one = write_statements(tmp_path, "one.csv", ["甲|Enterprise|name|甲股份有限公司|"])
    two = write_statements(tmp_path, "two.csv", ["甲|Enterprise|name|甲集团|"], "paper-b")
    load_paths(home, [write_sources(tmp_path), one])
    load_paths(home, [two])
    names = Store(home).read().names
    found = {names.resolve(form).key for form in ("甲", "甲集团", "甲股份有限公司")}
    assert len(found) == 1
    assert names.resolve("甲").name == "甲集团"


def test_aliases_in_a_circle_end(tmp_path: Path, home: Settings) -> None:
    ring = "甲乙丙丁戊己庚辛"
    facts = write_statements(
        tmp_path,
        "facts.csv",
        [
            *(f"{a}公司|Enterprise|alias|{b}公司|" for a in ring for b in ring if a != b),
            *(f"{a}公司|Enterprise|locatedIn|{a}区|Zone" for a in ring),
        ],
    )
    load_paths(home, [write_sources(tmp_path), facts])
    assert len({s for s, p, _ in located(home) if p == "locatedIn"}) == 1


def test_a_long_chain_of_aliases_is_followed_in_any_order(tmp_path: Path) -> None:
    links = [f"第{n}公司|Enterprise|alias|第{n + 1}公司|" for n in range(12)]
    tables = [
        write_statements(tmp_path, "chain.csv", links),
        write_statements(tmp_path, "facts.csv", ["第12公司|Enterprise|partnerOf|乙|Enterprise"]),
        write_statements(tmp_path, "top.csv", ["母公司|Enterprise|alias|第0公司|"]),
    ]
    homes = [Settings(home=tmp_path / name) for name in ("together", "apart")]
    load_paths(homes[0], [write_sources(tmp_path), *tables])
    load_paths(homes[1], [write_sources(tmp_path), *tables[:2]])
    assert load_paths(homes[1], tables[2:]).retranslated == ["chain", "facts"]
    assert (mint("enterprise", "母公司"), "partnerOf", mint("enterprise", "乙")) in located(
        homes[1]
    )
    together, apart = (Store(home).read().manifest.digest for home in homes)
    assert together == apart


def test_every_name_leads_to_a_list_that_contains_its_thing(shipped: Generation) -> None:
    """It resolves to the thing, or lists its namesakes or candidates; for all names and aliases."""
    base = sqlite3.connect(shipped.folder / "names.sqlite")
    query = (
        "SELECT thing.iri, form.form FROM form JOIN thing ON thing.id = form.thing "
        "WHERE how IN ('preferred', 'alias')"
    )
    asked = base.execute(query).fetchall()
    assert len(asked) > 9_000
    lost = [
        form
        for iri, form in asked
        if iri
        not in {m.iri for m in (*shipped.names.candidates(form), *shipped.names.namesakes(form))}
    ]
    assert lost == []
