// 哪些高新区的产业属于某官方分类 Which zones have industries that fall under an official class
WITH '3841' AS industry
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + industry + '"') YIELD node AS the_industry
  WHERE the_industry:Industry
MATCH (the_industry)<-[r1:EXACT_MATCH|CLOSE_MATCH]-(n)<-[r2:HAS_INDUSTRY]-(z:Zone)
RETURN DISTINCT n.name AS name, z.name AS zone, z.uri AS zone_iri
ORDER BY name, zone
// 画图 as a graph: RETURN the_industry, n, z, r1, r2
