// 两个事物的同一项数字各是多少 One figure of two things side by side
//+ summary: {zh: 两个事物的同一项数字各是多少, en: One figure of two things side by side}
//+ description: {zh: 同一指标、同一单位：difference = second − first，ratio = second ÷ first；时间可能不同，并列给出, en: "The same indicator and unit: difference = second − first, ratio = second ÷ first; the times may differ and stand beside"}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [comparisons, figures]
//+ columns: [first, first_time, second, second_time, difference, ratio, unit]
//+ parameters:
//+   - {name: thing, type: thing, zh: 高新区、平台、产业等, en: "zone, platform, industry or other", default: 惠州仲恺高新技术产业开发区, values: names}
//+   - {name: other, type: thing, zh: 另一事物, en: other thing, default: 天津滨海高新技术产业开发区, values: names}
//+   - {name: indicator, type: "thing:Indicator", zh: 指标, en: indicator, default: 主导产业数量, values: names}

MATCH (:Resource {uri: $thing})<-[:ABOUT]-(one:Observation)-[:INDICATOR]->(i:Resource {uri: $indicator})
MATCH (:Resource {uri: $other})<-[:ABOUT]-(two:Observation)-[:INDICATOR]->(i)
WHERE one.unit = two.unit AND one.value IS NOT NULL AND two.value IS NOT NULL
RETURN DISTINCT one.value AS first, one.time AS first_time, two.value AS second, two.time AS second_time,
  two.value - one.value AS difference,
  CASE WHEN one.value <> 0 THEN two.value / one.value END AS ratio, two.unit AS unit
ORDER BY first_time, second_time
