// 各年批准了多少高新区 How many zones each year approved
//+ summary: {zh: 各年批准了多少高新区, en: How many zones each year approved}
//+ description: {zh: 国家级高新区，按批准年份, en: "National zones, by the year of their approval"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [zones, dates, counts]
//+ columns: [year, zones]

MATCH (z:NationalZone)
WHERE z.approved IS NOT NULL
RETURN left(toString(z.approved), 4) AS year, count(DISTINCT z) AS zones
ORDER BY year
