"""Records to quads: each kind of record, without a store."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import mint
from gaoxin.loaders.inputs import Content
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.persons import person_key
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.translate import Translator, find_places, translate_content
from gaoxin.loaders.translation import Translation
from gaoxin.loaders.written_terms import graph_header
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm
from gaoxin.ontology.namespaces import XSD
from gaoxin.settings import read_settings
from tests.fixtures.records import SHOWN, UNNAMED, row, same, thing

MINTER = Minter(read_settings({}))
GX = "https://w3id.org/gaoxin/ontology#"
DATASET = "数据/a"
JIA, YI = mint("enterprise", "甲"), mint("enterprise", "乙")
ZONE = thing("zone/x", "NationalZone+Zone", "某区")
CITY = thing("division/1", "City+Province", "某市")


def translate(
    records: Iterable[Record | Identity], *others: Iterable[Record | Identity]
) -> Translation:
    """Translate the records as dataset :data:`DATASET`; ``others`` are datasets with more names."""
    records = list(records)
    profiles = [profile_of_records(DATASET, records)]
    profiles += [profile_of_records(f"other{n}", other) for n, other in enumerate(others)]
    registry = Registry({profile.dataset: profile for profile in profiles})
    return Translator(DATASET, registry, MINTER).translate(records)


def short(term: object) -> str:
    """Keys and local names instead of IRIs; literals as in N-Triples."""
    if isinstance(term, ox.NamedNode):
        key = MINTER.key(term.value)
        return key.rpartition("#")[2] if "#" in key else key
    return str(term).replace(XSD, "xsd:")


def said(out: Translation, source: str = "paper") -> set[tuple[str, str, str]]:
    """The triples in the graph of a source, without its header and the nodes about facts."""
    graph = MINTER.graph(DATASET, source)
    assert out.sources[source] == graph.value
    header = graph_header(MINTER, DATASET, source)
    quads = out.graphs[graph.value]
    assert header <= quads
    assert {quad.graph_name for quad in quads} == {graph}
    return {
        (short(q.subject), short(q.predicate), short(q.object))
        for q in quads - header
        if short(q.subject).partition("/")[0] not in ("statement", "observation", "position")
    }


def node_of(out: Translation, kind: str) -> dict[str, str]:
    """The properties of the only node about a fact of the kind."""
    quads = [q for graph in out.graphs.values() for q in graph]
    found = [q for q in quads if short(q.subject).startswith(f"{kind}/")]
    assert len({q.subject for q in found}) == 1
    assert found[0].subject.value in out.origins  # type: ignore[union-attr]
    return {short(q.predicate): short(q.object) for q in found}


def test_the_header_says_whose_the_graph_is() -> None:
    graph = MINTER.graph(DATASET, "paper")
    assert graph.value == f"{MINTER.base}graph/%E6%95%B0%E6%8D%AE%2Fa/paper"
    assert {
        (q.subject, short(q.predicate), short(q.object), q.graph_name)
        for q in graph_header(MINTER, DATASET, "paper")
    } == {
        (graph, "type", "StatementGraph", graph),
        (graph, "dataset", f'"{DATASET}"', graph),
        (graph, "http://purl.org/dc/terms/source", "source/paper", graph),
    }


def test_a_thing_has_its_classes_and_names() -> None:
    names = (
        ("某  区", "preferred", ""),
        ("Some Zone", "preferred", "en"),
        ("别名", "alias", "zh"),
        ("简", "short", "zh"),
        ("X1", "code", "zh"),
        ("正式", "official", "zh"),
    )
    out = translate([Thing("zone/x", ("NationalZone", "Zone"), names, "paper", "z.csv:2")])
    assert said(out) == {
        ("zone/x", "type", "NationalZone"),
        ("zone/x", "type", "Zone"),
        ("zone/x", "prefLabel", '"某 区"@zh'),
        ("zone/x", "prefLabel", '"Some Zone"@en'),
        ("zone/x", "prefLabel", '"正式"@zh'),
        ("zone/x", "altLabel", '"别名"@zh'),
        ("zone/x", "hiddenLabel", '"简"@zh'),
        ("zone/x", "hiddenLabel", '"X1"@zh'),
    }
    assert out.origins == {f"{MINTER.base}zone/x": "z.csv:2"}


def test_a_fact_has_each_kind_of_end() -> None:
    out = translate(
        [
            ZONE,
            Fact(Key("zone/x"), "approved", Text("1991", f"{XSD}gYear"), "paper", "f.csv:2"),
            Fact(Key("zone/x"), "http://example.org/p", Text("a", language="en"), "paper"),
            Fact(Key("zone/x"), "gx2:p", Text("a"), "other"),
            Fact(Name("Zone", "某区"), "status", VocabularyTerm(f"{GX}Thing"), "paper"),
            Fact(Key("industry/y"), "hostedBy", Key("zone/x"), "paper", "f.csv:5"),
        ]
    )
    assert said(out) - said(translate([ZONE])) == {
        ("zone/x", "approved", '"1991"^^<xsd:gYear>'),
        ("zone/x", "http://example.org/p", '"a"@en'),
        ("zone/x", "status", "Thing"),
        ("industry/y", "hostedBy", "zone/x"),
    }
    assert said(out, "other") == {("zone/x", "gx2:p", '"a"')}
    assert set(out.sources) == {"paper", "other"}
    assert out.origins[f"{MINTER.base}industry/y"] == "f.csv:5"
    assert out.origins[f"{MINTER.base}zone/x"] == "t.csv:2"  # the first place counts


def test_a_relation_is_a_triple_and_a_node() -> None:
    out = translate([row("甲", "locatedIn", "某 区", "Zone")], [ZONE])
    assert said(out) == {
        (JIA, "type", "Enterprise"),
        (JIA, "prefLabel", '"甲"@zh'),
        (JIA, "locatedIn", "zone/x"),
        ("zone/x", "altLabel", '"某 区"@zh'),
    }
    assert node_of(out, "statement") == {
        "type": "Statement",
        "subject": JIA,
        "predicate": "locatedIn",
        "object": "zone/x",
        "status": '"actual"',
    }
    assert out.origins[f"{MINTER.base}{JIA}"] == "f.csv:3"
    assert out.review == {}


def test_a_known_form_of_a_declared_thing_is_not_said_again() -> None:
    out = translate([row("甲", "locatedIn", "某区", "Zone")], [ZONE])
    assert "zone/x" not in {subject for subject, _, _ in said(out)}


def test_another_form_of_an_undeclared_thing_is_its_alias() -> None:
    out = translate(
        [row("甲 司", "operatesIn", "电池产业", "Industry"), row("甲司", "alias", "司")]
    )
    key, industry = mint("enterprise", "甲司"), mint("industry", "电池")
    assert said(out) == {
        (key, "type", "Enterprise"),
        (key, "prefLabel", '"甲司"@zh'),
        (key, "altLabel", '"甲 司"@zh'),
        (key, "altLabel", '"司"@zh'),
        (key, "operatesIn", industry),
        (industry, "type", "Industry"),
        (industry, "prefLabel", '"电池产业"@zh'),
    }


def test_the_node_keeps_a_type_that_export_would_not_show() -> None:
    def types(subject: str, cls: str, value: str, value_cls: str) -> tuple[str, str]:
        statement = Statement(subject, cls, "locatedIn", value, value_cls, source="paper")
        node = node_of(translate([statement], [ZONE, CITY]), "statement")
        return node.get("subjectType", ""), node.get("objectType", "")

    assert types("某区", "Zone", "某市", "City") == ("", "")
    assert types("某区", "NationalZone", "某市", "Province") == (
        "NationalZone",
        "Province",
    )
    # For an undeclared division each row keeps its own class, because datasets may differ.
    assert types("甲", "Enterprise", "无名市", "City") == ("", "City")
    assert types("无名县", "County", "某市", "City") == ("County", "")


def test_a_figure_is_a_node_alone() -> None:
    out = translate(
        [
            Statement(
                "某区", "Zone", "observation", "产值", value="1.50", unit="亿元", source="paper"
            )
        ],
        [ZONE],
    )
    indicator = mint("indicator", "产值")
    assert said(out) == {
        (indicator, "type", "Indicator"),
        (indicator, "prefLabel", '"产值"@zh'),
    }
    node = node_of(out, "observation")
    assert (node["about"], node["indicator"]) == ("zone/x", indicator)
    assert (node["value"], node["valueText"]) == ('"1.5"^^<xsd:decimal>', '"1.50"')
    assert (node["normalValue"], node["normalUnit"]) == ('"150000000"^^<xsd:decimal>', '"元"')
    assert "objectType" not in node


def test_a_position_is_a_relation_with_a_node_of_its_own() -> None:
    held = Statement(
        "丙", "Person", "holdsPosition", "某区", "Zone", qualifier="主任", source="paper"
    )
    out = translate([held], [ZONE])
    person = person_key("丙", "zone/x")
    assert (person, "holdsPosition", "zone/x") in said(out)
    node = node_of(out, "position")
    assert (node["holder"], node["organization"]) == (person, "zone/x")
    assert node["title"] == '"主任"'


def test_an_attribute_is_a_literal_and_a_node() -> None:
    area = Statement("某区", "Zone", "area", value="12.0", unit="公顷", source="paper")
    out = translate([area], [ZONE])
    assert said(out) == {("zone/x", "area", '"12"^^<xsd:decimal>')}
    node = node_of(out, "statement")
    assert (node["object"], node["valueText"]) == ('"12"^^<xsd:decimal>', '"12.0"')
    site = Statement("某区", "Zone", "website", "https://x.cn", source="paper")
    assert said(translate([site], [ZONE])) == {
        ("zone/x", "website", '"https://x.cn"^^<xsd:anyURI>')
    }


def test_a_name_is_preferred_where_it_is_the_chosen_one() -> None:
    rows = [row("甲", "name", "甲集团"), row("甲", "name", "甲股份公司")]
    assert said(translate(rows)) == {
        (JIA, "type", "Enterprise"),
        (JIA, "prefLabel", '"甲集团"@zh'),
        (JIA, "altLabel", '"甲"@zh'),
        (JIA, "altLabel", '"甲股份公司"@zh'),
    }
    # A declared thing already has its preferred name.
    declared = thing("enterprise/x", "Enterprise", "甲")
    out = translate([row("甲", "name", "甲集团")], [declared])
    assert said(out) == {("enterprise/x", "altLabel", '"甲集团"@zh')}


def test_an_identity_makes_the_merged_name_an_alias() -> None:
    out = translate([same("乙 厂", "甲"), same("丁", "甲", same=False)])
    assert said(out) == {
        (JIA, "type", "Enterprise"),
        (JIA, "prefLabel", '"甲"@zh'),
        (JIA, "altLabel", '"乙 厂"@zh'),
    }
    assert out.origins[f"{MINTER.base}{JIA}"] == "i.csv:4"


def test_an_undecided_name_stands_for_itself_and_is_reviewed() -> None:
    others = [thing("zone/x", "Zone", "某区"), thing("zone/y", "Zone", "某区")]
    out = translate(
        [row("甲", "locatedIn", "某区", "Zone"), row("乙", "locatedIn", "某区", "Zone")], others
    )
    own = mint("zone", "某区")
    assert out.review == {
        ("Zone", "某区"): {
            "name": "某区",
            "type": "Zone",
            "candidates": ["zone/x", "zone/y"],
            "stands_as": own,
            "place": "f.csv:3",
            "rows": 2,
        },
    }
    assert {(JIA, "locatedIn", own), (YI, "locatedIn", own), (own, "type", "Zone")} <= said(out)


def test_an_unnamed_thing_belongs_to_the_dataset() -> None:
    out = translate([row(UNNAMED, "website", "https://x.cn")])
    key = mint("enterprise", SHOWN, DATASET)
    assert (key, "prefLabel", f'"{SHOWN}"@zh') in said(out)


def test_sources_speak_in_graphs_of_their_own() -> None:
    cells = ("甲", "Enterprise", "locatedIn", "某区", "Zone")
    out = translate([Statement(*cells, source="a"), Statement(*cells, source="b")], [ZONE])
    assert said(out, "a") == said(out, "b")
    assert len(out.graphs) == 2
    node_of(out, "statement")  # both state it about the same node


def test_an_entity_with_a_key() -> None:
    """Its names are declared, so that another record finds it by them."""
    firm = Entity(
        Key("enterprise/91"),
        ("Enterprise",),
        (("甲", "preferred", "zh"), ("甲司", "short", "zh")),
        (("locatedIn", Name("Zone", "某区")), ("address", Text("一路 1 号"))),
        "paper",
        "list.xlsx:4",
    )
    out = translate([firm, row("甲司", "partnerOf", "乙", "Enterprise")], [ZONE])
    assert said(out) >= {
        ("enterprise/91", "type", "Enterprise"),
        ("enterprise/91", "prefLabel", '"甲"@zh'),
        ("enterprise/91", "hiddenLabel", '"甲司"@zh'),
        ("enterprise/91", "locatedIn", "zone/x"),
        ("enterprise/91", "address", '"一路 1 号"'),
        ("enterprise/91", "partnerOf", YI),
    }
    assert out.origins[MINTER.thing("enterprise/91").value] == "list.xlsx:4"


def test_an_entity_with_a_name() -> None:
    """The thing is the one that the name means, and its further names lead to it."""
    firm = Entity(
        Name("Enterprise", "甲"),
        ("Enterprise",),
        (("甲司", "alias", "zh"),),
        (("operatesIn", Name("Industry", "光伏")),),
        "paper",
    )
    out = translate([firm, row("甲司", "partnerOf", "乙", "Enterprise")])
    assert said(out) >= {
        (JIA, "type", "Enterprise"),
        (JIA, "prefLabel", '"甲"@zh'),
        (JIA, "altLabel", '"甲司"@zh'),
        (JIA, "operatesIn", mint("industry", "光伏")),
        (JIA, "partnerOf", YI),
    }


def test_places_are_found_without_writing_lines() -> None:
    records = [row(f"甲{n}", "locatedIn", "某区") for n in range(3)]
    registry = Registry({DATASET: profile_of_records(DATASET, records)})
    node = MINTER.thing(mint("enterprise", "甲1")).value
    content = Content(DATASET, "statements", "t.csv", Records(records))
    assert find_places(content, registry, MINTER, {node}) == {node: records[1].place}
    assert len(translate_content(content, registry, MINTER, sought={node}).lines) == 0
