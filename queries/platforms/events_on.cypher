// 某日有哪些地方举办了会议活动 Who held events on a day
WITH '2025-02-05' AS text
MATCH (h)-[r:HOSTS]->(e:Event)
WHERE r.time STARTS WITH text
RETURN DISTINCT h.name AS host, e.name AS event, r.time AS time, e.uri AS event_iri
ORDER BY host, event
// 画图 as a graph: RETURN h, e, r
