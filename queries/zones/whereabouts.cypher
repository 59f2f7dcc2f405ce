// 某事物位于哪里 Where something is
WITH '功率半导体国家制造业创新中心' AS thing
CALL db.index.fulltext.queryNodes('gaoxin_exact', '"' + thing + '"') YIELD node AS the_thing
MATCH path = (the_thing) (
  (a)-[r:LOCATED_IN|HOSTS]-(b) WHERE (type(r) = 'HOSTS') = (startNode(r) = b)
){1,6} (p)
WHERE p <> the_thing
RETURN DISTINCT p.name AS place, p.uri AS place_iri
ORDER BY place
// 画图 as a graph: RETURN path
