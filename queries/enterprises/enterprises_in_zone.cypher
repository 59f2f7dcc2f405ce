// 某高新区有哪些企业 Which enterprises are in a zone
//+ summary: {zh: 某高新区有哪些企业, en: Which enterprises are in a zone}
//+ description: {zh: 来源与等级见 sources/who_says, en: See sources/who_says for who says so and how surely}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, zones]
//+ columns: [enterprise, source, enterprise_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 唐山高新技术产业开发区, values: names}

MATCH (e:Enterprise)-[r:LOCATED_IN]->(:Resource {uri: $zone})
UNWIND r.sources AS source
RETURN DISTINCT e.name AS enterprise, source, e.uri AS enterprise_iri
ORDER BY enterprise, source
