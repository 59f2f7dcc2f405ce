// 某年发布的政策 Policies issued in a year
//+ summary: {zh: 某年发布的政策, en: Policies issued in a year}
//+ description: {zh: 发布时间原样给出年、年月或日期；没有发布时间的不在其中, en: "The time of issue is a year, a month or a day as known; policies without one are left out"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [policies, dates]
//+ columns: [policy, issued, level, source, policy_iri]
//+ parameters:
//+   - {name: year, type: year, zh: 年份, en: year, default: 2025, values: free}

MATCH (s:Statement)-[:SUBJECT]->(p)
WHERE s.predicate = 'issued'
  AND left(toString(s.objectValue), 4) = toString($year)
UNWIND s.sources AS source
RETURN DISTINCT p.name AS policy, toString(s.objectValue) AS issued, p.policyLevel AS level, source,
  p.uri AS policy_iri
ORDER BY issued, policy, source
