"""The layout of the repository: symlinks, packages, layers, sizes, names, licence."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.ontology.namespaces import GX, PREFIXES, RDF

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    *("answers", "data", "extraction", "graph", "loaders", "ontology", "queries", "service"),
    "spark",
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]

# The layers that each layer may import, in addition to itself.
GROUND = {
    "gaoxin",
    "gaoxin.child_process",
    "gaoxin.errors",
    "gaoxin.files",
    "gaoxin.garbage",
    "gaoxin.formulas",
    "gaoxin.language",
    "gaoxin.locks",
    "gaoxin.model",
    "gaoxin.progress",
    "gaoxin.settings",
    "gaoxin.system_reasons",
    "gaoxin.shell_words",
    "gaoxin.visible",
}
LAYERS: dict[str, set[str]] = {
    "ground": GROUND,
    "ontology": GROUND | {"gaoxin.ontology"},
    "gaoxin/neo4j": GROUND | {"gaoxin.neo4j"},
    "graph": GROUND | {"gaoxin.neo4j", "gaoxin.ontology", "gaoxin.graph"},
    "loaders": GROUND | {"gaoxin.ontology", "gaoxin.graph", "gaoxin.loaders", "gaoxin.data"},
    "queries": GROUND | {"gaoxin.neo4j", "gaoxin.ontology", "gaoxin.graph", "gaoxin.queries"},
    "answers": GROUND | {"gaoxin.ontology", "gaoxin.graph", "gaoxin.queries", "gaoxin.answers"},
    "extraction": GROUND
    | {"gaoxin.ontology", "gaoxin.graph", "gaoxin.loaders", "gaoxin.data", "gaoxin.extraction"},
    "service": GROUND
    | {"gaoxin.ontology", "gaoxin.graph", "gaoxin.queries", "gaoxin.answers", "gaoxin.service"}
    | {"gaoxin.neo4j", "gaoxin.loaders", "gaoxin.extraction"},
    "spark": GROUND | {"gaoxin.ontology", "gaoxin.graph", "gaoxin.loaders", "gaoxin.spark"},
}


@cache
def project_files() -> tuple[Path, ...]:
    """All files of the project: those that git tracks or would add; without git, all files."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        found = [
            path
            for folder in (*FOLDERS, "gaoxin", "tests", "scripts", "docs")
            for path in (ROOT / folder).rglob("*")
            if "__pycache__" not in path.parts
        ]
    return tuple(path for path in found if path.is_file() and not path.is_symlink())


def modules(folder: str) -> list[Path]:
    return sorted(
        p for p in project_files() if p.suffix == ".py" and p.is_relative_to(ROOT / folder)
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_folder_is_linked_into_the_package(name: str) -> None:
    link = ROOT / "gaoxin" / name
    assert link.is_symlink(), f"gaoxin/{name} must be a link: a copy would drift from {name}/"
    assert str(link.readlink()) == f"../{name}"


def package_of(path: Path) -> str:
    """The package whose folder contains the file."""
    parts = path.parent.relative_to(ROOT).parts
    return ".".join(parts if parts[0] == "gaoxin" else ("gaoxin", *parts))


def packaged_files() -> list[Path]:
    return [
        path
        for path in project_files()
        if path.relative_to(ROOT).parts[0] in (*FOLDERS, "gaoxin") and path.parent != ROOT
    ]


def test_every_folder_is_a_listed_package() -> None:
    found = {package_of(path) for path in packaged_files()}
    assert len(found) >= 12
    assert sorted(found) == sorted(SETUPTOOLS["packages"])


def test_every_top_folder_is_mapped() -> None:
    wanted = {f"gaoxin.{name}": name for name in FOLDERS} | {"gaoxin": "gaoxin"}
    assert SETUPTOOLS["package-dir"] == wanted


def test_every_data_file_is_packaged() -> None:
    globs = SETUPTOOLS["package-data"]["*"]
    data = [path for path in packaged_files() if path.suffix != ".py"]
    assert len(data) >= 30
    left_out = [str(p) for p in data if not any(fnmatch(p.name, glob) for glob in globs)]
    assert left_out == []


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> list[str]:
    """Every module that a file imports anywhere, also inside functions and for types."""
    found: list[str] = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(str(node.module))
            if node.module == "gaoxin":
                found += (f"gaoxin.{alias.name}" for alias in node.names)
    return found


def layer_of(module: str) -> str:
    """``gaoxin.graph.store.store`` → ``gaoxin.graph``."""
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_layer_imports_only_what_lies_below(layer: str) -> None:
    if layer == "ground":
        files = [ROOT / "gaoxin" / f"{name.partition('.')[2] or '__init__'}.py" for name in GROUND]
    else:
        files = modules(layer)
    assert files
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imported(path)
        if name.split(".")[0] == "gaoxin"
        and layer_of(name) not in LAYERS[layer]
        and name != "gaoxin.__version__"
    ]
    assert wrong == []


