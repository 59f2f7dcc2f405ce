"""Answers to questions in a person's words: the lexicon, and what finds the facts that answer."""
