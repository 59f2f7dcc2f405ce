// 某产业对应哪些官方分类 Which official classes a trade name means
WITH '光伏' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (the_industry)-[r:EXACT_MATCH|CLOSE_MATCH|RELATED_MATCH]->(c)-[r1:IN_SCHEME]->(s)
RETURN DISTINCT CASE type(r) WHEN 'EXACT_MATCH' THEN 'exactMatch' WHEN 'CLOSE_MATCH' THEN 'closeMatch'
    ELSE 'relatedMatch' END AS match,
  c.code AS code, c.name AS class, s.name AS scheme, c.uri AS class_iri
ORDER BY match, scheme, code
// 画图 as a graph: RETURN the_industry, c, s, r, r1
