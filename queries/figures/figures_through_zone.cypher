// 某事物所在的高新区及区内的数字 The figures of the zone of a thing and of what is in it
MATCH (t:Resource {uri: $thing})
CALL {
  WITH t
  MATCH (t)-[l]-(z:Zone)
  WHERE NOT type(l) IN
    ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
      'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
      'DERIVED_FROM', 'HAS_UNIT']
  RETURN z
  UNION
  WITH t
  MATCH (t)-[:HOLDS_POSITION]->()-[:LOCATED_IN]->(z:Zone)
  RETURN z
}
MATCH (a)-[:LOCATED_IN|HOSTED_BY*0..1]->(z)
MATCH (a)<-[:ABOUT]-(f:Observation|Target|Ranking)-[:INDICATOR]->(i)
WHERE i.name CONTAINS $text
UNWIND f.sources AS source
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT z.name AS zone, a.name AS about, kind, i.name AS indicator, f.comparator AS comparator,
  f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier, source
ORDER BY zone, about, kind, indicator, time, source
