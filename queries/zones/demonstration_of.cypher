// 某高新区属于哪个国家自主创新示范区 Which demonstration area a zone belongs to
//+ summary: {zh: 某高新区属于哪个国家自主创新示范区, en: Which demonstration area a zone belongs to}
//+ description: {zh: 附来源；不属于任何示范区的没有结果, en: With sources; no result for a zone that is in none}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [zones, awards]
//+ columns: [demonstration, source, demonstration_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 株洲高新技术产业开发区, values: names}

MATCH (:Resource {uri: $zone})-[r:IN_DEMONSTRATION_ZONE]->(d)
UNWIND r.sources AS source
RETURN DISTINCT d.name AS demonstration, source, d.uri AS demonstration_iri
ORDER BY demonstration, source
