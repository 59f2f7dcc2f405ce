// 按某项指标谁排第几 Who ranks where by an indicator
//+ summary: {zh: 按某项指标谁排第几, en: Who ranks where by an indicator}
//+ description: {zh: 名次从前到后；没有写明名次的排在最后, en: The first rank first; those without a number come last}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [figures, rankings]
//+ columns: [thing, value, unit, time, qualifier, source]
//+ parameters:
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 全国国家高新区排名, values: names}

MATCH (t:Resource)<-[:ABOUT]-(f:Ranking)-[:INDICATOR]->(:Resource {uri: $indicator})
UNWIND f.sources AS source
RETURN DISTINCT t.name AS thing, f.value AS value, f.unit AS unit, f.time AS time, f.qualifier AS qualifier,
  source
ORDER BY value IS NULL, value, thing
