"""``own.conf``: the user's options for the managed server, and options that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import BadUsage
from gaoxin.neo4j.configuration import (
    Layout,
    read_ports,
    write_configuration,
    write_server_arguments,
)
from gaoxin.neo4j.options import own_options
from gaoxin.neo4j.recovery import CUT_TORN_END, is_torn, log_length


def _written(layout: Layout, further: dict[str, str] | None = None) -> list[str]:
    write_configuration(layout, 7001, 7002, further)
    return (layout.configuration / "neo4j.conf").read_text(encoding="utf-8").splitlines()


def test_own_options_win_and_are_written_once(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    before = _written(layout)
    assert "client.allow_telemetry=false" in before
    layout.own.write_text(
        "# 内存\n\n server.memory.pagecache.size = 3g \ninternal.x=a=b\n", encoding="utf-8"
    )
    after = _written(layout)
    assert [line for line in after if "pagecache" in line] == ["server.memory.pagecache.size=3g"]
    assert "internal.x=a=b" in after
    assert len(after) == len(before) + 1
    assert read_ports(layout) == (7001, 7002)
    assert "server.memory.pagecache.size=1g" in _written(
        layout, {"server.memory.pagecache.size": "1g"}
    )


def test_the_heap_is_what_was_asked_for(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.own.write_text("server.memory.heap.max_size=3g\n")
    _written(layout)
    assert '"-Xmx3g"' in write_server_arguments(layout, []).read_text().splitlines()


def test_java_gets_its_options_after_those_of_the_program(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    name = "server.jvm.additional"
    layout.own.write_text(f"{name}=-XX:+AlwaysPreTouch -Dx=1=2\n{name}=-XX:TieredStopAtLevel=1\n")
    _written(layout)
    lines = write_server_arguments(layout, []).read_text().splitlines()
    given = ['"-XX:+AlwaysPreTouch"', '"-Dx=1=2"', '"-XX:TieredStopAtLevel=1"']
    assert lines[lines.index('"-cp"') - 3 : lines.index('"-cp"')] == given


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a=b\nno option\n", "Line 2"),
        ("=b\n", "Line 1"),
        ("server.bolt.listen_address=:7687\n", "server.bolt.listen_address"),
        ("server.http.advertised_address=x\n", "server.http.advertised_address"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_unusable_lines_are_named(tmp_path: Path, text: str | bytes, named: str) -> None:
    path = tmp_path / "own.conf"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BadUsage) as refused:
        own_options(path)
    assert named in refused.value.en
    assert str(path) in refused.value.zh


def test_a_torn_log_is_one_that_this_start_could_not_read(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert log_length(layout) == 0
    assert not is_torn(layout, 0)
    layout.log.parent.mkdir()
    complaint = f"recovery not possible, you can specify '{CUT_TORN_END}=false'\n"
    layout.log.write_text(complaint)
    before = log_length(layout)
    assert is_torn(layout, 0)
    assert not is_torn(layout, before), "what an earlier start said does not count"
    layout.log.write_text("a new file\n")
    assert not is_torn(layout, before)
    layout.log.write_text(complaint)
    assert is_torn(layout, before + 100), "a log that was begun anew is read from its beginning"
