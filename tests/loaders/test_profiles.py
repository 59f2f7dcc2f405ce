"""Profiles of datasets: built from records and from quads, without a store."""

from __future__ import annotations

import json

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.name_rows import Alias, Declared, Same
from gaoxin.loaders.resolving.profile import Profile, profile_of_quads
from gaoxin.loaders.resolving.retranslation import ChangedNames, WrittenForms, changed_names
from gaoxin.model import Fact, Key, Name, Statement, Text, Thing
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import read_settings
from tests.fixtures.records import SHOWN, UNNAMED, row, same, thing

MINTER = Minter(read_settings({}))
BASE = MINTER.base
GX = "https://w3id.org/gaoxin/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def credit_code(name: str) -> str:
    """A valid credit code made from one character."""
    first = f"91340100{ord(name):09d}"
    return first + check_character(first)


def test_a_profile_of_records_holds_every_name() -> None:
    profile = profile_of_records(
        "d",
        [
            thing("zone/x", "NationalZone+Zone", "某 区", " 某区 "),
            Thing(
                "source/my-list", ("Source",), (("名单", "preferred", "zh"),), "paper", "s.csv:9"
            ),
            row("甲  公司", "alias", "甲司"),
            Statement(
                "甲公司", "Enterprise", "name", value="甲集团", source="other", place="f.csv:7"
            ),
            row("甲公司", "locatedIn", "某区", "Zone"),
            row("甲公司", "website", "https://example.org"),
            Fact(Name("Zone", "乙区"), "locatedIn", Name("City", "某市"), "paper"),
            Fact(Key("zone/y"), "approved", Text("1991"), "paper"),
            same("甲司", "甲公司"),
            same("丙", "丁", same=False),
        ],
    )
    zone, source = ("NationalZone", "Zone"), ("Source",)
    assert profile.declared == {
        Declared("zone", "某 区", "preferred", "zone/x", zone),
        Declared("zone", "某区", "preferred", "zone/x", zone),
        Declared("source", "名单", "preferred", "source/my-list", source),
        Declared("source", "my-list", "code", "source/my-list", source),
    }
    assert profile.mentions == {
        ("enterprise", "甲 公司", "Enterprise"),
        ("enterprise", "甲公司", "Enterprise"),
        ("zone", "某区", "Zone"),
        ("zone", "乙区", "Zone"),
        ("division", "某市", "City"),
    }
    assert profile.aliases == {
        Alias("enterprise", "Enterprise", "甲 公司", "甲司", False),
        Alias("enterprise", "Enterprise", "甲公司", "甲集团", True),
    }
    assert profile.identities == {
        Same("Enterprise", "甲司", "Enterprise", "甲公司", True),
        Same("Enterprise", "丙", "Enterprise", "丁", False),
    }
    assert profile.used_sources == {"paper", "other"}
    assert profile.source_places == {"paper": ("t.csv", 2), "other": ("f.csv", 7)}
    body, *rows = json.loads(json.dumps(list(profile.dump())))
    assert Profile.load("d", body, iter(rows)) == profile


def test_a_dump_is_sorted() -> None:
    names = "丁丙乙甲"
    profile = profile_of_records(
        "d",
        [
            *(thing(f"zone/{name}", "Zone", name) for name in names),
            *(row(name, "alias", f"{name}司") for name in names),
            *(same(name, f"{name}厂") for name in names),
            *(Fact(Key("zone/x"), "approved", Text("1991"), f"s{n}") for n in range(5, 0, -1)),
            *(Fact(Key(f"zone/{name}"), "locatedIn", Key("division/1"), "s") for name in names),
            *(Fact(Name("Person", name), "holdsPosition", Key("zone/x"), "s") for name in names),
            *(
                Statement(f"{name}{n}", "Enterprise", "creditCode", value=credit_code(name))
                for name in names
                for n in "21"
            ),
        ],
    )
    body, *rows = profile.dump()
    assert list(body) == [
        "form",
        "identities",
        "used_sources",
        "posts",
        "shown",
        "contested",
        "rows",
    ]
    follow = body.pop("rows")
    del body["form"]
    for name, size in follow.items():
        body[name], rows = [row["name"] for row in rows[:size]], rows[size:]
    assert not rows
    for found in body.values():
        assert len(found) >= 4
        assert found == sorted(found)


def test_a_place_without_a_line_is_kept_whole() -> None:
    for place, found in {"f.csv": ("f.csv", None), "f:x": ("f:x", None), "": ("", None)}.items():
        profile = profile_of_records("d", [Fact(Key("a/b"), "p", Text("x"), "s", place)])
        assert profile.source_places == {"s": found}


def quads(*lines: tuple[str, str, str], source: str = "paper") -> list[ox.Quad]:
    """Subject, predicate and object; an object that begins with ``"`` is a literal."""
    graph = MINTER.graph("d", source)
    return [
        ox.Quad(
            ox.NamedNode(s),
            ox.NamedNode(p),
            ox.Literal(o[1:], language="zh") if o.startswith('"') else ox.NamedNode(o),
            graph,
        )
        for s, p, o in lines
    ]


