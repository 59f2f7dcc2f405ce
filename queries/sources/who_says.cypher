// 两个事物的关系是谁说的 Who says how two things are related
WITH '快狗打车' AS thing, '天津滨海高新技术产业开发区' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
MATCH (the_thing)-[r]->(the_other)
WHERE NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
UNWIND range(0, size(r.sources) - 1) AS place
RETURN DISTINCT reduce(name = '', word IN split(toLower(type(r)), '_') |
    name + CASE name WHEN '' THEN word ELSE toUpper(left(word, 1)) + substring(word, 1) END) AS relation,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, r.sources[place] AS source,
  r.confidence[place] AS grade
ORDER BY relation, source, status
// 画图 as a graph: RETURN the_thing, the_other, r
