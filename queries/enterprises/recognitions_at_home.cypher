// 某企业所在的高新区有哪些称号 What the zone of an enterprise is recognised as
//+ summary: {zh: 某企业所在的高新区有哪些称号, en: What the zone of an enterprise is recognised as}
//+ description: {zh: 只列已有的（status 为 actual）、名称含某词的；text 留空看全部, en: Present ones (status actual) whose name contains a text; all of them where it is empty}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [enterprises, awards]
//+ columns: [zone, award, qualifier]
//+ parameters:
//+   - {name: enterprise, type: "thing:Enterprise", zh: 企业, en: enterprise, default: 快狗打车, values: names}
//+   - {name: text, type: string, zh: 称号中的词, en: text in the title, default: 示范区, values: free}

MATCH (:Resource {uri: $enterprise})-[:LOCATED_IN]->(z)-[r:APPROVED_AS {status: 'actual'}]->(a)
WHERE a.name CONTAINS $text
RETURN DISTINCT z.name AS zone, a.name AS award, r.qualifier AS qualifier
ORDER BY zone, award
