"""What a load needs of the engine that runs its tasks; :mod:`.spark_engine` is Spark's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from gaoxin.spark.database_table import DatabaseTable
from gaoxin.spark.linked_rows import Link
from gaoxin.spark.row_links import NamedBeside
from gaoxin.spark.tasks import PartReading, ReadTask, TaskReport, TranslateTask
from gaoxin.spark.translate_rows import RowLines


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are distributed for translating.

    ``groups`` has the group of each row that goes with others, or that mentions of any rows may
    mean; the rows of a group go to one place.  All other rows stay where they were read.  If it is
    not divided (``is_divided``), all rows go to one place.
    """

    task: TranslateTask
    groups: dict[int, int] = field(default_factory=dict)
    is_divided: bool = True


class ReadRows(Protocol):
    """The rows of the input, which the engine holds."""

    def readings(self) -> list[PartReading]:
        """What the reading told, in the order of the parts."""

    def mentions(self) -> list[NamedBeside]:
        """The mentions of all rows, each once, sorted."""

    def links(self, mentioned: Collection[int]) -> list[Link]:
        """The handles that several rows have, or that are ``mentioned``, each with its rows."""

    def rows(self, numbers: Collection[int]) -> RowLines:
        """The rows with these numbers."""

    def translate(self, plan: Plan) -> list[TaskReport]:
        """Translate all rows and those of ``plan.task.head``; write what several places say
        once.
        """


class LoadEngine(Protocol):
    """Runs the tasks of a load."""

    @property
    def places(self) -> int:
        """How many tasks run at the same time."""

    def read(self, task: ReadTask, count: int) -> ReadRows:
        """Read ``count`` parts."""

    def copy_table(self, table: DatabaseTable, folder: Path, size: int) -> None:
        """Copy a table of a database into a folder of Parquet files, which is replaced.

        Their row groups, between which they can be cut, have about ``size`` bytes.
        """
