// 两个事物经由什么相连 What connects two things in two steps
MATCH (a:Resource {uri: $thing})-[r1]-(m)-[r2]-(b:Resource {uri: $other})
WHERE m.name IS NOT NULL AND m <> a AND m <> b AND a <> b AND none(r IN [r1, r2] WHERE type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT'])
RETURN DISTINCT m.name AS middle, m.uri AS middle_iri
ORDER BY middle
