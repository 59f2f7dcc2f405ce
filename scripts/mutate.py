"""Mutation testing: change the code in one small place, run the tests, and see whether they fail.

``python scripts/mutate.py graph/lookup/paths.py -n 20 --seed 7`` makes 20 mutants of the module in
a copy of the working tree and runs the module's tests (:data:`TESTS`) on each.  A surviving mutant
is printed with its difference.  The exit status is 1 if the share of killed mutants is below
``--least``.

The operators are the usual ones of mutation testing (DeMillo, Lipton and Sayward 1978; Jia and
Harman 2011): comparison and its boundary, and/or, negated condition, arithmetic, constant, return
value, deleted statement.  Texts for people, annotations and ``raise`` statements are not changed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_PAGES = "tests/test_docs.py::test_generated_pages_are_current"
"""Options with their defaults and bounds are listed in docs/cli.md."""

TESTS: dict[str, list[str]] = {
    "graph/audit/conflicts.py": ["tests/graph/test_conflicts.py"],
    "graph/audit/targets.py": ["tests/graph/test_targets.py", "tests/graph/test_target_rows.py"],
    "graph/facts/spans.py": ["tests/graph/test_spans.py"],
    "graph/facts/figures.py": [
        "tests/graph/test_figure_nodes.py",
        "tests/graph/test_target_rows.py",
        "tests/graph/test_targets.py",
    ],
    "graph/facts/finding.py": ["tests/graph/test_findings.py", "tests/graph/test_lookup.py"],
    "graph/facts/periods.py": ["tests/loaders/test_periods.py"],
    "graph/facts/qualifiers.py": ["tests/graph/test_qualifiers.py"],
    "graph/facts/units.py": ["tests/loaders/test_figures.py"],
    "graph/lookup/paths.py": ["tests/graph/test_paths.py", "tests/graph/test_lookup.py"],
    "graph/names/index.py": ["tests/graph/test_names.py", "tests/loaders/test_resolving.py"],
    "graph/names/keys.py": ["tests/graph/test_names.py", "tests/loaders/test_resolving.py"],
    "graph/rules/inference.py": ["tests/graph/test_inference.py"],
    "graph/rules/relations.py": ["tests/graph/test_inference.py"],
    "graph/store/digest.py": ["tests/graph/test_patch.py"],
    "graph/store/patch.py": ["tests/graph/test_patch.py"],
    "graph/store/store.py": [
        "tests/graph/test_store.py",
        "tests/graph/test_publishing.py",
        "tests/graph/test_store_failures.py",
    ],
    "graph/store/prune.py": ["tests/graph/test_prune.py", "tests/graph/test_store.py"],
    "loaders/lists/cell_dates.py": ["tests/loaders/test_cell_dates.py"],
    "loaders/lists/cell_parts.py": ["tests/loaders/test_cell_parts.py"],
    "loaders/lists/cell_values.py": ["tests/loaders/test_cell_values.py"],
    "loaders/lists/chinese_numerals.py": ["tests/loaders/test_cell_values.py"],
    "loaders/lists/header_parts.py": ["tests/loaders/test_header_parts.py"],
    "loaders/lists/written_units.py": ["tests/loaders/test_cell_values.py"],
    "loaders/tables/number_formats.py": ["tests/loaders/test_number_formats.py"],
    "loaders/checking/foreign.py": ["tests/loaders/test_foreign.py"],
    "loaders/checking/increment.py": ["tests/loaders/test_increment.py"],
    "loaders/checking/gate.py": [
        "tests/loaders/test_gate_parts.py",
        "tests/loaders/test_gate.py",
    ],
    "loaders/checking/shape_judge.py": [
        "tests/loaders/test_validate_rules.py",
        "tests/loaders/test_increment.py",
        "tests/graph/test_validate.py",
        "tests/loaders/test_gate.py",
    ],
    "loaders/rdf/blank_nodes.py": ["tests/loaders/test_rdf.py"],
    "loaders/rdf/json_keys.py": ["tests/loaders/test_jsonld.py"],
    "loaders/rdf/jsonld_count.py": ["tests/loaders/test_jsonld.py"],
    "loaders/rdf/jsonld_rules.py": ["tests/loaders/test_jsonld.py"],
    "loaders/rdf/jsonld_prepare.py": ["tests/loaders/test_jsonld.py", "tests/loaders/test_rdf.py"],
    "loaders/rdf/jsonld_terms.py": ["tests/loaders/test_jsonld.py"],
    "loaders/rdf/limits.py": ["tests/loaders/test_rdf_bounds.py"],
    "loaders/rdf/parse.py": ["tests/loaders/test_rdf.py", "tests/loaders/test_rdf_bounds.py"],
    "loaders/rdf/placing.py": ["tests/loaders/test_rdf.py", "tests/loaders/test_jsonld.py"],
    "loaders/rdf/rdfxml.py": ["tests/loaders/test_rdfxml.py", "tests/loaders/test_rdf_bounds.py"],
    "loaders/rdf/tokens.py": ["tests/loaders/test_rdf_bounds.py"],
    "loaders/rdf/xml_encoding.py": ["tests/loaders/test_rdfxml.py"],
    "loaders/rdf_formats.py": ["tests/loaders/test_rdf_formats.py"],
    "loaders/columns.py": ["tests/loaders/test_delimited.py"],
    "loaders/dataset_keys.py": ["tests/loaders/test_dataset_keys.py"],
    "loaders/reference/identity.py": ["tests/loaders/test_identity.py"],
    "loaders/reference/industries.py": [
        "tests/loaders/test_reference_records.py",
        "tests/loaders/test_industries.py",
    ],
    "loaders/reference/places.py": [
        "tests/loaders/test_reference_records.py",
        "tests/loaders/test_places.py",
    ],
    "loaders/reference/sources.py": [
        "tests/loaders/test_reference_records.py",
        "tests/loaders/test_sources.py",
    ],
    "loaders/reference/zones.py": [
        "tests/loaders/test_zone_records.py",
        "tests/loaders/test_zones.py",
    ],
    "loaders/resolving/profile.py": ["tests/loaders/test_profiles.py"],
    "loaders/resolving/registry.py": [
        "tests/loaders/test_registry.py",
        "tests/loaders/test_profiles.py",
    ],
    "loaders/statements/row_rules.py": ["tests/loaders/test_row_rules.py"],
    "loaders/statements/table.py": ["tests/loaders/test_statement_table.py"],
    "loaders/translate.py": ["tests/loaders/test_translate.py"],
    "ontology/literals.py": ["tests/ontology/test_literals.py"],
    "ontology/conditions.py": [
        "tests/ontology/test_conditions.py",
        "tests/ontology/test_shapes.py",
    ],
    "ontology/shacl.py": ["tests/ontology/test_conditions.py", "tests/ontology/test_shapes.py"],
    "loaders/tables/delimited.py": [
        "tests/loaders/test_delimited_lines.py",
        "tests/loaders/test_delimited.py",
        "tests/loaders/test_bounds.py",
    ],
    "loaders/tables/row_shapes.py": [
        "tests/loaders/test_row_shapes.py",
        "tests/loaders/test_delimited.py",
        "tests/loaders/test_reading.py",
        "tests/loaders/test_bounds.py",
    ],
    "loaders/tables/workbook_scan.py": [
        "tests/loaders/test_workbook_scan.py",
        "tests/loaders/test_spreadsheets.py",
        "tests/loaders/test_bounds.py",
    ],
    "queries/guard.py": ["tests/queries/test_guard.py"],
    "gaoxin/cli/loading.py": [
        "tests/cli/test_options.py",
        "tests/cli/test_loading_lists.py",
        "tests/cli/test_problem_files.py",
        "tests/cli/test_skip_bad_rows.py",
        _PAGES,
    ],
    "gaoxin/cli/looking.py": ["tests/cli/test_options.py", _PAGES],
    "gaoxin/cli/reconciling.py": ["tests/cli/test_reconcile.py", "tests/cli/test_options.py"],
    "graph/lookup/reconciling.py": ["tests/cli/test_reconcile.py"],
    "graph/names/candidates.py": ["tests/graph/test_candidates.py"],
    "graph/names/grams.py": ["tests/graph/test_grams.py"],
    "graph/names/name_parts.py": ["tests/graph/test_candidates.py"],
    "graph/names/similarity.py": ["tests/graph/test_candidates.py"],
    "gaoxin/cli/names.py": ["tests/cli/test_options.py", _PAGES],
    "gaoxin/cli/options.py": ["tests/cli/test_options.py", _PAGES],
    "gaoxin/cli/invocation.py": ["tests/cli/test_invocation.py"],
    "gaoxin/cli/terminal.py": ["tests/cli/test_terminal.py"],
}
"""The tests of each module; ``--tests`` gives others."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """The text of a module with one change; ``what`` is the operator."""

    line: int
    what: str
    text: str


def mutants(source: str) -> list[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(source)
    unchanged = ast.dump(tree)
    found = []
    for node, replacements in _places(tree):
        for what, new in replacements:
            text = _spliced(source, node, new)
            try:
                changed = ast.dump(ast.parse(text))
            except SyntaxError:
                continue  # a literal inside an f-string, for example
            if changed != unchanged:
                found.append(Mutant(node.lineno, what, text))
    return found


def _places(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, list[tuple[str, str]]]]:
    """Yield each node that can be changed, with the texts that replace it."""
    for child in ast.iter_child_nodes(node):
        if _is_left_alone(child):
            continue
        if isinstance(child, ast.stmt | ast.expr):
            replacements = list(_replacements(child))
            if replacements:
                yield child, replacements
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from _places(ast.Module(child.body, []))
        elif isinstance(child, ast.AnnAssign):
            if child.value is not None:
                yield from _places(ast.Expression(child.value))
        elif not isinstance(child, ast.JoinedStr):
            yield from _places(child)


def _is_left_alone(node: ast.AST) -> bool:
    """Whether a node is skipped: texts for people, type imports and errors, which tests need not
    pin.
    """
    if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.Assert):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("say", "Problem", "TypeVar")


def _replacements(node: ast.expr | ast.stmt) -> Iterator[tuple[str, str]]:
    text = ast.unparse(node)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        swapped = ast.Compare(
            node.left, [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators
        )
        yield "comparison", f"({ast.unparse(swapped)})"
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "negation", f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        swapped_op = ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
        yield "arithmetic", f"({ast.unparse(swapped_op)})"
    elif isinstance(node, ast.IfExp):
        yield "condition", f"({ast.unparse(ast.IfExp(node.test, node.orelse, node.body))})"
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield "constant", repr(not node.value)
        elif isinstance(node.value, int):
            yield "constant", repr(node.value + 1)
        elif isinstance(node.value, str) and 0 < len(node.value) <= 30 and " " not in node.value:
            yield "constant", repr(node.value + "X")
    elif isinstance(node, ast.Return) and node.value is not None and text != "return None":
        yield "return value", "return None"
    elif isinstance(node, ast.Continue):
        yield "break", "break"
    elif isinstance(node, ast.Break):
        yield "continue", "continue"
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)) or isinstance(
        node, ast.AugAssign
    ):
        yield "deletion", "pass"


def _spliced(source: str, node: ast.expr | ast.stmt, new: str) -> str:
    """``source`` with the text of ``node`` replaced; note that columns in ``ast`` count UTF-8
    bytes.
    """
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    before = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    return (before + new.encode() + after).decode()


def _copy(target: Path) -> None:
    """Copy the files that git tracks or would add, and the package's symlinks."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name, follow_symlinks=False)


