"""Write the ontology's pages, ``docs/ontology/zh.html`` and ``en.html``, with pyLODE.

Run ``python -m gaoxin.ontology.documentation [FOLDER]`` after changing a module of the ontology; a
test fails if the pages are out of date.  pyLODE is a development dependency.  It writes English
headings, mixes languages, and orders by hash.  This module gives each page the texts of one
language only, in a fixed order.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin.errors import GaoxinError
from gaoxin.ontology.modules import MODULES, ONTOLOGY, read_module
from gaoxin.ontology.namespaces import DCT, GX, OWL, PREFIXES, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    import rdflib

LANGUAGES = ("zh", "en")

# Texts that pyLODE writes.  They are replaced in this order, so longer ones come first.
_CHINESE = {
    "Annotation Properties": "注释属性",
    "Datatype Properties": "数据属性",
    "Object Properties": "对象属性",
    "Properties": "复用属性",
    "Classes": "类",
    "Table of Contents": "目录",
    "Namespaces": "命名空间",
    "Metadata": "元数据",
    "Legend": "图例",
    "Is Defined By": "定义于",
    "Description": "定义",
    "Scope Note": "用途",
    "Title": "标题",
    "Creator": "作者",
    "Date Created": "创建日期",
    "Date Modified": "修改日期",
    "License": "许可",
    "Version Iri": "版本 IRI",
    "Version Info": "版本",
    "Imports": "引入",
    "Preferred Namespace Prefix": "推荐前缀",
    "Preferred Namespace Uri": "推荐命名空间",
    "Equivalent Class": "等价类",
    "Sub Class Of": "上位类",
    "Super Class Of": "下位类",
    "Sub Property Of": "上位属性",
    "Super Property Of": "下位属性",
    "Domain Includes": "可用于",
    "Range Includes": "取值",
    "In Domain Includes Of": "可有属性",
    "In Range Includes Of": "可为其值的属性",
}
_TOOLTIPS = {
    "OWL/RDFS Class": "类",
    "OWL Object Property": "对象属性",
    "OWL Datatype Property": "数据属性",
    "OWL Annotation Property": "注释属性",
    "RDF Property": "属性",
}
# Labels that pyLODE derives from local names.
_LABELS = {
    "Domainincludes": "Domain Includes",
    "Rangeincludes": "Range Includes",
    "Equivalentclass": "Equivalent Class",
    "Indomainincludesof": "In Domain Includes Of",
    "Inrangeincludesof": "In Range Includes Of",
}
_EXTRA_PREFIXES = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
}


def page(language: str) -> str:
    """Return the HTML page in ``"zh"`` or ``"en"``.

    Raises:
        GaoxinError: pyLODE is not installed.
    """
    publisher = _publisher()(_graph(language))
    # pyLODE's copies of other vocabularies hold English names and comments.  Without them foreign
    # terms appear as prefixed names, which suit both languages.
    import rdflib

    publisher.back_onts = rdflib.Graph()
    for labels in publisher.props_labeled.values():
        labels["description"] = labels["ont_title"] = None
    html = publisher.make_html()
    assert isinstance(html, str)
    html = re.sub(r"\n\s+", "\n", html).replace("<html>", f'<html lang="{language}">')
    html = re.sub(r'<script [^>]*id="schema.org".*?</script>', "", html, flags=re.DOTALL)
    html = re.sub(r'<div id="pylode">.*?</div>', "", html, flags=re.DOTALL)
    html = html.replace(' title="None. Defined in None"', "")
    for run_together, label in _LABELS.items():
        html = html.replace(f">{run_together}<", f">{label}<")
    return _in_chinese(html) if language == "zh" else html


def _publisher() -> Any:
    """Import pyLODE's page maker.

    pyLODE 3.4.1 looks for its pyproject.toml beside site-packages to find its version, and fails to
    import.  So its version module is replaced before the import.
    """
    from importlib.metadata import PackageNotFoundError, version
    from types import ModuleType

    try:
        module = ModuleType("pylode.version")
        module.__dict__["__version__"] = version("pylode")
    except PackageNotFoundError as cause:
        raise GaoxinError(
            "没有安装 pyLODE，无法生成本体文档；请先安装开发依赖。",
            "pyLODE is not installed, so the ontology's pages cannot be made; "
            "install the development dependencies first.",
        ) from cause
    sys.modules.setdefault("pylode.version", module)
    from pylode.profiles.ontpub import OntPub

    return OntPub


def _graph(language: str) -> rdflib.Graph:
    """The graph of all modules as one ontology, with the texts of one language."""
    import rdflib

    class OrderedGraph(rdflib.Graph):
        """A graph that yields triples in a fixed order, so that the same modules give the same
        page.
        """

        def triples(self, *args: Any, **options: Any) -> Any:
            found = super().triples(*args, **options)
            yield from sorted(found, key=lambda t: (t[0].n3(), t[1].n3(), t[2].n3()))

    text = rdflib.Graph()
    for name in MODULES:
        text.parse(data=read_module(name), format="turtle")
    graph = OrderedGraph(bind_namespaces="none")
    for prefix, iri in {**PREFIXES, **_EXTRA_PREFIXES}.items():
        graph.bind(prefix, iri, override=True, replace=True)
    dropped = set(text.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme))
    dropped |= set(text.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    dropped |= set(text.subjects(rdflib.RDF.type, rdflib.URIRef(OWL + "Ontology")))
    # pyLODE expects one ontology, so the core's header is used for all modules.
    dropped.discard(rdflib.URIRef(ONTOLOGY))
    for s, p, o in text:
        foreign = isinstance(o, rdflib.Literal) and o.language not in (None, language)
        is_mirror = str(p).startswith(GX) or str(p) == SKOS + "changeNote"
        if s in dropped or foreign or is_mirror:
            continue
        plain = isinstance(o, rdflib.Literal) and o.language
        graph.add((s, p, rdflib.Literal(str(o)) if plain else o))
        if str(p) == SCHEMA + "rangeIncludes" and not str(s).startswith(GX):
            graph.add((s, rdflib.URIRef(RDF + "type"), rdflib.URIRef(RDF + "Property")))
        if str(p) == DCT + "abstract":
            graph.add((s, rdflib.URIRef(DCT + "description"), rdflib.Literal(str(o))))
    return graph


def _in_chinese(html: str) -> str:
    """Translate pyLODE's own texts, if they are the whole content of an element or a tooltip."""
    for english, chinese in _CHINESE.items():
        html = re.sub(rf"(?<=>){re.escape(english)}(?=<)", chinese, html)
    for english, chinese in _TOOLTIPS.items():
        html = html.replace(f'title="{english}"', f'title="{chinese}"')
    return html


def main() -> None:
    """Write both pages into the given folder; the default is ``docs/ontology`` of the checkout."""
    # Only a checkout has this folder; resolve() follows the symlink gaoxin/ontology.
    default = Path(__file__).resolve().parent.parent / "docs" / "ontology"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / f"{language}.html").write_text(page(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
