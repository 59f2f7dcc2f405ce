// 某国家自主创新示范区包括哪些高新区 Which zones belong to a demonstration area
//+ summary: {zh: 某国家自主创新示范区包括哪些高新区, en: Which zones belong to a demonstration area}
//+ description: {zh: 国家自主创新示范区由一个或几个高新区组成；附来源, en: A national innovation demonstration area is made up of one or several zones; with sources}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [zones, awards]
//+ columns: [zone, source, zone_iri]
//+ parameters:
//+   - {name: demonstration, type: "thing:DemonstrationZone", zh: 国家自主创新示范区, en: national innovation demonstration area, default: 山东半岛国家自主创新示范区, values: names}

MATCH (z)-[r:IN_DEMONSTRATION_ZONE]->(:Resource {uri: $demonstration})
UNWIND r.sources AS source
RETURN DISTINCT z.name AS zone, source, z.uri AS zone_iri
ORDER BY zone, source
