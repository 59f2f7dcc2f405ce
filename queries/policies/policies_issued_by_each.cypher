// 谁发布的政策最多 Who has issued the most policies
MATCH (o)-[r1:ISSUES]->(p)
RETURN o.name AS issuer, count(DISTINCT p) AS policies, o.uri AS issuer_iri
ORDER BY policies DESC, issuer
// 画图 as a graph: RETURN o, p, r1
