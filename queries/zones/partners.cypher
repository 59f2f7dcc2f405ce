// 某高新区与谁合作 Whom a zone works with
MATCH (:Resource {uri: $thing})-[:PARTNER_OF]->(p)
RETURN DISTINCT p.name AS partner, p.uri AS partner_iri
ORDER BY partner
