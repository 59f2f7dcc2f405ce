// 两个事物经由什么相连 What connects two things in two steps
WITH '快狗打车' AS thing, '细胞生态海河实验室' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
MATCH (the_thing)-[r1]-(m)-[r2]-(the_other)
WHERE m.name IS NOT NULL AND m <> the_thing AND m <> the_other AND the_thing <> the_other AND none(r IN [r1, r2] WHERE type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT'])
RETURN DISTINCT m.name AS middle, m.uri AS middle_iri
ORDER BY middle
// 画图 as a graph: RETURN the_thing, m, the_other, r1, r2
