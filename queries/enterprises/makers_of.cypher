// 某产品由谁生产、研发 Who makes or develops a product
//+ summary: {zh: 某产品由谁生产、研发, en: Who makes or develops a product}
//+ description: {zh: 产品—企业—所在高新区；没有写明所在的也列出, en: "Product, enterprise, its zone; those of no known zone are listed too"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, products]
//+ columns: [maker, relation, zone, maker_iri]
//+ parameters:
//+   - {name: product, type: "thing:Product", zh: 产品, en: product, default: 特种机器人, values: names}

MATCH (:Resource {uri: $product})<-[r:PRODUCES|DEVELOPS]-(m)
OPTIONAL MATCH (m)-[:LOCATED_IN]->(z:Zone)
RETURN DISTINCT m.name AS maker, toLower(type(r)) AS relation, z.name AS zone, m.uri AS maker_iri
ORDER BY maker, relation, zone
