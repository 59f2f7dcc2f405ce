// 两个事物之间三步的路径 Paths of three steps between two things
WITH '中科院医工所' AS thing, '烟台高新技术产业开发区' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
MATCH (the_thing)-[r1]-(m)-[r2]-(n)-[r3]-(the_other)
WHERE m.name IS NOT NULL AND n.name IS NOT NULL AND the_thing <> the_other AND m <> n
  AND NOT m IN [the_thing, the_other] AND NOT n IN [the_thing, the_other] AND none(r IN [r1, r2, r3] WHERE type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT'])
RETURN DISTINCT m.name AS first, n.name AS second, m.uri AS first_iri, n.uri AS second_iri
ORDER BY first, second
// 画图 as a graph: RETURN the_thing, m, n, the_other, r1, r2, r3
