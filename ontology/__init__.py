"""The ontology: Turtle modules, SHACL shapes, and the code that reads them
(:mod:`gaoxin.ontology.terms`).
"""
