// 某地或高新区举办了哪些会议活动 Which events a place or zone holds
WITH '广东省' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (the_thing)-[r:HOSTS]->(e:Event)
UNWIND r.sources AS source
RETURN DISTINCT e.name AS event, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  e.uri AS event_iri
ORDER BY event, source, status
// 画图 as a graph: RETURN the_thing, e, r
