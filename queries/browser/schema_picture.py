"""A query that draws the classes and relations of the graph in Neo4j Browser.

``db.schema.visualization()`` draws every label with every other one: a node of a class also has the
labels of its superclasses and the technical one, so one relation becomes dozens of lines.  This
query draws each family of classes once (a Zone stands for national zones, too), and leaves out
where facts come from.
"""

from __future__ import annotations

from gaoxin.ontology.terms import vocabulary


def schema_picture() -> str:
    """The Cypher text of the query."""
    listed = ", ".join(f"'{label}'" for label in drawn_labels())
    return (
        "CALL db.schema.visualization() YIELD nodes, relationships\n"
        f"WITH [n IN nodes WHERE labels(n)[0] IN\n  [{listed}]] AS classes, relationships\n"
        "RETURN classes, [r IN relationships\n"
        "  WHERE startNode(r) IN classes AND endNode(r) IN classes] AS relations"
    )


def drawn_labels() -> list[str]:
    """Labels of the classes that things are given and whose superclasses are all abstract."""
    classes = vocabulary().classes
    return [
        term.label
        for term in classes.values()
        if term.label
        and not (term.abstract or term.nary or term.bookkeeping)
        and all(classes[name].abstract for name in term.parents)
    ]
