// 某人担任哪些职务 Which posts a person holds
//+ summary: {zh: 某人担任哪些职务, en: Which posts a person holds}
//+ description: {zh: 在高新区、机构中的职务；time 是所据文章所说的时间, en: Posts in zones and organizations; time is when the source says so}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [people]
//+ columns: [organization, title, status, time, source, organization_iri]
//+ parameters:
//+   - {name: person, type: "thing:Person", zh: 人, en: person, default: 夏青林, values: names}

MATCH (:Resource {uri: $person})-[r:HOLDS_POSITION]->(x)
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS organization, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS organization_iri
ORDER BY organization, title, source
