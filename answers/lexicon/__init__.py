"""What people's words mean: relations, classes, measures, roles, question words, times, bounds.

The phrases stand in ``phrases/*.toml``, one file for each kind of meaning; a person may extend
them.  :mod:`~gaoxin.answers.lexicon.from_ontology` adds the labels of the ontology.
:func:`~gaoxin.answers.lexicon.lexicon.lexicon` finds the phrases in a sentence;
:func:`~gaoxin.answers.lexicon.expressions.expressions` finds years, periods and bounds.
"""
