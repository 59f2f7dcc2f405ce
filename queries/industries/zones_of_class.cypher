// 哪些高新区的产业属于某官方分类 Which zones have industries that fall under an official class
//+ summary: {zh: 哪些高新区的产业属于某官方分类, en: Which zones have industries that fall under an official class}
//+ description: {zh: 经由等同或相近的产业名称；分类可写代码的键，如 gbt4754-3841、sei-1.2.4, en: "By trade names that mean the class or nearly so; a class may be given by its key, as gbt4754-3841 or sei-1.2.4"}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [industries, classifications, zones]
//+ columns: [name, zone, zone_iri]
//+ parameters:
//+   - {name: industry, type: "thing:Industry", zh: 官方分类, en: official class, default: gbt4754-3841, values: names}

MATCH (:Resource {uri: $industry})<-[:EXACT_MATCH|CLOSE_MATCH]-(n)<-[:HAS_INDUSTRY]-(z:Zone)
RETURN DISTINCT n.name AS name, z.name AS zone, z.uri AS zone_iri
ORDER BY name, zone
