// 某事物与什么有直接关系 What a thing is directly related to
//+ summary: {zh: 某事物与什么有直接关系, en: What a thing is directly related to}
//+ description: {zh: 方向 out 为主语，in 为宾语；任职附职务，每条附来源, en: "Direction out: the thing is the subject; in: the object; posts with their titles, each with its source"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [paths]
//+ columns: [relation, direction, other, title, status, time, qualifier, source, other_iri]
//+ parameters:
//+   - {name: thing, type: thing, zh: 任何事物, en: any thing, default: 新型贴片电阻, values: names}
//+   - {name: text, type: string, zh: 名称、职务或限定语中的词，留空看全部, en: "text in the name, title or qualifier; all of them where empty", default: "", values: free}

MATCH (t:Resource {uri: $thing})-[r]-(o:Resource)
WHERE o.name IS NOT NULL AND (o.name CONTAINS $text OR r.qualifier CONTAINS $text
    OR r.title CONTAINS $text) AND NOT type(r) IN
  ['ABOUT', 'INDICATOR', 'SUBJECT', 'OBJECT', 'BROADER', 'NARROWER', 'EXACT_MATCH', 'CLOSE_MATCH',
    'RELATED_MATCH', 'IN_SCHEME', 'TOP_CONCEPT_OF', 'HAS_TOP_CONCEPT', 'FROM_SOURCE', 'REPLACED_BY',
    'DERIVED_FROM', 'HAS_UNIT']
UNWIND r.sources AS source
RETURN DISTINCT reduce(name = '', word IN split(toLower(type(r)), '_') |
    name + CASE name WHEN '' THEN word ELSE toUpper(left(word, 1)) + substring(word, 1) END) AS relation,
  CASE WHEN startNode(r) = t THEN 'out' ELSE 'in' END AS direction, o.name AS other, r.title AS title,
  r.status AS status, r.time AS time, r.qualifier AS qualifier, source, o.uri AS other_iri
ORDER BY direction, relation, other, source
