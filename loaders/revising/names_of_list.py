"""The names of a dataset: from the changes if it is a list that was loaded before, otherwise
gathered from all its records.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from gaoxin.loaders.names_process import GatheredNames
from gaoxin.loaders.problems import split_place
from gaoxin.loaders.record_changes import RecordChanges
from gaoxin.loaders.records import Records
from gaoxin.loaders.resolving.code_watch import CodeClash
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.revising.compare_records import RecordComparison
from gaoxin.loaders.revising.revised_names import revised_profile

_PART = 20_000  # records


class NamesOfList:
    """Gets the ``records``, whose file is in ``folder``, while they are read.

    As long as few of them differ from those of the ``comparison``, nothing else is done with them;
    then ``gathered`` gets them.
    """

    def __init__(
        self, gathered: GatheredNames, comparison: RecordComparison | None, folder: Path
    ) -> None:
        self._gathered, self._comparison, self._folder = gathered, comparison, folder
        self.records = Records(folder=folder, also=self._add)

    def _add(self, lines: bytes) -> None:
        comparison = self._comparison
        if comparison and comparison.goes_on:
            if comparison.add(lines):
                return
            before = self.records.lines_in_file()
            while part := b"".join(islice(before, _PART)):
                self._gathered.add(part)
        self._gathered.add(lines)

    def profile(self, *, is_list: bool) -> tuple[Profile, list[CodeClash], RecordChanges | None]:
        """The profile of the records, the clashes of credit codes in them, and what changed.

        Raises:
            sqlite3.OperationalError: writing failed, for example because the disk is full.
            StoreError: the process that gathers the names was stopped.
        """
        records, changes = self.records, None
        if self._comparison and is_list:
            changes = self._comparison.changes(b"".join(records.lines_in_memory()))
        if changes and (profile := revised_profile(changes, records, self._folder)):
            for record in islice(records, _PART):  # those that describe the source come last
                profile.source_places.setdefault(record.source, split_place(record.place))
            return profile, [], changes
        profile, clashes = self._gathered.profile(records, is_list=is_list)
        return profile, clashes, changes
