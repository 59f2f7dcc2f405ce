"""Atomic writing of files, and the lock between processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gaoxin.errors import ServiceUnavailable
from gaoxin.files import replacing, write_whole
from gaoxin.locks import exclusive


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    write_whole(path, "old")

    def fail_half_way() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["表.csv"]


def test_a_new_file_has_the_usual_or_the_wanted_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "new", b"")
    write_whole(tmp_path / "private", b"", 0o600)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    assert modes["new"] == modes["usual"]
    assert modes["private"] == 0o600


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole(Path(os.devnull), "x")
    assert Path(os.devnull).is_char_device()


def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("图" * 85)  # 255 bytes
    write_whole(path, "x")
    assert path.exists()


def test_a_missing_folder_is_named_by_the_name_that_was_given(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(tmp_path / "none" / "x.csv", "x")
    assert caught.value.filename == str(tmp_path / "none" / "x.csv")


def test_lock_shuts_out_others_names_its_holder_and_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import pathlib, sys; from gaoxin.locks import exclusive\n"
        "with exclusive(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        told: list[int] = []
        with (
            pytest.raises(ServiceUnavailable, match=f"{holder.pid}.*lock"),
            exclusive(path, 0.3, lambda: told.append(1)),
        ):
            pytest.fail("two held the lock at once")
        assert told == [1]
    finally:
        holder.kill()
        holder.communicate()
    with exclusive(path):
        assert path.read_text(encoding="ascii") == str(os.getpid())
    assert path.read_text(encoding="ascii") == ""
