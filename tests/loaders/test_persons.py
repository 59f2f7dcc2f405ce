"""Persons are told apart by name and organization, never by name alone."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from gaoxin.graph.names.keys import mint
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.evidence import posts_in
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.persons import person_key
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text
from gaoxin.settings import read_settings
from tests.fixtures.records import same, thing

pytestmark = pytest.mark.usefixtures("in_both")

ZONES: list[Record] = [
    thing("zone/hefei", "Zone", "合肥高新区"),
    thing("zone/wuhu", "Zone", "芜湖高新区"),
    thing("division/340100", "City", "合肥市"),
    Fact(Key("zone/hefei"), "locatedIn", Key("division/340100"), "s"),
    Fact(Key("zone/wuhu"), "locatedIn", Key("division/340200"), "s"),
]


def post(person: str, body: str, type_: str = "Enterprise", traits: str = "") -> Statement:
    return Statement(
        person, "Person", "holdsPosition", body, type_, qualifier="董事", source="s", traits=traits
    )


def located(firm: str, zone: str) -> Statement:
    return Statement(firm, "Enterprise", "locatedIn", zone, "Zone", source="s")


class People:
    """The persons of several datasets, by the place of their mention."""

    def __init__(
        self, *datasets: Iterable[Record | Identity], lists: Iterable[Iterable[Record]] = ()
    ) -> None:
        self.datasets = {f"d{n}": list(records) for n, records in enumerate(datasets)}
        profiles = {key: profile_of_records(key, d) for key, d in self.datasets.items()}
        for number, records in enumerate(lists):
            key = f"list{number}"
            self.datasets[key] = list(records)
            profiles[key] = profile_of_records(key, self.datasets[key], is_list=True)
        self.registry = Registry(dict(reversed(profiles.items())))

    def keys(self, dataset: str = "d0") -> list[str]:
        """The key of each mention of a person in the dataset, in the order of its records."""
        return [
            self.registry.resolve_person(found, dataset).key
            for record in self.datasets[dataset]
            if not isinstance(record, Identity)
            for found in posts_in(record)
        ]

    def candidates(self, form: str, dataset: str = "d0") -> tuple[str, ...]:
        return self.registry.resolve("Person", form, dataset).candidates


def test_a_name_and_an_organization_are_one_person_in_all_datasets() -> None:
    people = People(
        [post("张三", "甲")], [post(" 張三", "甲"), post("李四", "甲")], [post("张三", "乙")]
    )
    assert people.keys("d0") == [person_key("张三", mint("enterprise", "甲"))]
    assert people.keys("d1")[0] == people.keys("d0")[0]
    assert people.keys("d1")[1] != people.keys("d0")[0]
    assert people.keys("d2")[0] != people.keys("d0")[0]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([post("张三", "甲"), post("张三", "合肥高新区", "Zone")], 1),
        ([post("张三", "甲协会", "Organization"), post("张三", "乙协会", "Organization")], 1),
        ([post("张三", "甲"), post("张三", "甲")], 1),
        ([post("张三", "甲"), post("张三", "乙")], 2),
        ([post("张三", "合肥高新区", "Zone"), post("张三", "芜湖高新区", "Zone")], 2),
        (
            [post("张三", "甲"), located("甲", "芜湖高新区"), post("张三", "合肥高新区", "Zone")],
            2,
        ),
        (
            [post("张三", "甲"), located("甲", "合肥高新区"), post("张三", "合肥市", "City")],
            1,
        ),
        ([post("张三", "合肥高新区", "Zone"), post("张三", "甲"), post("张三", "乙")], 3),
    ],
)
def test_one_dataset_has_one_person_of_a_name_unless_the_organizations_forbid_it(
    rows: list[Record], count: int
) -> None:
    assert len(set(People(rows, ZONES).keys())) == count


def test_several_datasets_may_show_that_one_person_cannot_be_meant() -> None:
    zone = post("张三", "合肥高新区", "Zone")
    alone = People([zone, post("张三", "甲")], ZONES)
    assert len(set(alone.keys())) == 1
    people = People([zone, post("张三", "甲")], [zone, post("张三", "乙")], ZONES)
    assert len({*people.keys("d0"), *people.keys("d1")}) == 3


def test_a_name_without_an_organization_is_the_one_of_its_dataset() -> None:
    event = Statement("张三", "Person", "participatesIn", "某会", "Event", source="s")
    assert len(set(People([post("张三", "甲"), event]).keys())) == 1
    alone = People([event], [event])
    assert alone.keys("d0") == [person_key("张三", "d0")]
    assert alone.keys("d1") == [person_key("张三", "d1")]
    several = People([post("张三", "甲"), post("张三", "乙"), event])
    assert len(set(several.keys())) == 3
    assert set(several.candidates("张三")) == set(several.keys()[:2])


def test_a_row_of_the_identity_table_merges() -> None:
    rows = [post("张三", "甲"), post("张三", "乙"), post("张三", "丙")]
    two = People(rows, [same("张三(甲)", "张三(乙)", "Person")])
    first, second, third = two.keys()
    assert first == second == person_key("张三", mint("enterprise", "乙"))
    assert third != first
    everywhere = People(rows, [same("张三", "张三", "Person")])
    assert set(everywhere.keys()) == {mint("person", "张三")}


def test_another_name_is_merged_into_the_only_person_of_a_name() -> None:
    rows = [post("张叁", "甲"), post("张三", "乙")]
    people = People(rows, [same("张叁", "张三", "Person")])
    assert people.keys() == [person_key("张三", mint("enterprise", "乙"))] * 2


def test_another_name_within_a_dataset_is_the_same_person() -> None:
    alias = Statement("张三", "Person", "alias", "张老三", source="s")
    people = People([post("张三", "甲"), alias, post("张老三", "甲")], [post("张老三", "甲")])
    assert len(set(people.keys("d0"))) == 1
    assert people.keys("d1") != people.keys("d0")[:1]


def test_a_name_with_its_organization_in_brackets() -> None:
    people = People([post("张三", "甲"), post("张三", "乙"), post("李四(女)", "甲")])
    found = people.registry.resolve("Person", "张三（乙）", "d0")
    assert found.key == people.keys()[1]
    assert found.canonical == "张三"
    assert people.registry.resolve("Person", "李四（女）", "d0").canonical == "李四(女)"


def test_the_person_follows_the_organization() -> None:
    """When a firm is found to be another one, its people move with it."""
    rows = [post("张三", "甲")]
    people = People(rows, [same("甲", "甲公司")])
    assert people.keys() == [person_key("张三", mint("enterprise", "甲公司"))]


def test_somebody_unnamed_belongs_to_the_dataset() -> None:
    row = post("某董事长（未具名）", "甲")
    people = People([row], [row])
    assert people.keys("d0") != people.keys("d1")


def test_rows_of_lists_name_the_person_beside_the_firm() -> None:
    firm = Key("enterprise/91350100M000100Y43")
    row = Entity(firm, ("Enterprise",), (), (("partnerOf", Name("Person", "张三")),), "s")
    person = Entity(
        Name("Person", "李四"),
        ("Person",),
        (),
        (("holdsPosition", Name("Enterprise", "甲")), ("skos:note", Text("专家"))),
        "s",
    )
    people = People(lists=[[row, person]])
    assert people.keys("list0") == [
        person_key("张三", firm.path),
        person_key("李四", mint("enterprise", "甲")),
    ]


def executives(seed: int, firms: int, rows: int) -> list[tuple[str, str, str]]:
    """A list of (firm, name, traits), with shared names, two posts of one person, and two people
    of one name in one firm.
    """
    chance = random.Random(seed)
    found = []
    for _ in range(rows):
        name = chance.choice("王李张刘陈杨赵黄周吴徐孙") + "".join(
            chance.choices("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平", k=chance.choice((1, 2)))
        )
        person = (
            f"公司{chance.randrange(firms)}",
            name,
            f"{chance.choice('男女')};{chance.randrange(30, 70)}",
        )
        found += [person] * chance.choice((1, 1, 1, 2))
    return found


@pytest.mark.parametrize("is_list", [False, True])
def test_no_two_executives_of_a_register_are_merged(is_list: bool) -> None:
    rows = executives(7, 4600, 16_000)
    shared = Counter(name for _, name in {(firm, name) for firm, name, _ in rows})
    assert sum(count > 1 for count in shared.values()) > 1000
    records = [post(name, firm, traits=traits) for firm, name, traits in rows]
    people = People(lists=[records]) if is_list else People(records)
    keys = people.keys("list0" if is_list else "d0")
    persons: dict[str, set[tuple[str, str, str]]] = {}
    for key, row in zip(keys, rows, strict=True):
        persons.setdefault(key, set()).add(row)
    assert all(len(meant) == 1 for meant in persons.values())
    assert len(persons) == len(set(rows))


@pytest.mark.parametrize("is_list", [False, True])
def test_nor_without_other_columns(is_list: bool) -> None:
    rows = executives(8, 4600, 16_000)
    records = [post(name, firm) for firm, name, _ in rows]
    people = People(lists=[records]) if is_list else People(records)
    keys = people.keys("list0" if is_list else "d0")
    assert len(set(keys)) == len({row[:2] for row in rows})
    assert len(set(zip(keys, (row[:2] for row in rows), strict=True))) == len(set(keys))


def test_the_profile_of_a_list_does_not_grow_with_its_persons() -> None:
    records = [post(f"人{n}", f"公司{n}", traits="男") for n in range(500)]
    profile = profile_of_records("list", records, is_list=True)
    assert not profile.posts


def test_a_list_of_executives_is_loaded_without_their_private_details(tmp_path: Path) -> None:
    rows = [
        "股票代码,公司,姓名,职务,性别,年龄,简介",
        "000001,甲银行,张伟,董事,男,55,",
        "000001,甲银行,张伟,行长,男, 55,有经验",
        "000001,甲银行,张伟,监事,女,41,无",
        "000002,乙地产,张伟,董事,男,55,",
        "000002,乙地产,李静,独立董事,女,-,",
    ]
    path = tmp_path / "高管.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    settings = read_settings({"GAOXIN_HOME": str(tmp_path / "home")})
    load_paths(settings, [path])
    triples = list(Store(settings).read().triples())
    held: dict[str, set[str]] = {}
    for quad in triples:
        if quad.predicate.value.endswith("#title"):
            (holder,) = (
                value_of(q.object)
                for q in triples
                if q.subject == quad.subject and q.predicate.value.endswith("#holder")
            )
            held.setdefault(holder, set()).add(value_of(quad.object))
    expected = [["监事"], ["董事"], ["独立董事"], ["董事", "行长"]]
    assert sorted(map(sorted, held.values())) == sorted(expected)
    people = {value_of(q.subject) for q in triples if value_of(q.object).endswith("#Person")}
    assert people == set(held)
    kept = b"".join(
        gzip.decompress(item.read_bytes()) for item in (settings.home / "inputs").glob("*.gz")
    ).decode()
    assert "张伟" in kept
    assert "男" not in kept
    assert "41" not in [cell.strip('" ,[]') for cell in kept.split()]
