"""Articles are scored without the names that the project has from them."""

from __future__ import annotations

from pathlib import Path

from gaoxin.extraction.mentions.known_names import KnownNames, ThingByName
from gaoxin.extraction.resources import Resources
from training.leave_one_out import judge_left_out, lines, table_of, without_names_of

FIRM = ThingByName("Enterprise", "远岭科技")
ZONE = ThingByName("Zone", "星河高新区")
ROW = {
    "subject": "远岭科技",
    "subject_type": "Enterprise",
    "object": "星河高新区",
    "object_type": "Zone",
}


def test_names_of_the_table_are_left_out_but_places_stay() -> None:
    other = ThingByName("Enterprise", "云浦光电")
    known = KnownNames({"远岭科技": (FIRM,), "星河高新区": (ZONE,), "云浦光电": (other,)})
    left = without_names_of(known, [ROW])
    assert set(left.forms) == {"星河高新区", "云浦光电"}


def test_texts_with_a_table_are_scored(tmp_path: Path) -> None:
    row = next(row for row in table_of("001") if row["predicate"] == "locatedIn")
    text = f"{row['object']}{row['subject']}开局良好，产值增长。\n"
    (tmp_path / "001.txt").write_text(text * 3, "utf-8")
    (tmp_path / "999.txt").write_text("没有表的文章。", "utf-8")
    result = judge_left_out(tmp_path, Resources(KnownNames({row["subject"]: (ZONE,)})), fast=True)
    assert [ident for ident, _ in result.texts] == ["001"]
    assert result.wanted["locatedIn"] > 0
    printed = list(lines(result))
    assert printed[0].startswith("001  entities")
    assert any(line.startswith("locatedIn") for line in printed)
