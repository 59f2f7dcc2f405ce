"""What was asked for stands elsewhere."""

from __future__ import annotations


class Moved(Exception):
    """The thing has another key now; ``location`` is the path of what was asked for."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location
