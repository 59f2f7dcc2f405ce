// 某高新区的企业生产什么 What the enterprises of a zone produce
MATCH (p)<-[:PRODUCES]-(e:Enterprise)-[:LOCATED_IN]->(:Resource {uri: $zone})
RETURN DISTINCT e.name AS enterprise, p.name AS product, p.uri AS product_iri
ORDER BY enterprise, product
