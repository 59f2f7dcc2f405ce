// 某高新区限定语含某词的平台 Platforms of a zone whose qualifier contains a text
//+ summary: {zh: 某高新区限定语含某词的平台, en: Platforms of a zone whose qualifier contains a text}
//+ description: {zh: 例如限定语为“四个平台”的, en: "For instance those that the text counts among its \"four platforms\""}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, zones]
//+ columns: [platform, status, time, qualifier, source, platform_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 济南高新技术产业开发区, values: names}
//+   - {name: note, type: string, zh: 限定语中的词, en: text in the qualifier, default: 四个平台, values: free}

MATCH (:Resource {uri: $zone})-[r:HOSTS]->(x)
WHERE r.qualifier CONTAINS $note
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
