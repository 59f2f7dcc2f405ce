// 某高新区属于哪个国家自主创新示范区 Which demonstration area a zone belongs to
WITH '株洲高新技术产业开发区' AS zone
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + zone + '"') YIELD node AS the_zone
  WHERE the_zone:Zone
MATCH (the_zone)-[r:IN_DEMONSTRATION_ZONE]->(d)
UNWIND r.sources AS source
RETURN DISTINCT d.name AS demonstration, source, d.uri AS demonstration_iri
ORDER BY demonstration, source
// 画图 as a graph: RETURN the_zone, d, r
