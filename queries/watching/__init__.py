"""Watches: named interests of a person, and what became of them since they were last looked at."""
