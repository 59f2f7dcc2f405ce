"""Which folder may import which, inside ``graph``, ``graph/mirror`` and ``loaders``."""

from __future__ import annotations

import ast
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.test_layout import FOLDERS, ROOT, imported, modules

# For each folder, or module next to the folders, what it may import; lowest first.
GRAPH: dict[str, set[str]] = {
    "quad_parts": set(),
    "appearance": set(),
    "names": {"quad_parts"},
    "rules": {"quad_parts", "names"},
    "store": {"quad_parts", "names", "rules"},
    "facts": {"quad_parts", "names", "rules", "store"},
    "lookup": {"quad_parts", "names", "rules", "store", "facts"},
    "catalogue": {"names", "store", "facts"},
    "wording": {"names", "store", "facts", "lookup"},
    "sheets": {"store", "facts", "lookup", "wording"},
    "audit": {"quad_parts", "names", "rules", "store", "facts", "lookup", "wording"},
    "portrait": {"quad_parts", "names", "rules", "store", "facts", "lookup", "audit"},
    "comparison": {"quad_parts", "names", "rules", "store", "facts", "lookup", "audit", "portrait"},
    "citing": {"quad_parts", "names", "rules", "store", "facts", "lookup"},
    "charts": {"quad_parts", "names", "rules", "store", "facts", "lookup", "audit", "portrait"}
    | {"comparison", "appearance"},
    "briefing": {"facts", "lookup", "store", "audit", "portrait", "comparison", "charts"},
    "view": {"quad_parts", "names", "rules", "store", "facts", "lookup", "appearance"},
    "export": {"quad_parts", "names", "rules", "store", "facts"},
    "copies": {"quad_parts", "names", "rules", "store"},
    "remote": {"quad_parts", "names", "rules", "store"},
    "mirror": {"quad_parts", "names", "rules", "store", "facts"},
}
MIRROR: dict[str, set[str]] = {
    "mapping": set(),
    "plan": {"mapping"},
    "database": {"mapping", "plan"},
    "fill": {"mapping", "plan", "database"},
    "sync": {"mapping", "plan", "database", "fill"},
    "inventory": {"mapping", "database"},
}
_FILES = {"problems", "decoding", "rdf_formats"}
_CONTENT = _FILES | {"tables", "statements", "reference", "rdf", "lists"}
_KEPT = {"record_codec", "records", "inputs"}
_NAMED = _CONTENT | _KEPT | {"resolving", "dataset_keys", "decisions"}
LOADERS: dict[str, set[str]] = {
    "personal_texts": set(),
    "problems": {"personal_texts"},
    "decoding": {"problems"},
    "rdf_formats": {"problems", "decoding"},
    "tables": _FILES,
    "statements": _FILES | {"tables"},
    "reference": _FILES | {"tables"},
    "rdf": _FILES | {"tables"},
    "lists": _FILES | {"personal_texts", "tables", "reference"},
    "resolving": _CONTENT,
    "record_codec": {"reference", "resolving"},
    "records": {"reference", "record_codec"},
    "names_process": {"resolving", "record_codec", "records"},
    "record_changes": {"reference", "resolving"},
    "inputs": _CONTENT | {"resolving", "record_codec", "records", "record_changes"},
    "revising": _KEPT | {"problems", "reference", "resolving", "names_process", "record_changes"},
    "dataset_keys": {"reference"},
    "dataset_named": {"dataset_keys", "problems"},
    "columns": {"statements", "reference"},
    "source_line": {"tables"},
    "list_sources": {"tables", "reference", "source_line"},
    "decisions": {"resolving", "inputs"},
    "find_rows": {"record_codec", "resolving"},
    "written_terms": set(),
    "translation": {"resolving"},
    "translate": _CONTENT | {"resolving", "inputs", "written_terms", "translation"},
    "checking": _CONTENT | {"resolving", "translation"},
    "row_selection": {"problems", "tables"},
    "replaced_datasets": _KEPT | {"dataset_keys"},
    "read_tables": _CONTENT | {"columns", "row_selection"},
    "read": _NAMED
    | {"columns", "source_line", "list_sources", "row_selection", "read_tables"}
    | {"names_process", "revising"},
    "unchanged_inputs": {"tables"},
    "load": _NAMED
    | {"source_line", "list_sources", "row_selection", "replaced_datasets", "dataset_named"}
    | {"publish", "read", "unchanged_inputs", "revising"},
    "changed_lines": _KEPT | {"reference", "resolving", "record_changes", "revising", "translate"},
    "publish": _NAMED | {"translate", "translation", "checking", "changed_lines"},
    "recreate": _NAMED | {"translate", "read"},
    "review": _NAMED | {"load", "publish"},
}
PARTS = {"graph": GRAPH, "graph/mirror": MIRROR, "loaders": LOADERS}


