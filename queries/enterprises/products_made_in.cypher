// 某高新区的企业生产什么 What the enterprises of a zone produce
//+ summary: {zh: 某高新区的企业生产什么, en: What the enterprises of a zone produce}
//+ description: {zh: 企业—产品, en: Enterprise and product}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, products]
//+ columns: [enterprise, product, product_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 唐山高新技术产业开发区, values: names}

MATCH (p)<-[:PRODUCES]-(e:Enterprise)-[:LOCATED_IN]->(:Resource {uri: $zone})
RETURN DISTINCT e.name AS enterprise, p.name AS product, p.uri AS product_iri
ORDER BY enterprise, product
