"""The command mirror: bring Neo4j to what the store says, and prove it."""

from __future__ import annotations
