"""Queries that are meant to harm: they call other services, never end, or take all memory."""

from __future__ import annotations

H = "http://127.0.0.1:9/"
U = f"<{H}>"
INNER = "{?s ?p ?o}"

SERVICES = [
    f"SELECT * {{ SERVICE {U} {INNER} }}",
    f"SELECT * {{ sErViCe SILENT {U} {INNER} }}",
    f"SELECT * {{ SERVICE#comment\n{U} {INNER} }}",
    f"SELECT * {{ SERVICE ?where {INNER} }}",
    f"PREFIX e:{U} SELECT * {{ SERVICE e: {INNER} }}",
    f"PREFIX :{U} SELECT * {{ SERVICE: {INNER} }}",
    f"PREFIX e:{U} SELECT * {{ SERVICEe: {INNER} }}",
    f"PREFIX service:{U} SELECT * {{ service:a {INNER} }}",
    f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE {U} {INNER} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ service {U} {INNER} }} }}",
    f"SELECT * {{ FILTER(1<2)SERVICE#>\n{U} {INNER} }}",
    f"SELECT * {{ FILTER(1<2#>'''\n) SERVICE {U} {INNER} #'''\n }}",
    f"SELECT * {{ FILTER(1<2)SERVICESILENT{U} {INNER} }}",
    f"SELECT * {{ OPTIONAL{{?s ?p true}}BIND(1 as ?x)SERVICE{U} {INNER} }}",
    f"SELECT * {{ ?s ?p trueSERVICE{U} {INNER} }}",
    f"SELECT * {{ ?s ?p 1SERVICE {U} {INNER} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {U} {INNER} }} }} }}",
    f"CONSTRUCT {{?s ?p ?o}} WHERE {{ SERVICE {U} {INNER} }}",
    f'SELECT * {{ ?s ?p "\\"" . SERVICE {U} {INNER} #"\n }}',
    f"SELECT * {{ ?s ?p '''a'b''' . SERVICE {U} {INNER} #'''\n }}",
    f"SELECT * {{ \\u0053ERVICE {U} {INNER} }}",
    f'SELECT * {{ ?s ?p "\\u0022 . SERVICE {U} {INNER} #" }}\n }}',
    f"SELECT * {{ ?s ?p ?o . #comment\rSERVICE {U} {INNER} }}",
    f"SELECT * {{ ?s ?p 'a'@en--SERVICE {U} {INNER} }}",
    f"SELECT * {{ FILTER(true||1<trueSERVICE {U} {INNER} }}",
]

# Queries for which the engine would connect: "<" that does not open an IRI, "<<" as two tokens, and
# strings and names for which the engine falls back to shorter ones.
CALLED = [
    f"SELECT * {{ BIND(1 AS ?x) FILTER(true||0e0<?x)SERVICE#>\n{U} {INNER} }}",
    f"SELECT * {{ BIND(1 AS ?x) FILTER(true||.5<?x)SERVICE#>\n{U} {INNER} }}",
    f"SELECT * {{ BIND(1 AS ?x) FILTER(true||1.e0<?x)SERVICE#>\n{U} {INNER} }}",
    f'SELECT * {{ BIND(1 AS ?x) FILTER(true||"a"@en--ltr<?x)SERVICE#>\n{U} {INNER} }}',
    f"PREFIX x:<http://x/> SELECT * {{ FILTER(true||1 <<x:#>) SERVICE {U}\n{INNER} }}",
    f"PREFIX x:<http://x/> SELECT * {{ FILTER(true||1<<x:'>) SERVICE {U} {INNER} #'\n }}",
    f"PREFIX x:<http://x/> SELECT * {{ FILTER(true||1<x:#>'''\n) SERVICE {U} {INNER} #'''\n }}",
    f"PREFIX e:<http://x/> SELECT * {{ ?s ?p e:a.b.SERVICE {U} {INNER} }}",
    f"PREFIX e:<http://127.0.0.1:> SELECT * {{ ?s ?p e:SERVICE {U} {INNER} }}",
    f"PREFIX e:<http://x/#> PREFIX q:{U} SELECT * {{ ?s ?p e:SERVICEq:x\\#y {INNER} }}",
    f"PREFIX e:<http://x/#> PREFIX q:{U} SELECT * {{ ?s ?p e:SERVICEq:x.\\#y {INNER} }}",
    f"PREFIX e:<http://x/> PREFIX \ufffdq:{U} SELECT * {{ ?s ?p e:SERVICE\ufffdq:x {INNER} }}",
    f"PREFIX e:<http://x/> PREFIX \ufffd:{U} SELECT * {{ ?s ?p e:SERVICE\ufffd:{INNER}?a ?b 1 }}",
    f"SELECT * {{ VALUES ?x {{ '''a' }} SERVICE {U} {INNER} #\\uD800'''\n }}",
    f"SELECT * {{ VALUES ?x {{ '''a' }} SERVICE {U} {INNER} #\\U0000DFFF'''\n }}",
    f'SELECT * {{ VALUES ?x {{ """a" }} SERVICE {U} {INNER} #\\U00110000"""\n }}',
    f'SELECT * {{ ?s ?p "\\u005C" SERVICE {U} {INNER} #"\n }}',
]

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def bomb() -> str:
    """A query that repeats a text tenfold again and again, to 10^11 characters."""
    steps = ['BIND("aaaaaaaaaa" AS ?v0)']
    for i in range(10):
        steps.append(f"BIND(CONCAT({', '.join([f'?v{i}'] * 10)}) AS ?v{i + 1})")
    return f"SELECT (STRLEN(?v10) AS ?n) {{ {' '.join(steps)} }}"
