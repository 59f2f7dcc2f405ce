// 某高新区获得或争取哪些称号 What a zone is or means to be recognised as
//+ summary: {zh: 某高新区获得或争取哪些称号, en: What a zone is or means to be recognised as}
//+ description: {zh: 称号、示范区、基地等；status 为 target 的只是目标定位, en: "Titles, demonstration zones, bases; where status is target it is only an aim"}
//+ who: {zh: 园区和政府工作人员, en: zone and government staff}
//+ tags: [zones, awards]
//+ columns: [award, status, time, qualifier, source, award_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台等, en: "zone, platform or other thing", default: 苏州高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[r:APPROVED_AS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS award, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS award_iri
ORDER BY award, source, status
