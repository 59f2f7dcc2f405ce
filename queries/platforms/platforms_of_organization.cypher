// 某机构参与的平台在哪些高新区 In which zones the platforms of an organization are
WITH '中科院' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r1:PARTICIPATES_IN]->(p)
OPTIONAL MATCH (z)-[r2:HOSTS]->(p)
RETURN DISTINCT p.name AS platform, z.name AS zone, p.uri AS platform_iri
ORDER BY platform, zone
// 画图 as a graph: RETURN the_thing, p, z, r1, r2
