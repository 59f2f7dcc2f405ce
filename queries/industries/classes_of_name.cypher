// 某产业对应哪些官方分类 Which official classes a trade name means
MATCH (:Resource {uri: $industry})-[r:EXACT_MATCH|CLOSE_MATCH|RELATED_MATCH]->(c)-[:IN_SCHEME]->(s)
RETURN DISTINCT CASE type(r) WHEN 'EXACT_MATCH' THEN 'exactMatch' WHEN 'CLOSE_MATCH' THEN 'closeMatch'
    ELSE 'relatedMatch' END AS match,
  c.code AS code, c.name AS class, s.name AS scheme, c.uri AS class_iri
ORDER BY match, scheme, code
