// 某高新区何时获批、面积多大 When a zone was approved and how large it is
//+ summary: {zh: 某高新区何时获批、面积多大, en: When a zone was approved and how large it is}
//+ description: {zh: 面积以公顷计；空着的是来源没有说的, en: Area in hectares; what no source says is left empty}
//+ who: {zh: 选址企业, en: enterprises choosing a site}
//+ tags: [zones, dates]
//+ columns: [approved, area, name_en, predecessor]
//+ parameters:
//+   - {name: zone, type: "thing:Zone", zh: 高新区, en: zone, default: 潜江高新技术产业开发区, values: names}

MATCH (z:Resource {uri: $zone})
RETURN DISTINCT toString(z.approved) AS approved, z.area AS area, z.nameEn AS name_en,
  z.predecessorNote AS predecessor
ORDER BY approved
