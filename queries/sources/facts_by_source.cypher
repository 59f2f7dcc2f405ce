// 各来源各有多少条事实 How many facts each source states
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
