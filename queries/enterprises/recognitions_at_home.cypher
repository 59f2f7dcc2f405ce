// 某企业所在的高新区有哪些称号 What the zone of an enterprise is recognised as
//+ summary: {zh: 某企业所在的高新区有哪些称号, en: What the zone of an enterprise is recognised as}
//+ description: {zh: 只列已有的（status 为 actual）, en: Present ones only (status actual)}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [enterprises, awards]
//+ columns: [zone, award, qualifier]
//+ parameters:
//+   - {name: enterprise, type: "thing:Enterprise", zh: 企业, en: enterprise, default: 快狗打车, values: names}

MATCH (:Resource {uri: $enterprise})-[:LOCATED_IN]->(z)-[r:APPROVED_AS {status: 'actual'}]->(a)
RETURN DISTINCT z.name AS zone, a.name AS award, r.qualifier AS qualifier
ORDER BY zone, award
