// 某高新区有几个名称含某词的平台 How many platforms of a zone are named so
//+ summary: {zh: 某高新区有几个名称含某词的平台, en: How many platforms of a zone are named so}
//+ description: {zh: 每个平台只数一次，不论几个来源提到, en: "Each platform counts once, however many sources name it"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, counts]
//+ columns: [platforms]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 天津滨海高新技术产业开发区, values: names}
//+   - {name: text, type: string, zh: 名称中的词, en: text in the name, default: 海河实验室, values: free}

MATCH (z:Resource {uri: $zone})-[:HOSTS]->(p)
WHERE p.name CONTAINS $text
WITH z, count(DISTINCT p) AS platforms
RETURN platforms
