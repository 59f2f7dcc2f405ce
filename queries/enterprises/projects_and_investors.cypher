// 某高新区的项目由谁投资 Who invests in the projects of a zone
//+ summary: {zh: 某高新区的项目由谁投资, en: Who invests in the projects of a zone}
//+ description: {zh: 没有写明投资者的项目也列出, en: Projects without a named investor are listed too}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, projects]
//+ columns: [project, investor, project_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 唐山高新技术产业开发区, values: names}

MATCH (p:Project)-[:LOCATED_IN]->(:Resource {uri: $zone})
OPTIONAL MATCH (i)-[:INVESTS]->(p)
RETURN DISTINCT p.name AS project, i.name AS investor, p.uri AS project_iri
ORDER BY project, investor
