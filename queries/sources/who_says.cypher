// 两个事物的关系是谁说的 Who says how two things are related
//+ summary: {zh: 两个事物的关系是谁说的, en: Who says how two things are related}
//+ description: {zh: 等级：A 两个独立来源一致，B 第二来源较弱，C 仅一份名单，D 一份正式文件或报道，I 文中隐含，U 常识未证实, en: "Grades: A two independent sources, B a weaker second, C one list, D one document or report, I implied, U uncorroborated"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [sources]
//+ columns: [relation, status, time, qualifier, source, grade]
//+ parameters:
//+   - {name: thing, type: thing, zh: 主语, en: subject, default: 快狗打车, values: names}
//+   - {name: other, type: thing, zh: 宾语, en: object, default: 天津滨海高新技术产业开发区, values: names}

MATCH (:Resource {uri: $thing})-[r]->(:Resource {uri: $other})
WHERE NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
UNWIND range(0, size(r.sources) - 1) AS place
RETURN DISTINCT reduce(name = '', word IN split(toLower(type(r)), '_') |
    name + CASE name WHEN '' THEN word ELSE toUpper(left(word, 1)) + substring(word, 1) END) AS relation,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, r.sources[place] AS source,
  r.confidence[place] AS grade
ORDER BY relation, source, status
