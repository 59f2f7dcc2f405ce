// 两个事物经由什么相连 What connects two things in two steps
//+ summary: {zh: 两个事物经由什么相连, en: What connects two things in two steps}
//+ description: {zh: 与两者都有直接关系的事物，方向不限, en: "Things directly related to both, in either direction"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [paths]
//+ columns: [middle, middle_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 事物, en: thing, default: 快狗打车, values: names}
//+   - {name: other, type: thing, zh: 另一事物, en: other thing, default: 细胞生态海河实验室, values: names}

MATCH (a:Resource {uri: $thing})-[r1]-(m)-[r2]-(b:Resource {uri: $other})
WHERE m.name IS NOT NULL AND m <> a AND m <> b AND a <> b AND none(r IN [r1, r2] WHERE type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT'])
RETURN DISTINCT m.name AS middle, m.uri AS middle_iri
ORDER BY middle
