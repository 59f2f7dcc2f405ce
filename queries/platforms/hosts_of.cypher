// 某平台或活动由谁承载、举办 Who hosts a platform or event
WITH '武汉市新型显示产业创新联合实验室' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (h)-[r:HOSTS]->(the_thing)
UNWIND r.sources AS source
RETURN DISTINCT h.name AS host, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  h.uri AS host_iri
ORDER BY host, source, status
// 画图 as a graph: RETURN h, the_thing, r
