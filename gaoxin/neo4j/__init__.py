"""A Neo4j that the project runs by itself, and the way to the one in use.

``jars`` fetches and checks the server's jars, ``configuration`` writes its settings, ``process``
finds and ends the Java process, ``managed`` starts, stops and describes the server, ``connection``
leads every other part to the Neo4j in use: one's own (``NEO4J_URI``) or the managed one.  The
server is Neo4j Community, fetched by the user's machine and run as a process of its own.
"""
