"""Commands that write files: view (an interactive page) and export."""

from __future__ import annotations
