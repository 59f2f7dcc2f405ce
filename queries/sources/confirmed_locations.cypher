// 哪些国家高新区的位置有多个来源 Which national zones have their location from several sources
//+ summary: {zh: 哪些国家高新区的位置有多个来源, en: Which national zones have their location from several sources}
//+ description: {zh: 同一位置至少有几个来源, en: The same place by at least so many sources}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [sources, places, zones]
//+ columns: [zone, place, sources]
//+ parameters:
//+   - {name: minimum, type: integer, zh: 至少几个来源, en: at least so many sources, default: 2, values: free}

MATCH (z:NationalZone)-[r:LOCATED_IN]->(p)
UNWIND r.sources AS source
WITH z, p, count(DISTINCT source) AS sources
WHERE sources >= $minimum
RETURN z.name AS zone, p.name AS place, sources
ORDER BY zone, place
