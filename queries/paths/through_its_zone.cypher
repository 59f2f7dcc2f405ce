// 某事物所在的高新区与什么有关系 What the zone of a thing is related to
WITH '张贵勇' AS thing, '自贸区' AS text
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL {
  WITH the_thing
  MATCH (the_thing)-[l]-(z:Zone)
  WHERE NOT type(l) IN
    ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
      'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
      'DERIVED_FROM', 'HAS_UNIT']
  RETURN z
  UNION
  WITH the_thing
  MATCH (the_thing)-[:HOLDS_POSITION]->()-[:LOCATED_IN]->(z:Zone)
  RETURN z
}
MATCH (z)-[r]-(o)
WHERE o.name IS NOT NULL AND (o.name CONTAINS text OR r.qualifier CONTAINS text OR r.title CONTAINS text)
  AND NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, reduce(name = '', word IN split(toLower(type(r)), '_') |
    name + CASE name WHEN '' THEN word ELSE toUpper(left(word, 1)) + substring(word, 1) END) AS relation,
  CASE WHEN startNode(r) = z THEN 'out' ELSE 'in' END AS direction, o.name AS other, r.title AS title,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, source, o.uri AS other_iri
ORDER BY zone, direction, relation, other, source
// 画图 as a graph: RETURN z, o, r