def test_nobody_imports_a_folder_by_its_flat_name() -> None:
    files = [
        p
        for folder in (*FOLDERS, "gaoxin", "tests", "scripts", "benchmarks", "training")
        for p in modules(folder)
    ]
    assert len(files) > 60
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imported(path)
        if name.split(".")[0] in FOLDERS
    ]
    assert wrong == []


def test_files_are_short() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_bytes().splitlines())
        for path in project_files()
        if path.suffix == ".py"
    }
    assert len(sizes) > 60
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_module_has_an_empty_name() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "tools"}
    named = [str(p.relative_to(ROOT)) for p in project_files() if p.suffix == ".py"]
    assert [name for name in named if set(Path(name).with_suffix("").parts) & empty] == []


def code_of_the_package() -> list[tuple[str, ast.Module]]:
    files = [path for folder in (*FOLDERS, "gaoxin") for path in modules(folder)]
    assert len(files) > 100
    return [(str(path.relative_to(ROOT)), parsed(path)) for path in files]


def test_namespaces_are_written_in_one_place() -> None:
    namespaces = tuple(PREFIXES.values())
    found = {
        (name, str(node.value))
        for name, tree in code_of_the_package()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(namespaces)
    }
    inside = {text for name, text in found if name == "ontology/namespaces.py"}
    assert inside >= set(namespaces)
    assert [item for item in sorted(found) if item[0] != "ontology/namespaces.py"] == []


