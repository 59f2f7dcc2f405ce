// 谁参与某平台或项目 Who takes part in a platform or project
WITH '功率半导体国家制造业创新中心' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH (x)-[r:PARTICIPATES_IN]->(the_thing)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS participant, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS participant_iri
ORDER BY participant, source, status
// 画图 as a graph: RETURN x, the_thing, r
