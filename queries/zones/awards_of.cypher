// 某事物获得过什么 What a thing has been awarded
//+ summary: {zh: 某事物获得过什么, en: What a thing has been awarded}
//+ description: {zh: 获奖、入选、认定、上市等；称号和定位见 zones/recognitions, en: "Prizes, selections, certificates, listings; see zones/recognitions for titles and positions"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [zones, awards]
//+ columns: [award, value, unit, status, time, qualifier, source, award_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、企业、平台等, en: "zone, enterprise, platform or other", default: 济南高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[r:AWARDED]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS award_iri
ORDER BY award, source, status
