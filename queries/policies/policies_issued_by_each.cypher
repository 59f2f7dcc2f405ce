// 谁发布的政策最多 Who has issued the most policies
MATCH (o)-[:ISSUES]->(p)
RETURN o.name AS issuer, count(DISTINCT p) AS policies, o.uri AS issuer_iri
ORDER BY policies DESC, issuer