def parts_of(folder: str) -> dict[str, list[Path]]:
    """The files of each folder in ``folder``, and of each module next to the folders."""
    out: dict[str, list[Path]] = {}
    for path in modules(folder):
        first = path.relative_to(ROOT / folder).parts[0].removesuffix(".py")
        if first != "__init__":
            out.setdefault(first, []).append(path)
    return out


@pytest.mark.parametrize("folder", sorted(PARTS))
def test_every_part_has_its_place(folder: str) -> None:
    found = parts_of(folder)
    assert len(found) > 5
    assert sorted(found) == sorted(PARTS[folder])


@pytest.mark.parametrize("folder", sorted(PARTS))
def test_the_places_have_an_order(folder: str) -> None:
    assert list(TopologicalSorter(PARTS[folder]).static_order())


@pytest.mark.parametrize("folder", sorted(PARTS))
def test_parts_import_only_what_lies_below(folder: str) -> None:
    package = ["gaoxin", *folder.split("/")]
    wrong = []
    for part, paths in parts_of(folder).items():
        allowed = PARTS[folder][part] | {part}
        for path in paths:
            for name in imported(path):
                words = name.split(".")
                below = words[len(package) : len(package) + 1]
                if words[: len(package)] == package and not allowed.issuperset(below):
                    wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert wrong == []


def import_graph() -> dict[str, set[str]]:
    """Each module of the package, with the modules that it imports anywhere in its code."""
    paths: dict[str, Path] = {}
    for folder in (*FOLDERS, "gaoxin"):
        for path in modules(folder):
            words = list(path.relative_to(ROOT).with_suffix("").parts)
            words = words if folder == "gaoxin" else ["gaoxin", *words]
            paths[".".join(words[:-1] if words[-1] == "__init__" else words)] = path
    found: dict[str, set[str]] = {}
    for module, path in paths.items():
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                members = {f"{node.module}.{alias.name}" for alias in node.names}
                names |= {name if name in paths else str(node.module) for name in members}
        found[module] = (names & paths.keys()) - {module}
    return found


def test_no_import_circle() -> None:
    """Imports within functions and for types count, too, so that each module can be read by
    itself.
    """
    graph = import_graph()
    assert len(graph) > 150
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as cause:
        pytest.fail(" imports ".join(reversed(cause.args[1])))


def test_no_module_name_twice() -> None:
    names = Counter(
        path.stem
        for folder in ("graph", "loaders")
        for path in modules(folder)
        if path.stem != "__init__"
    )
    assert len(names) > 80
    assert sorted(name for name, count in names.items() if count > 1) == []


def test_a_script_run_by_its_path_imports_no_other_script() -> None:
    """Python then looks for modules in ``scripts/``, where there is no package ``scripts``."""
    run = set(re.findall(r"python (scripts/\w+\.py)", (ROOT / "Makefile").read_text("utf-8")))
    assert run
    for name in run:
        tree = ast.parse((ROOT / name).read_text("utf-8"))
        found = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in found if (module or "").startswith("scripts")], name
