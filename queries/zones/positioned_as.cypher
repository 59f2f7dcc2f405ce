// 哪些高新区以此为定位 Which zones mean to become something
WITH '世界一流高科技园区' AS award
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + award + '"') YIELD node AS the_award
  WHERE the_award:Award
MATCH (x)-[r:POSITIONING]->(the_award)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS thing, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS thing_iri
ORDER BY thing, source, status
// 画图 as a graph: RETURN x, the_award, r
