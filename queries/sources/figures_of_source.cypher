// 某来源说了哪些数字 Which figures a source states
//+ summary: {zh: 某来源说了哪些数字, en: Which figures a source states}
//+ description: {zh: 数字、目标、名次, en: "Figures, targets and ranks"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [sources, figures]
//+ columns: [thing, kind, indicator, value, unit, time]
//+ parameters:
//+   - {name: source, type: "thing:Source", zh: 来源, en: source, default: article-003, values: names}

MATCH (t)<-[:ABOUT]-(f:Observation|Target|Ranking)-[:INDICATOR]->(i)
WHERE split($source, '/source/')[1] IN f.sources
UNWIND [l IN labels(f) WHERE l IN ['Observation', 'Target', 'Ranking']] AS kind
RETURN DISTINCT t.name AS thing, kind, i.name AS indicator, f.value AS value, f.unit AS unit,
  f.time AS time
ORDER BY thing, kind, indicator
