// 某来源说到哪些高新区 Of which zones a source speaks
WITH 'article-004' AS source
MATCH (z:Zone)-[r]->(o)
WHERE last(split(source, '/source/')) IN r.sources AND NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
OPTIONAL MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
RETURN DISTINCT z.name AS zone, z:NationalZone AS national, p.name AS province, z.uri AS zone_iri
ORDER BY zone
// 画图 as a graph: RETURN z, o, p, r
