"""The guide of Neo4j Browser (``:play``): slides that lead a newcomer through the graph.

Texts and queries come from the catalogue, the classes and their colours from the ontology.  A click
on a query puts it into the editor, and its mark ▶ runs it.
"""

from __future__ import annotations

from html import escape

from gaoxin.language import say
from gaoxin.neo4j.browser_pages import FAVOURITES, FOLDER
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.browser.schema_picture import schema_picture
from gaoxin.queries.browser.style import colour_of
from gaoxin.queries.catalogue import SavedQuery, catalogue

# The saved queries on each slide: what a newcomer asks first, by topic.
TOUR: dict[str, tuple[str, ...]] = {
    "zones": ("zones/zones_in_place", "zones/zones_of_demonstration", "zones/approvals_per_year"),
    "industries": (
        "industries/industries_of_zone",
        "comparisons/shared_industries",
        "industries/zones_with_industry",
        "industries/common_industries",
    ),
    "policies": (
        "policies/who_carries_out",
        "policies/policies_of_year",
        "policies/policies_in_force",
    ),
    "figures": ("figures/figures_of", "targets/targets_of", "targets/due_in"),
    "sources": ("sources/who_says", "sources/zones_of_source", "sources/facts_by_source"),
}


def guide() -> str:
    """The HTML of the guide, in the language of the output."""
    slides = [_welcome(), _classes()]
    slides += [_topic(topic, names) for topic, names in TOUR.items()]
    slides += [_own_queries(), _favourites()]
    body = "\n".join(f'<slide class="row-fluid">\n{slide}\n</slide>' for slide in slides)
    title = escape(say("高新图谱导览", "Gaoxin Graph: a tour"))
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f'<body><article class="guide">\n<carousel class="deck container-fluid">\n{body}\n'
        "</carousel>\n</article></body></html>\n"
    )


def _welcome() -> str:
    return _slide(
        say("高新图谱导览", "Gaoxin Graph: a tour"),
        [
            say(
                "这里是中国高新技术产业开发区的知识图谱：高新区、产业、企业、平台、政策、数字和目标，"
                "每条事实都注明来源。",
                "This is a knowledge graph of China's high-tech zones: zones, industries, "
                "enterprises, platforms, policies, figures and targets, each fact with its source.",
            ),
            say(
                "点一下查询，它就进入上方的编辑框；点 ▶ 即运行。引号中的名称可以改。"
                "图中双击一个圆点，展开它的邻居。",
                "A click puts a query into the editor above; ▶ runs it. Change the name between "
                "the quotes. In a picture, a double click on a circle shows its neighbours.",
            ),
        ],
        [(say("先看一个高新区和它的一切", "One zone and all around it"), _around_a_zone())],
    )


def _around_a_zone() -> str:
    zone = catalogue().get("industries/industries_of_zone").parameters[0].example
    return (
        f"MATCH (z:Zone {{name: '{zone}'}})-[r]-(x)\n"
        "WHERE NOT x:StatementGraph AND NOT x:Statement\nRETURN z, r, x LIMIT 100"
    )


def _classes() -> str:
    rows = []
    for term in vocabulary().classes.values():
        if term.label and not term.abstract and not term.bookkeeping:
            mark = f'<span style="color:{colour_of(term)}">&#9679;</span>'
            words = say(term.label_zh, term.label_en), say(term.definition_zh, term.definition_en)
            cells = "".join(f"<td>{escape(text)}</td>" for text in (term.label, *words))
            rows.append(f"<tr><td>{mark}</td>{cells}</tr>")
    table = f'<table class="table table-condensed">{"".join(rows)}</table>'
    return (
        _slide(
            say("有哪些东西", "What there is"),
            [say("颜色即图中的颜色。", "The colours are those of the pictures.")],
            [
                (
                    say("画出类与关系的全貌", "Draw all classes and relations"),
                    schema_picture(),
                )
            ],
        )
        + table
    )


