// 某来源说到哪些高新区 Of which zones a source speaks
//+ summary: {zh: 某来源说到哪些高新区, en: Of which zones a source speaks}
//+ description: {zh: 来源写明其位置、产业、政策等关系的高新区，附所在省, en: "Zones of which the source states a relation: place, industry, policy and so on; with the province"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [sources, zones, places]
//+ columns: [zone, national, province, zone_iri]
//+ parameters:
//+   - {name: source, type: "thing:Source", zh: 来源, en: source, default: article-004, values: names}

MATCH (z:Zone)-[r]->(o:Resource)
WHERE split($source, '/source/')[1] IN r.sources AND NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
OPTIONAL MATCH (z)-[:LOCATED_IN*1..6]->(p:Province)
RETURN DISTINCT z.name AS zone, z:NationalZone AS national, p.name AS province, z.uri AS zone_iri
ORDER BY zone
