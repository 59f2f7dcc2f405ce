// 哪些高新区在某年获批 Which zones were approved in a year
//+ summary: {zh: 哪些高新区在某年获批, en: Which zones were approved in a year}
//+ description: {zh: 国家级高新区；approved 原样给出年、年月或日期, en: "National zones; approved is a year, a month or a day as known"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [zones, dates]
//+ columns: [zone, approved, zone_iri]
//+ parameters:
//+   - {name: year, type: year, zh: 年份, en: year, default: 2018, values: free}

MATCH (z:NationalZone)
WHERE left(toString(z.approved), 4) = toString($year)
RETURN DISTINCT z.name AS zone, toString(z.approved) AS approved, z.uri AS zone_iri
ORDER BY approved, zone
