// 国家、省、市或园区级的政策 Policies of the nation, the provinces, the cities or the zones
WITH 'provincial' AS level
MATCH (p:Policy|Document)
WHERE p.policyLevel = level
OPTIONAL MATCH (o)-[r1:ISSUES]->(p)
RETURN DISTINCT p.name AS policy, left(toString(p.issued),
    CASE p.issuedPrecision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS issued,
  o.name AS issuer, p.uri AS policy_iri
ORDER BY policy, issuer
// 画图 as a graph: RETURN p, o, r1