def test_a_profile_of_quads_reads_labels_of_typed_things() -> None:
    zone, foreign, concept = f"{BASE}zone/x", "http://example.org/y", f"{BASE}industry/c"
    profile = profile_of_quads(
        "d",
        quads(
            (f"{BASE}z/untyped", f"{SKOS}prefLabel", '"无类'),
            (f"{BASE}z/other", TYPE, "http://example.org/Other"),
            (f"{BASE}z/other", f"{SKOS}prefLabel", '"外类'),
            (zone, f"{SKOS}prefLabel", '"某　区'),
            (zone, f"{SKOS}altLabel", '"别名'),
            (zone, f"{SKOS}hiddenLabel", '"简'),
            (zone, TYPE, f"{GX}Zone"),
            (zone, TYPE, f"{GX}NationalZone"),
            (zone, TYPE, "http://example.org/Other"),
            (foreign, TYPE, f"{GX}Enterprise"),
            (foreign, f"{SKOS}prefLabel", '"乙厂'),
            (concept, TYPE, f"{GX}Industry"),
            (concept, f"{SKOS}prefLabel", '"电池'),
            (concept, f"{SKOS}inScheme", f"{BASE}scheme/s"),
            (f"{BASE}source/my-list", TYPE, f"{GX}Source"),
            (f"{BASE}source/no", TYPE, f"{GX}Event"),
            (f"{BASE}zone/no", TYPE, f"{GX}Source"),
            (f"{BASE}zone/iri-label", f"{SKOS}prefLabel", zone),
        ),
        MINTER,
    )
    classes = ("NationalZone", "Zone")
    assert profile.declared == {
        Declared("zone", "某 区", "preferred", "zone/x", classes),
        Declared("zone", "别名", "alias", "zone/x", classes),
        Declared("zone", "简", "short", "zone/x", classes),
        Declared("enterprise", "乙厂", "preferred", foreign, ("Enterprise",)),
        Declared("industry", "电池", "official", "industry/c", ("Industry",)),
        Declared("source", "my-list", "code", "source/my-list", ("Source",)),
    }
    assert profile.used_sources == {"paper"}
    assert profile.mentions == set()


def test_entries_are_all_names_that_a_dataset_can_change() -> None:
    profile = profile_of_records(
        "d",
        [
            thing("industry/x", "Industry", "某产业"),
            row(UNNAMED, "alias", "甲 司"),
            Identity(Name("Industry", "电池产业"), Name("Zone", "区"), True, "", "s"),
        ],
    )
    assert {name for name, _ in profile.entries()} == {
        ("industry", "某产业"),
        ("industry", "*"),
        ("", "industry/x"),
        ("enterprise", f"{SHOWN}\x1fd"),
        ("enterprise", "甲司"),
        ("industry", "电池"),
    }


def test_leads_say_which_name_decides_another() -> None:
    profile = profile_of_records(
        "d",
        [
            row(UNNAMED, "alias", "甲 司"),
            Identity(Name("Industry", "电池产业"), Name("Zone", "某 区"), True, "", "s"),
        ],
    )
    assert set(profile.leads()) == {
        (("enterprise", f"{SHOWN}\x1fd"), ("enterprise", "甲司")),
        (("", SHOWN), ("enterprise", "甲司")),
        (("zone", "某区"), ("industry", "电池")),
        (("", "某 区"), ("industry", "电池")),
    }


def test_a_dataset_is_touched_by_names_that_it_mentions() -> None:
    profile = profile_of_records(
        "d",
        [
            row("甲 公司", "operatesIn", "电池产业", "Industry"),
            row(UNNAMED, "website", "x"),
            row("enterprise/a", "website", "x"),
        ],
    )
    changes = ChangedNames(WrittenForms({}), WrittenForms({}))
    for name in [
        ("enterprise", "甲公司"),
        ("industry", "电池"),
        ("", "enterprise/a"),
        ("enterprise", f"{SHOWN}\x1fd"),
    ]:
        changes.names = {name}
        assert changes.touch(profile)
    for name in [
        ("zone", "甲公司"),
        ("enterprise", "电池"),
        ("", "甲公司"),
        ("enterprise", SHOWN),
        ("enterprise", f"{SHOWN}\x1fe"),
    ]:
        changes.names = {name}
        assert not changes.touch(profile)


def test_changed_names_are_those_that_differ() -> None:
    one = profile_of_records("a", [thing("zone/x", "Zone", "某区"), row("甲", "alias", "乙")])
    two = profile_of_records("a", [thing("zone/x", "Zone", "某区"), row("甲", "alias", "丙")])
    assert changed_names({"a": one}, {"a": one}).names == set()
    assert changed_names({"a": one}, {"a": two}).names == {
        ("enterprise", "甲"),
        ("enterprise", "乙"),
        ("enterprise", "丙"),
    }
    moved = profile_of_records("b", [thing("zone/x", "Zone", "某区"), row("甲", "alias", "乙")])
    assert changed_names({"a": one}, {"b": moved}).names == set()
    new = changed_names({}, {"a": two})
    assert all(name in new for name, _ in two.entries())


def test_a_mention_changes_a_name_only_if_it_is_then_shown_in_another_form() -> None:
    first = profile_of_records("a", [row("甲 公司", "website", "x")])
    again = profile_of_records("b", [row("甲 公司", "website", "y")])
    other = profile_of_records("b", [row("甲公司", "website", "y")])  # shorter, so it is shown
    name = ("enterprise", "甲公司")
    assert name not in changed_names({"a": first}, {"a": first, "b": again})
    assert name in changed_names({"a": first}, {"a": first, "b": other})
    assert name in changed_names({}, {"a": first})
    assert name in changed_names({"a": first}, {})
