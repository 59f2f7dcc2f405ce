// 两个事物之间三步的路径 Paths of three steps between two things
MATCH (a:Resource {uri: $thing})-[r1]-(m)-[r2]-(n)-[r3]-(b:Resource {uri: $other})
WHERE m.name IS NOT NULL AND n.name IS NOT NULL AND a <> b AND m <> n
  AND NOT m IN [a, b] AND NOT n IN [a, b] AND none(r IN [r1, r2, r3] WHERE type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT'])
RETURN DISTINCT m.name AS first, n.name AS second, m.uri AS first_iri, n.uri AS second_iri
ORDER BY first, second
