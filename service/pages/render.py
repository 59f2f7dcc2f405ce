"""Render a page: a template of ``templates/`` with the document of its lookup.

Every value is escaped (autoescape).  Texts of the pages stand in the templates in both languages:
``{{ say("中文", "English") }}``.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gaoxin.graph.appearance.palette import look
from gaoxin.graph.facts.amount_words import written_amount_words
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import REMARK_SIGN, remark_words
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.wording.code_words import word
from gaoxin.language import counted, language, say
from gaoxin.service.lookups.links import changed
from gaoxin.service.pages.assets import asset_address
from gaoxin.service.pages.glyphs import colour_class, glyph, grade_mark, sign
from gaoxin.service.pages.pictures.dots import dots, list_dots
from gaoxin.service.pages.pictures.due_years import due_years
from gaoxin.service.pages.pictures.figure_chart import figure_chart
from gaoxin.service.pages.pictures.neighbourhood import neighbourhood
from gaoxin.service.pages.review_choices import classes_allowed, review_choices

SECTIONS = (
    ("zones", "/zones", "高新区", "Zones"),
    ("industries", "/industries", "产业", "Industries"),
    ("targets", "/targets", "承诺", "Promises"),
    ("compare", "/compare", "对比", "Compare"),
    ("sources", "/sources", "来源", "Sources"),
    ("queries", "/queries", "查询", "Queries"),
    ("sparql", "/sparql-editor", "SPARQL", "SPARQL"),
)
"""What the bar of every page leads to: key, path, and the words in both languages."""


def page(name: str, document: dict[str, Any], address: str, nonce: str, generation: int) -> str:
    """The page ``templates/<name>.html`` as text; a ``generation`` of 0 is not told."""
    return (
        _environment()
        .get_template(f"{name}.html")
        .render(
            document=document,
            language="zh-CN" if language() == "zh" else "en",
            address=address,
            query=dict(parse_qsl(urlsplit(address).query)),
            other_language=changed(address, lang="en" if language() == "zh" else "zh"),
            json_address=changed(address, format="json"),
            bar=[(key, path, say(zh, en)) for key, path, zh, en in SECTIONS],
            nonce=nonce,
            generation=generation,
            remark_sign=REMARK_SIGN,
        )
    )


def breakable(name: str) -> Markup:
    """A name that may break where a long name of a zone reads on: 天津滨海|高新技术|产业开发区."""
    told = str(escape(name))
    for part in ("高新技术", "产业开发区", "产业园区", "示范区"):
        told = told.replace(part, f"<wbr>{part}")
    return Markup(told)


def first_capital(text: str) -> str:
    """A heading: its first letter is a capital one."""
    return text[:1].upper() + text[1:]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("gaoxin.service.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["first_capital"] = first_capital
    environment.globals |= {
        "say": say,
        "counted": counted,
        "changed": changed,
        "asset": asset_address,
        "glyph": glyph,
        "grade_mark": grade_mark,
        "grade_word": grade_word,
        "sign": sign,
        "period_words": period_words,
        "word": word,
        "amount_words": written_amount_words,
        "breakable": breakable,
        "class_word": lambda cls: say(*class_labels_of(cls)),
        "remark_words": remark_words,
        "colour_of": lambda cls: colour_class(look(cls).colour),
        "review_choices": review_choices,
        "classes_allowed": classes_allowed,
        "verdict_word": partial(word, "verdict"),
        "dots": dots,
        "list_dots": list_dots,
        "due_years": due_years,
        "figure_chart": figure_chart,
        "neighbourhood": neighbourhood,
    }
    return environment
