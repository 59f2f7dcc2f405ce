// 某国家自主创新示范区包括哪些高新区 Which zones belong to a demonstration area
WITH '山东半岛国家自主创新示范区' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
  WHERE the_thing:DemonstrationZone
MATCH (z)-[r:IN_DEMONSTRATION_ZONE]->(the_thing)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, source, z.uri AS zone_iri
ORDER BY zone, source
// 画图 as a graph: RETURN z, the_thing, r
