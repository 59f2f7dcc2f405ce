// 某高新区有哪些平台 Which platforms a zone hosts
//+ summary: {zh: 某高新区有哪些平台, en: Which platforms a zone hosts}
//+ description: {zh: 研究院、实验室、园区、活动等；status 为 planned 的尚在建设或谋划, en: "Institutes, laboratories, parks, events; planned ones are still to come"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [platforms, zones]
//+ columns: [platform, status, time, qualifier, source, platform_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 苏州高新技术产业开发区, values: names}

MATCH (:Resource {uri: $zone})-[r:HOSTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS platform, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS platform_iri
ORDER BY platform, source, status