def _limit_memory() -> None:
    """Limit the memory of the tests, because a mutant may fill a list in an endless loop."""
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def _is_noticed(folder: Path, tests: list[str], seconds: float) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    # Programs that the tests start must import the mutant, too, and not what is installed.
    environment = os.environ | {"PYTHONPATH": str(folder)}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=seconds,
            preexec_fn=_limit_memory,
        )
    except subprocess.TimeoutExpired:
        return True
    if done.returncode == 5:  # no test was found
        sys.exit(f"pytest ended with {done.returncode}:\n{done.stdout.decode()[-2000:]}")
    return done.returncode != 0


def main() -> None:
    """Mutate the given modules, by default all of :data:`TESTS`."""
    parser = argparse.ArgumentParser(description="Do the tests notice small changes of the code?")
    parser.add_argument("modules", nargs="*", default=sorted(TESTS))
    parser.add_argument("-n", type=int, default=20, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tests", nargs="+", default=None)
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one mutant")
    parser.add_argument("--least", type=float, default=0.8, help="share that must be noticed")
    options = parser.parse_args()
    weak = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _copy(folder)
        for module in options.modules:
            source = (ROOT / module).read_text(encoding="utf-8")
            every = mutants(source)
            chosen = random.Random(options.seed).sample(every, min(options.n, len(every)))
            given = [
                t for t in options.tests or TESTS[module] if (ROOT / t.partition("::")[0]).exists()
            ]
            if _is_noticed(folder, given, options.timeout):
                sys.exit(f"{module}: its tests fail without any change")
            noticed = 0
            for mutant in sorted(chosen, key=lambda m: m.line):
                (folder / module).write_text(mutant.text, encoding="utf-8")
                if _is_noticed(folder, given, options.timeout):
                    noticed += 1
                    continue
                print(f"survived: {module}:{mutant.line} ({mutant.what})")
                changed = difflib.unified_diff(
                    source.splitlines(), mutant.text.splitlines(), lineterm="", n=0
                )
                print("\n".join(f"    {line}" for line in list(changed)[3:]), flush=True)
            (folder / module).write_text(source, encoding="utf-8")
            print(f"{module}: {noticed} of {len(chosen)} noticed", flush=True)
            if noticed < options.least * len(chosen):
                weak.append(module)
    sys.exit(f"too few noticed: {', '.join(weak)}" if weak else 0)


if __name__ == "__main__":
    main()
