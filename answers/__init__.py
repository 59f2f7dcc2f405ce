"""Answers to questions in a person's words: the lexicon, and what understands a question."""
