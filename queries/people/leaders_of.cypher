// 某高新区或机构由谁任职 Who holds posts in a zone or organization
//+ summary: {zh: 某高新区或机构由谁任职, en: Who holds posts in a zone or organization}
//+ description: {zh: 职务原文照录, en: Titles as written}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [people]
//+ columns: [person, title, status, time, source, person_iri]
//+ parameters:
//+   - {name: organization, type: thing, zh: 高新区或机构, en: zone or organization, default: 合肥高新技术产业开发区, values: names}

MATCH (x)-[r:HOLDS_POSITION]->(:Resource {uri: $organization})
WHERE r.uri IS NOT NULL
UNWIND r.sources AS source
RETURN DISTINCT x.name AS person, r.title AS title, r.status AS status, r.time AS time, source,
  x.uri AS person_iri
ORDER BY person, title, source
