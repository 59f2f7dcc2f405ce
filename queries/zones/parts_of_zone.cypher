// 某高新区的各片区发展哪些产业 What the parts of a zone specialise in
//+ summary: {zh: 某高新区的各片区发展哪些产业, en: What the parts of a zone specialise in}
//+ description: {zh: 片区是“位于”该高新区的另一个区；没有产业的片区也列出, en: A part is a zone located in the zone; parts without an industry are listed too}
//+ who: {zh: 招商人员、投资人, en: investors and investment officers}
//+ tags: [zones, industries]
//+ columns: [part, industry, status, part_iri]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 榆林高新技术产业开发区, values: names}

MATCH (p:Zone)-[:LOCATED_IN]->(:Resource {uri: $zone})
OPTIONAL MATCH (p)-[r:HAS_INDUSTRY]->(i) WHERE r.uri IS NOT NULL
RETURN DISTINCT p.name AS part, i.name AS industry, r.status AS status, p.uri AS part_iri
ORDER BY part, industry
