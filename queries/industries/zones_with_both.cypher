// 哪些高新区同时发展两个产业 Which zones have both of two industries
WITH '人工智能' AS industry, '集成电路' AS other
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + other + '"') YIELD node AS the_other
  WHERE the_other:Industry
MATCH (the_industry)<-[r1:HAS_INDUSTRY]-(z)-[r2:HAS_INDUSTRY]->(the_other)
RETURN DISTINCT z.name AS zone, z.uri AS zone_iri
ORDER BY zone
// 画图 as a graph: RETURN the_industry, z, the_other, r1, r2
