// 某人任职的高新区有哪些平台 Which platforms the zone of a person hosts
//+ summary: {zh: 某人任职的高新区有哪些平台, en: Which platforms the zone of a person hosts}
//+ description: {zh: 可用 note 只看限定语中含某词的，例如“国家级研发平台”；留空看全部, en: note keeps those whose qualifier contains a text; empty keeps all}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [people, platforms]
//+ columns: [zone, platform, status, qualifier, platform_iri]
//+ parameters:
//+   - {name: person, type: "thing:Person", zh: 人, en: person, default: 宋道军, values: names}
//+   - {name: note, type: string, zh: 限定语中的词, en: text in the qualifier, default: 国家级研发平台, values: free}

MATCH (:Resource {uri: $person})-[:HOLDS_POSITION]->(z)-[r:HOSTS]->(p)
WHERE r.uri IS NOT NULL AND coalesce(r.qualifier, '') CONTAINS $note
RETURN DISTINCT z.name AS zone, p.name AS platform, r.status AS status, r.qualifier AS qualifier,
  p.uri AS platform_iri
ORDER BY zone, platform
