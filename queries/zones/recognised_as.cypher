// 哪些高新区有某称号 Which zones are recognised as something
//+ summary: {zh: 哪些高新区有某称号, en: Which zones are recognised as something}
//+ description: {zh: “首个”“唯一”等限定写在 qualifier 中, en: "Restrictions such as \"the first\" or \"the only\" stand in qualifier"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [zones, awards]
//+ columns: [thing, status, time, qualifier, source, thing_iri]
//+ parameters:
//+   - {name: award, type: "thing:Award", zh: 称号, en: title, default: 国家级农业高新技术产业示范区, values: names}

MATCH (x)-[r:APPROVED_AS]->(:Resource {uri: $award})
UNWIND r.sources AS source
RETURN DISTINCT x.name AS thing, r.status AS status, r.time AS time, r.qualifier AS qualifier, source,
  x.uri AS thing_iri
ORDER BY thing, source, status
