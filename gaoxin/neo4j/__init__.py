"""The managed Neo4j, which the project runs itself, and the connection to the Neo4j in use.

``jars`` fetches and checks the server's jars.  ``configuration`` writes its settings.  ``process``
finds and ends the Java process.  ``managed`` starts and stops the server, ``status`` describes it.
``endpoint`` and ``connection`` lead all other parts to the Neo4j in use: the user's own
(``NEO4J_URI``) or the managed one.  The server is Neo4j Community, fetched by the user's machine
and run as a separate process.
"""
