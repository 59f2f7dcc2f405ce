// 某企业或高新区投资了什么 What an enterprise or zone invests in
//+ summary: {zh: 某企业或高新区投资了什么, en: What an enterprise or zone invests in}
//+ description: {zh: 写明金额的附金额, en: With the amount where the text gives it}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [enterprises, projects]
//+ columns: [invested, value, unit, status, time, qualifier, source, invested_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 企业、机构或高新区, en: "enterprise, body or zone", default: 无锡高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[r:INVESTS]->(x)
UNWIND r.sources AS source
RETURN DISTINCT x.name AS invested, r.value AS value, r.unit AS unit, r.status AS status, r.time AS time,
  r.qualifier AS qualifier, source, x.uri AS invested_iri
ORDER BY invested, source, status
