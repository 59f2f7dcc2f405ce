// 哪些产业最普遍 Which industries are the most common
//+ summary: {zh: 哪些产业最普遍, en: Which industries are the most common}
//+ description: {zh: 按发展该产业的高新区数排列, en: By the number of zones that have the industry}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [industries, counts]
//+ columns: [industry, zones, industry_iri]
//+ parameters:
//+   - {name: minimum, type: integer, zh: 至少几个高新区, en: at least so many zones, default: 10, values: free}

MATCH (z)-[:HAS_INDUSTRY]->(i)
WITH i, count(DISTINCT z) AS zones
WHERE zones >= $minimum
RETURN i.name AS industry, zones, i.uri AS industry_iri
ORDER BY zones DESC, industry
