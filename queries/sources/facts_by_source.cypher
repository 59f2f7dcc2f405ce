// 各来源各有多少条事实 How many facts each source states
//+ summary: {zh: 各来源各有多少条事实, en: How many facts each source states}
//+ description: {zh: 按种类：关系、职务、数字、目标、名次, en: "By kind: relations, posts, figures, targets, ranks"}
//+ who: {zh: 研究人员, en: researchers}
//+ tags: [sources, counts]
//+ columns: [source, kind, facts]

CALL {
  MATCH ()-[r]->() WHERE r.uri IS NOT NULL
  UNWIND r.sources AS source
  RETURN source, CASE type(r) WHEN 'HOLDS_POSITION' THEN 'Position' ELSE 'Statement' END AS kind,
    r.uri AS node
  UNION ALL
  MATCH (n:Statement|Observation|Target|Ranking)
  UNWIND n.sources AS source
  UNWIND [l IN labels(n) WHERE l IN ['Statement', 'Observation', 'Target', 'Ranking']] AS kind
  RETURN source, kind, n.uri AS node
}
RETURN source, kind, count(DISTINCT node) AS facts
ORDER BY source, kind
