// 某企业或机构生产、研发什么 What an enterprise or body makes and develops
MATCH (:Resource {uri: $thing})-[r:PRODUCES|DEVELOPS]->(p)
UNWIND r.sources AS source
RETURN DISTINCT p.name AS product, toLower(type(r)) AS relation, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, p.uri AS product_iri
ORDER BY product, relation, source