def _topic(topic: str, names: tuple[str, ...]) -> str:
    titles = {
        "zones": say("高新区", "Zones"),
        "industries": say("产业", "Industries"),
        "policies": say("政策", "Policies"),
        "figures": say("数字与目标", "Figures and targets"),
        "sources": say("来源", "Sources"),
    }
    texts = {
        "zones": say(
            "高新区位于县、市、省；LOCATED_IN 逐级向上。",
            "Zones lie in counties, cities and provinces; LOCATED_IN leads upwards.",
        ),
        "industries": say(
            "LEADING_INDUSTRY 是主导产业，HAS_INDUSTRY 是拥有的产业（主导产业也在内）。"
            "关系上的 status 说明是已有还是规划。",
            "LEADING_INDUSTRY is a leading industry, HAS_INDUSTRY any industry, leading ones "
            "included. status on the relation tells what exists from what is planned.",
        ),
        "policies": say(
            "政策由谁发布（ISSUES），谁执行（HAS_POLICY），落实哪个上级政策（IMPLEMENTS）。",
            "Who issues a policy (ISSUES), who follows it (HAS_POLICY), and which policy it "
            "carries out (IMPLEMENTS).",
        ),
        "figures": say(
            "已达到的数字是 Observation，承诺的是 Target，名次是 Ranking；单位换算后的值在 "
            "normalValue，可以比较。",
            "What was reached is an Observation, what was promised a Target, a rank a Ranking; "
            "normalValue is the value in a base unit, so that it can be compared.",
        ),
        "sources": say(
            "关系和数字的 sources 列出来源的键，confidence 依次是各来源的等级。",
            "sources on relations and figures lists the keys of sources, confidence their grades "
            "in the same order.",
        ),
    }
    saved = [catalogue().get(name) for name in names]
    return _slide(
        titles[topic], [texts[topic]], [(query.title, _runnable(query)) for query in saved]
    )


def _runnable(query: SavedQuery) -> str:
    return (query.cypher_text.drawn or query.cypher).strip()


def _own_queries() -> str:
    return _slide(
        say("自己写查询", "Queries of your own"),
        [
            say(
                "标签是英文的类名，值是中文。名称用 name（精确）或全文索引查；日期是 DATE，"
                "只知道年份的取当年第一天，旁边的 …Precision 说明精确到哪一级。",
                "Labels are English class names, values are Chinese. Find names by name (exact) or "
                "by the full-text index; dates are of type DATE, a year alone is its first day, "
                "and …Precision beside it says how exact it is.",
            )
        ],
        [
            (
                say("按词查名称", "Find names by a word"),
                "CALL db.index.fulltext.queryNodes('gaoxin_names', '新材料') YIELD node, score\n"
                "RETURN node.name AS name, labels(node) AS labels, score LIMIT 20",
            ),
            (
                say("按日期比较", "Compare dates"),
                "MATCH (z:NationalZone)\nWHERE z.approved >= date('2010-01-01')\n"
                "RETURN z.name AS zone, z.approved AS approved, z.approvedPrecision AS precision\n"
                "ORDER BY approved DESC",
            ),
        ],
    )


def _favourites() -> str:
    return _slide(
        say("收藏全部查询", "Keep all queries as favourites"),
        [
            say(
                "下载收藏，把这个 zip 文件拖到本窗口里，左侧的星形栏里就有按主题分好的全部查询。",
                "Download the favourites and drop the zip file onto this window: the star pane on "
                "the left then has all queries by topic.",
            )
        ],
        [],
        f'<p><a href="{FOLDER}/{FAVOURITES}" download>{say("下载收藏", "Favourites")}</a></p>',
    )


def _slide(
    title: str, paragraphs: list[str], queries: list[tuple[str, str]], further: str = ""
) -> str:
    parts = [f"<h3>{escape(title)}</h3>", *(f"<p>{escape(text)}</p>" for text in paragraphs)]
    for name, cypher in queries:
        code = f'<pre class="pre-scrollable code runnable">{escape(cypher)}</pre>'
        parts.append(f"<p><strong>{escape(name)}</strong></p>\n<figure>{code}</figure>")
    return "\n".join([*parts, further])
