// 某政策的层级、发布时间、文号和发布方 Level, time of issue, number and issuer of a policy
MATCH (p:Resource {uri: $thing})
OPTIONAL MATCH (o)-[:ISSUES]->(p)
RETURN DISTINCT p.policyLevel AS level, toString(p.issued) AS issued, p.code AS number, o.name AS issuer,
  o.uri AS issuer_iri
ORDER BY issuer