def test_no_type_name_has_two_meanings() -> None:
    """A public class or type alias is defined only once, so that its name is unambiguous."""
    where: dict[str, list[str]] = defaultdict(list)
    for name, tree in code_of_the_package():
        for node in tree.body:
            defined: list[ast.expr | str] = []
            if isinstance(node, ast.ClassDef):
                defined = [node.name]
            elif isinstance(node, ast.Assign):
                defined = list(node.targets)
            elif isinstance(node, ast.AnnAssign):
                defined = [node.target]
            for target in defined:
                text = target.id if isinstance(target, ast.Name) else str(target)
                # Only mixed case: constants are upper case, functions and variables lower case.
                if re.fullmatch(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*", text):
                    where[text].append(name)
    assert len(where) > 100
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


def test_the_codec_alone_takes_nodes_about_facts_apart() -> None:
    """No other module mentions gx:about, gx:holder, rdf:subject …, only the ontology."""
    ends = node_shapes().parts.places
    parts = {
        prefix: {iri.removeprefix(space) for iri in ends if iri.startswith(space)}
        for prefix, space in (("GX", GX), ("RDF", RDF))
    }
    assert {"about", "indicator", "holder", "organization"} <= parts["GX"]
    assert {"subject", "predicate", "object"} <= parts["RDF"]
    parts["GX"] |= {"valueText", "normalValue", "normalUnit", "subjectType", "comparator"}
    codec = ("graph/facts/fact_codec.py", "graph/facts/node_shapes.py", "ontology/")
    wrong = [
        f"{name}: {found}"
        for name, tree in code_of_the_package()
        if not name.startswith(codec) and has_words(tree, parts)
        for node in ast.walk(tree)
        if (found := named_in(node, parts) or quoted_in(node, parts))
    ]
    assert wrong == []


def test_what_names_a_node_about_a_fact_is_found() -> None:
    parts = {"GX": {"about", "holder"}, "RDF": {"object"}}
    for code, wanted in (
        ('ox.NamedNode(GX + "about")', True),
        ('[ox.NamedNode(GX + name) for name in ("about", "code")]', True),
        ('f"{GX}holder"', True),
        ('gx("holder")', True),
        ('vocabulary().properties["about"]', True),
        ('QUERY = "SELECT ?x { ?s gx:about ?x }"', True),
        ('RDF + "object"', True),
        ('RDF + "about"', False),
        ('row["about"]', False),
        ('GX + "aboutness"', False),
        ('"""Says gx:about."""', False),
    ):
        nodes = list(ast.walk(ast.parse(code)))
        found = any(named_in(node, parts) or quoted_in(node, parts) for node in nodes)
        assert found is wanted, code


def has_words(tree: ast.Module, parts: dict[str, set[str]]) -> bool:
    """Whether a text of the module has one of the names, so that it is worth looking closer."""
    words = parts["GX"] | parts["RDF"]
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return any(text in words or re.search(r"\b(gx|rdf):", str(text)) for text in texts)


def named_in(node: ast.AST, parts: dict[str, set[str]]) -> str:
    """The local name that an expression appends to a namespace or looks up in the vocabulary."""
    joined = (ast.BinOp, ast.JoinedStr, ast.Call, ast.GeneratorExp, ast.ListComp, ast.SetComp)
    wanted: set[str] = set()
    if isinstance(node, ast.Subscript):
        if isinstance(node.value, ast.Attribute) and node.value.attr == "properties":
            wanted = parts["GX"]
    elif isinstance(node, joined):
        names = {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}
        wanted = set().union(*(parts[name.upper()] for name in names & {"GX", "RDF", "gx"}))
    texts = (item.value for item in ast.walk(node) if isinstance(item, ast.Constant))
    return next((str(text) for text in texts if text in wanted), "")


def quoted_in(node: ast.AST, parts: dict[str, set[str]]) -> str:
    """The prefixed name in a string that is not a docstring, such as a query or a shape."""
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.Return | ast.Call):
        return ""
    names = {f"{space.lower()}:{part}" for space, locals_ in parts.items() for part in locals_}
    texts = (item.value for item in ast.walk(node) if isinstance(item, ast.Constant))
    words = (word for text in texts for word in re.findall(r"\w+:\w+", str(text)))
    return next((word for word in words if word in names), "")


def test_test_files_have_unique_names() -> None:
    names = [path.name for path in modules("tests") if path.name.startswith("test_")]
    assert len(names) > 20
    assert sorted(names) == sorted(set(names))


def test_no_machine_or_registry_is_named() -> None:
    # Written in two halves, so that this file does not match itself.
    unwanted = [
        head + tail
        for head, tail in (
            ("/work", "/main"),
            ("/work", "/shared"),
            ("/tmp", "/venv"),
            ("pypi.org", "/simple"),
            ("files.python", "hosted"),
            ("repo1.", "maven.org"),
            ("repo.maven", ".apache"),
            ("tuna.", "tsinghua"),
            ("mirrors.", "aliyun"),
            ("--index", "-url "),
            ("--extra-", "index"),
        )
    ]
    files = project_files()
    assert len(files) > 150
    wrong = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in files
        for text in unwanted
        if text.encode() in path.read_bytes()
    ]
    assert wrong == []


def test_licence_is_apache_2_and_that_of_the_editor_is_named() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert PYPROJECT["project"]["license"] == "Apache-2.0 AND MIT"
    files = PYPROJECT["project"]["license-files"]
    assert "LICENSE" in files
    vendored = [ROOT / name for name in files if name != "LICENSE"]
    assert vendored
    assert all("MIT License" in path.read_text(encoding="utf-8") for path in vendored)
