// 某日有哪些地方举办了会议活动 Who held events on a day
//+ summary: {zh: 某日有哪些地方举办了会议活动, en: Who held events on a day}
//+ description: {zh: 日期按所据文章的写法，如 2025-02-05；写月份则该月各日都算, en: The day as 2025-02-05; a month stands for each of its days}
//+ who: {zh: 记者、编辑, en: journalists}
//+ tags: [platforms, events, dates]
//+ columns: [host, event, time, event_iri]
//+ parameters:
//+   - {name: text, type: string, zh: 日期, en: day, default: 2025-02-05, values: free}

MATCH (h)-[r:HOSTS]->(e:Event)
WHERE r.time STARTS WITH $text
RETURN DISTINCT h.name AS host, e.name AS event, r.time AS time, e.uri AS event_iri
ORDER BY host, event
