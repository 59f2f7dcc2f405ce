"""Labelled texts: spans lead back to the words, and what is wrong is found."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.labels import FOLDER, faults, packed, part_of, quoted, read_rows, unpacked

TEXT = "甲高新区昨天说，甲公司去年营收12亿元。甲公司还将建乙项目。"
ROW = {
    "text": "t1",
    "subject": "甲公司",
    "subject_type": "Enterprise",
    "predicate": "observation",
    "object": "去年的营收",
    "object_type": "Indicator",
    "value": "12",
    "unit": "亿元",
    "evidence": "甲公司去年营收12亿元",
}


def test_quotations_become_spans_and_words_again() -> None:
    row = packed(ROW, TEXT, "first")
    assert row["subject"] == "8-11", "the occurrence in the evidence, not the later one"
    assert row["object"] == "=去年的营收"
    assert "甲公司" not in ",".join(row.values())
    words = unpacked(row, TEXT)
    assert {name: words[name] for name in ROW} == ROW


def test_evidence_must_stand_in_the_text() -> None:
    with pytest.raises(ValueError, match="evidence"):
        packed(ROW | {"evidence": "乙公司"}, TEXT, "first")


def test_faults_are_found() -> None:
    row = packed(ROW, TEXT, "first")
    known, texts = {"t1": hashlib.sha256(TEXT.encode()).hexdigest()}, {"t1": TEXT}
    assert faults([row], known, texts) == []
    assert faults([row | {"evidence": "900-910"}], known, texts)
    assert faults([row | {"evidence": "12x-15"}], known, texts)
    assert faults([row | {"value": "十二"}], known, texts)
    assert faults([row], known, {"t1": TEXT + "。"}), "another text"


def test_labels_have_no_words_of_the_texts_and_known_parts() -> None:
    texts = {row["text"]: row for row in read_rows(FOLDER / "texts.csv")}
    rows = read_rows(FOLDER / "facts.csv")
    assert len(texts) > 100
    assert {row["text"] for row in rows} == set(texts)
    for row in rows:
        assert row["evidence"].replace("-", "").isdigit(), row
        start, _, end = row["evidence"].partition("-")
        assert 0 <= int(start) < int(end) <= int(texts[row["text"]]["characters"])
    assert all(part_of(ident) == row["part"] for ident, row in texts.items())


def test_command_packs_and_checks(tmp_path: Path) -> None:
    """In a copy, so that the labels of the project stay as they are."""
    script = tmp_path / "scripts" / "labels.py"
    script.parent.mkdir()
    script.write_bytes((FOLDER.parent / "scripts" / "labels.py").read_bytes())
    (tmp_path / "labels").mkdir()
    item = json.dumps({"id": "t1", "text": TEXT}, ensure_ascii=False)
    (tmp_path / "news.jsonl").write_text(item + "\n", encoding="utf-8")
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(ROW))
        table.writeheader()
        table.writerows([ROW, ROW | {"evidence": "没有"}])

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(script), *arguments],
            env=os.environ | {"GAOXIN_CORPUS": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=False,
        )

    packing = run("pack", "first", str(tmp_path / "in.csv"))
    assert packing.returncode == 1, "one row was refused"
    assert "没有" in packing.stderr
    assert run("check").returncode == 0
    assert run("unpack", str(tmp_path)).returncode == 0
    (row,) = read_rows(tmp_path / "first.csv")
    assert quoted("=x", TEXT) == "x"
    assert row["subject"] == "甲公司"
    assert run().returncode == 2
