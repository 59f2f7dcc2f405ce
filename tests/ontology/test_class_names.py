"""Properties of classes are declared in the ontology, not by lists of class names in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from gaoxin.ontology.terms import vocabulary

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("gaoxin/cli", "graph", "loaders", "ontology", "queries")
# Tables with fixed columns make things of fixed classes.
READERS_OF_FIXED_TABLES = ROOT / "loaders" / "reference"


def listed_names(tree: ast.AST, names: set[str]) -> Iterator[tuple[int, list[str]]]:
    """Tuples, lists, sets and dictionaries in the code that contain several of the names."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Tuple, ast.List, ast.Set, ast.Dict)):
            continue
        parts = [*node.keys, *node.values] if isinstance(node, ast.Dict) else node.elts
        found = [p.value for p in parts if isinstance(p, ast.Constant) and p.value in names]
        if len(found) > 1:
            yield node.lineno, [str(name) for name in found]


def test_no_module_lists_classes() -> None:
    names = set(vocabulary().classes)
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    paths = [path for path in paths if not path.is_relative_to(READERS_OF_FIXED_TABLES)]
    assert len(paths) > 60
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {', '.join(found)}"
        for path in paths
        for line, found in listed_names(ast.parse(path.read_text("utf-8")), names)
    ]
    assert wrong == []


def test_a_list_of_classes_would_be_found() -> None:
    text = 'KINDS = {"Enterprise": 1, "Platform": 2}\nONE = ("Zone", "others")\n'
    found = list(listed_names(ast.parse(text), {"Enterprise", "Platform", "Zone"}))
    assert found == [(1, ["Enterprise", "Platform"])]
