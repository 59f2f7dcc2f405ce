// 名称含某词的平台在哪些高新区 Which zones house platforms whose names contain a text
//+ summary: {zh: 名称含某词的平台在哪些高新区, en: Which zones house platforms whose names contain a text}
//+ description: {zh: 平台、园区、项目、活动，由高新区承载或位于高新区, en: "Platforms, parks, projects, events that a zone hosts or that lie in it"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [platforms, zones]
//+ columns: [platform, zone, platform_iri, zone_iri]
//+ parameters:
//+   - {name: text, type: string, zh: 名称中的词, en: "text in the name", default: 中韩, values: free}

MATCH (x:Platform|Project|Event)-[:HOSTED_BY|LOCATED_IN]->(z:Zone)
WHERE x.name CONTAINS $text
RETURN DISTINCT x.name AS platform, z.name AS zone, x.uri AS platform_iri, z.uri AS zone_iri
ORDER BY platform, zone
