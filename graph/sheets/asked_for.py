"""What was asked, when, and of which generation: a workbook that is handed on says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


@dataclass(frozen=True, slots=True)
class AskedFor:
    """``words`` is the command or the address by which it can be asked again; ``generation`` is
    ``None`` if no graph was read.
    """

    words: str = ""
    time: datetime = field(default_factory=lambda: datetime.now().astimezone())
    generation: Generation | None = None
