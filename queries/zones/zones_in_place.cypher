// 某地有哪些高新区 Which zones lie in a place
//+ summary: {zh: 某地有哪些高新区, en: Which zones lie in a place}
//+ description: {zh: 直接或经由下级地方位于该省、市、县的高新区，注明是否国家级, en: "Zones that lie in the province, city or county, directly or through a smaller place; national ones are marked"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [zones, places]
//+ columns: [zone, national, zone_iri]
//+ parameters:
//+   - {name: place, type: "thing:AdministrativeDivision", zh: 省、市或县, en: "province, city or county", default: 天津市, values: names}

MATCH (z:Zone)-[:LOCATED_IN*1..6]->(:Resource {uri: $place})
RETURN DISTINCT z.name AS zone, z:NationalZone AS national, z.uri AS zone_iri
ORDER BY zone
