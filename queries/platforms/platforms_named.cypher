// 某高新区名称含某词的平台 Platforms of a zone whose names contain a text
//+ summary: {zh: 某高新区名称含某词的平台, en: Platforms of a zone whose names contain a text}
//+ description: {zh: 例如名称含“海河实验室”的, en: For instance those named 海河实验室}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, zones]
//+ columns: [platform, status, time, qualifier, source, platform_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 天津滨海高新技术产业开发区, values: names}
//+   - {name: text, type: string, zh: 名称中的词, en: text in the name, default: 海河实验室, values: free}

MATCH (:Resource {uri: $zone})-[r:HOSTS]->(x)
WHERE x.name CONTAINS $text
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
