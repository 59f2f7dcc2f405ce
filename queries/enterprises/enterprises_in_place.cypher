// 某地的高新区里有哪些企业 Which enterprises are in the zones of a place
//+ summary: {zh: 某地的高新区里有哪些企业, en: Which enterprises are in the zones of a place}
//+ description: {zh: 地方—高新区—企业—从事的产业, en: "Place, zone, enterprise, industry"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, places, zones]
//+ columns: [enterprise, zone, industry, enterprise_iri]
//+ parameters:
//+   - {name: place, type: "thing:AdministrativeDivision", zh: 省、市或县, en: "province, city or county", default: 江西省, values: names}

MATCH (e:Enterprise)-[:LOCATED_IN]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
OPTIONAL MATCH (e)-[:OPERATES_IN]->(i)
RETURN DISTINCT e.name AS enterprise, z.name AS zone, i.name AS industry, e.uri AS enterprise_iri
ORDER BY zone, enterprise, industry
