// 某人任职的高新区有哪些项目 Which projects lie in the zone of a person
//+ summary: {zh: 某人任职的高新区有哪些项目, en: Which projects lie in the zone of a person}
//+ description: {zh: 人—职务—高新区—项目, en: "Person, post, zone, project"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [people, projects]
//+ columns: [zone, project, project_iri]
//+ parameters:
//+   - {name: person, type: "thing:Person", zh: 人, en: person, default: 董学忠, values: names}

MATCH (:Resource {uri: $person})-[:HOLDS_POSITION]->(z)<-[:LOCATED_IN]-(p:Project)
RETURN DISTINCT z.name AS zone, p.name AS project, p.uri AS project_iri
ORDER BY zone, project
