// 哪些高新区的批准面积不小于某数 Which zones have at least an approved area
//+ summary: {zh: 哪些高新区的批准面积不小于某数, en: Which zones have at least an approved area}
//+ description: {zh: 以公顷计，从大到小；只有少数高新区的面积有来源, en: "In hectares, the largest first; for few zones does a source tell the area"}
//+ who: {zh: 选址企业, en: enterprises choosing a site}
//+ tags: [zones, comparisons]
//+ columns: [zone, area, zone_iri]
//+ parameters:
//+   - {name: minimum, type: decimal, zh: 至少多少公顷, en: at least so many hectares, default: 1000, values: free}

MATCH (z:NationalZone)
WHERE z.area >= $minimum
RETURN DISTINCT z.name AS zone, z.area AS area, z.uri AS zone_iri
ORDER BY area DESC, zone
