// 某地的高新区由谁任职 Who holds posts in the zones of a place
//+ summary: {zh: 某地的高新区由谁任职, en: Who holds posts in the zones of a place}
//+ description: {zh: 地方—高新区—人—职务, en: "Place, zone, person, title"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [people, places, zones]
//+ columns: [person, title, zone, person_iri]
//+ parameters:
//+   - {name: place, type: "thing:AdministrativeDivision", zh: 省、市或县, en: "province, city or county", default: 湖南省, values: names}

MATCH (p:Person)-[r:HOLDS_POSITION]->(z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS person, r.title AS title, z.name AS zone, p.uri AS person_iri
ORDER BY zone, person, title
