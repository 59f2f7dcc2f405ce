// 某人任职的高新区以什么产业为主导 What the zone that a person leads specialises in
//+ summary: {zh: 某人任职的高新区以什么产业为主导, en: What the zone that a person leads specialises in}
//+ description: {zh: 人—职务—高新区—主导产业，附主导产业的来源, en: "Person, post, zone, leading industry and who says that it leads"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [people, industries]
//+ columns: [zone, industry, source, industry_iri]
//+ parameters:
//+   - {name: person, type: "thing:Person", zh: 人, en: person, default: 骆东升, values: names}

MATCH (:Resource {uri: $person})-[:HOLDS_POSITION]->(z)-[r:LEADING_INDUSTRY]->(i)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS industry, source, i.uri AS industry_iri
ORDER BY zone, industry, source
