// 各省有多少国家高新区 How many national zones each province has
//+ summary: {zh: 各省有多少国家高新区, en: How many national zones each province has}
//+ description: {zh: 只数国家级的；直辖市也是省级, en: National zones only; municipalities count as provinces}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [zones, places, counts]
//+ columns: [province, zones]

MATCH (z:NationalZone)-[:LOCATED_IN*1..6]->(p:Province)
RETURN p.name AS province, count(DISTINCT z) AS zones
ORDER BY zones DESC, province
