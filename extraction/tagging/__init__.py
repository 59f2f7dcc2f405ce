"""The tagger of names that no gazetteer has."""
