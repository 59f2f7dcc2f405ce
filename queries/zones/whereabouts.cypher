// 某事物位于哪里 Where something is
//+ summary: {zh: 某事物位于哪里, en: Where something is}
//+ description: {zh: 沿“位于”和“由…承载”逐级向上：平台在哪个高新区，高新区在哪个市、省, en: "Follows \"located in\" and \"hosted by\" upwards: which zone hosts a platform, which city and province the zone lies in"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [zones, places]
//+ columns: [place, place_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 任何事物, en: any thing, default: 功率半导体国家制造业创新中心, values: names}

MATCH (t:Resource {uri: $thing})-[:LOCATED_IN|HOSTED_BY*1..6]->(p)
WHERE p <> t
RETURN DISTINCT p.name AS place, p.uri AS place_iri
ORDER BY place
