// 哪些高新区的产业名称含某词 Which zones have industries whose names contain a text
//+ summary: {zh: 哪些高新区的产业名称含某词, en: Which zones have industries whose names contain a text}
//+ description: {zh: 主导产业也算；附所在省和来源, en: "Leading industries count; with the province and the source"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, zones, places]
//+ columns: [zone, industry, province, source, zone_iri]
//+ parameters:
//+   - {name: text, type: string, zh: 产业名称中的词, en: "text in the name of the industry", default: 机器人, values: free}

MATCH (z:Zone)-[r:HAS_INDUSTRY|LEADING_INDUSTRY]->(i:Industry)
WHERE i.name CONTAINS $text
OPTIONAL MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, i.name AS industry, p.name AS province, source, z.uri AS zone_iri
ORDER BY zone, industry, source
