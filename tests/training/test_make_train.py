"""``make train`` runs every program that trains, and the group ``train`` has its packages."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_OWN = {"gaoxin", "scripts", "training"}
_DISTRIBUTIONS = {"sklearn": "scikit-learn"}


def _modules() -> dict[str, str]:
    found = {path.stem: path.read_text("utf-8") for path in (ROOT / "training").glob("*.py")}
    assert found
    return found


def test_every_program_that_trains_is_run_in_order() -> None:
    target = (ROOT / "Makefile").read_text("utf-8").split("\ntrain:", 1)[1].split("\n\n", 1)[0]
    run = re.findall(r"-m training\.(\w+)", target)
    programs = {name for name, text in _modules().items() if '__name__ == "__main__"' in text}
    assert set(run) == programs - {"judge", "leave_one_out"}  # they print scores only
    assert run == sorted(run, key=["tagger", "figure_weights", "relations", "confidence"].index)


def test_the_group_train_has_every_package_that_training_imports() -> None:
    pinned = (ROOT / "requirements-train.txt").read_text("utf-8")
    names: set[str] = set()
    for text in _modules().values():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                names |= {item.name.partition(".")[0] for item in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    foreign = names - _OWN - set(sys.stdlib_module_names)
    assert foreign
    missing = {
        name
        for name in foreign
        if not re.search(rf"^{_DISTRIBUTIONS.get(name, name)}==", pinned, re.MULTILINE)
    }
    assert not missing
