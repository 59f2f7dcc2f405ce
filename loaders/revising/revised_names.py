"""The names of a changed list, made from those that it had and the records that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gaoxin.loaders.record_changes import RecordChanges
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.evidence import Whereabouts, code_in_key, posts_in
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.name_rows import Alias, Declared, Mentioned
from gaoxin.loaders.resolving.profile import NameChanges, Profile
from gaoxin.loaders.revising.unchanged_records import UnchangedRecords, in_parts

_PART = 500  # records


def revised_profile(changes: RecordChanges, records: Records, folder: Path) -> Profile | None:
    """The profile of the ``records`` of a changed list; it is the earlier one if no name changed.

    A file of names goes into ``folder``.  ``None`` if the changes do not tell everything: firms
    with clashing codes or names, or persons who are told apart by their traits, have to be looked
    for in all records.
    """
    before = changes.before
    if before.clashes != 0 or before.shown or before.posts or before.identities:
        return None
    if records.sources != before.used_sources:
        return None
    if any(map(_needs_all, (*changes.removed, *changes.added))):
        return None
    gone, came = _rows_of(before.dataset, changes.removed), _rows_of(before.dataset, changes.added)
    lost = {name: rows - came[name] for name, rows in gone.items()}
    if any(lost.values()):
        unchanged = UnchangedRecords(records, changes.added_at)
        _keep_said(lost, before.dataset, unchanged)
    known = before.growing()
    new = {n: {row for row in rows if row not in known[n]} for n, rows in came.items()}
    if not any(lost.values()) and not any(new.values()):
        return before
    profile = before.revised(NameChanges(before, lost, new), folder)
    return (
        None if any(_may_clash(row, profile) for rows in new.values() for row in rows) else profile
    )


def _needs_all(record: Any) -> bool:
    return isinstance(record, Identity) or any(post.traits for post in posts_in(record))


def _rows_of(dataset: str, records: Iterable[Any]) -> dict[str, set[Any]]:
    profile = profile_of_records(dataset, records, is_list=True)
    return {name: set(rows) for name, rows in profile.growing().items()}


def _keep_said(lost: dict[str, set[Any]], dataset: str, unchanged: UnchangedRecords) -> None:
    """Remove those of the lost rows that unchanged records have, too."""

    def strings_left() -> Iterator[str]:
        return (text for rows in lost.values() for row in rows for text in _strings(row))

    strings = set(strings_left())
    for records in in_parts(unchanged.having(strings), _PART):
        for name, rows in _rows_of(dataset, records).items():
            lost[name] -= rows
        strings.intersection_update(strings_left())


def _strings(row: Any) -> Iterator[str]:
    """Strings of which each record with this row of a profile has at least one."""
    if isinstance(row, Declared):
        yield row.key
        yield code_in_key(row.key) or row.key
    elif isinstance(row, Mentioned | Whereabouts):
        yield row.form
        if isinstance(row, Whereabouts) and not row.kind:
            yield code_in_key(row.form) or row.form
    elif isinstance(row, Alias):
        yield row.subject


def _may_clash(row: Any, profile: Profile) -> bool:
    """Whether another row gives the code another name, or the name or alias another code.

    Before the change there was no clash, so one that there is now contains a new row.
    """
    if isinstance(row, Declared) and row.how == "preferred":
        names = {r.form for r in profile.declared.having("key", ("", row.key)) if r.how == row.how}
        keys = {r.key for r in profile.declared.having("name", row.name) if r.how == row.how}
        return len(names) > 1 or len(keys) > 1
    if isinstance(row, Declared) and row.how == "alias":
        name = row.name
    elif isinstance(row, Alias):
        name = Declared(row.kind, row.form, "alias", "", ()).name
    else:
        return False
    owners = {r.key for r in profile.declared.having("name", name) if r.how == "alias"}
    owners |= {r.subject for r in profile.aliases.having("form", name)}
    return len(owners) > 1
