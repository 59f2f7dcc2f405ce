// 某事物所在的高新区及区内的数字 The figures of the zone of a thing and of what is in it
WITH '赵静' AS thing, '局长坐诊接诉' AS text
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
CALL {
  WITH z RETURN z AS a
  UNION
  WITH z MATCH (a)-[:LOCATED_IN]->(z) RETURN a
  UNION
  WITH z MATCH (z)-[:HOSTS]->(a) RETURN a
}
MATCH (a)<-[r1:ABOUT]-(f:Observation|Target|Ranking)-[r2:INDICATOR]->(i)
WHERE i.name CONTAINS text
UNWIND f.sources AS source
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT z.name AS zone, a.name AS about, kind, i.name AS indicator, f.comparator AS comparator,
  f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier, source
ORDER BY zone, about, kind, indicator, time, source
// 画图 as a graph: RETURN a, z, f, i, r1, r2
