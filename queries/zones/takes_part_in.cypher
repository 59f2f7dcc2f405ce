// 某高新区或机构参与什么 What a zone or organization takes part in
//+ summary: {zh: 某高新区或机构参与什么, en: What a zone or organization takes part in}
//+ description: {zh: 走廊、自贸区、科学中心、平台等, en: "Corridors, free-trade zones, science centres, platforms"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [zones, platforms]
//+ columns: [undertaking, status, time, qualifier, source, undertaking_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区或机构, en: zone or organization, default: 济南高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[r:PARTICIPATES_IN]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS undertaking, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS undertaking_iri
ORDER BY undertaking, source, status
