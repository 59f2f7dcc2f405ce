"""Runs of the mirror: what may differ, what differs, what is written, and the proof."""
