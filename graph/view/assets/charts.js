"use strict";
/* Charts in the panel.  Figures over years: one row for each indicator, time from left to right, the
   value beside its dot.  Units differ, so there is no axis of values.  A diamond is a target. */
const Charts = (() => {
  const WIDTH = 320, NAME = 18, ROW = 40, LEFT = 20, RIGHT = 66;
  function svg(tag, attributes, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function isTarget(fact) { return fact.p === "target" || ["planned", "target"].includes(fact.s); }

  /* The chart of these figures, or null where fewer than two have a year. */
  function years(facts) {
    const dated = facts.filter((fact) => fact.y && fact.v);
    if (dated.length < 2) return null;
    const rows = new Map();
    dated.forEach((fact) => { if (!rows.has(fact.o)) rows.set(fact.o, []); rows.get(fact.o).push(fact); });
    // Indicators with several years first: they show a change.
    const chosen = [...rows].sort((a, b) => b[1].length - a[1].length).slice(0, 12);
    const all = chosen.flatMap(([, list]) => list.map((fact) => fact.y[1]));
    const [first, last] = [Math.min(...all), Math.max(...all)];
    const x = (year) => LEFT + (last === first ? 0.5 : (year - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
    const height = NAME + chosen.length * ROW;
    const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, class: "chart", role: "img", "aria-label": Texts.say("chart") });
    const marks = last === first ? [first] : last - first < 6 ? Array.from({ length: last - first + 1 }, (_, place) => first + place) : [first, Math.round((first + last) / 2), last];
    marks.forEach((year) => {
      picture.append(svg("line", { x1: x(year), x2: x(year), y1: NAME, y2: height, class: "rule" }),
        svg("text", { x: x(year), y: 12, class: "year", "text-anchor": "middle" }, String(year)));
    });
    chosen.forEach(([, list], place) => {
      const top = NAME + place * ROW;
      const name = Texts.of({ zh: list[0].o, en: list[0].oe });
      picture.append(svg("text", { x: 2, y: top + 13, class: "name" }, Look.cut(name, WIDTH - 12, 12)));
      const sorted = [...list].sort((a, b) => a.y[1] - b.y[1]);
      const y = top + 27;
      sorted.slice(1).forEach((fact, number) => picture.append(svg("line", { x1: x(sorted[number].y[1]), x2: x(fact.y[1]), y1: y, y2: y, class: isTarget(fact) ? "trace planned" : "trace" })));
      let free = -Infinity;
      sorted.forEach((fact) => {
        const at = x(fact.y[1]), target = isTarget(fact);
        picture.append(target ? svg("path", { d: `M${at} ${y - 5.5}L${at + 5.5} ${y}L${at} ${y + 5.5}L${at - 5.5} ${y}Z`, class: "target" }) : svg("circle", { cx: at, cy: y, r: 4, class: "reached" }));
        const text = [fact.v, fact.u].filter(Boolean).join(" ");
        const wide = Look.width(text, 11.5);
        if (at + 8 < free) return;   // a value that would lie over another one is told in the list below
        picture.append(svg("text", { x: at + 8, y: y + 4, class: target ? "value planned" : "value" }, Look.cut(text, WIDTH - at - 10, 11.5)));
        free = at + 12 + wide;
      });
    });
    return picture;
  }
  /* Industries by the things compared: a table with a mark for "leads", "has", "only plans". */
  function shares(starts) {
    const rows = new Map();
    starts.forEach((start, place) => Model.around(start).forEach(([other, line]) => {
      if (Model.nodes[other].c !== "Industry") return;
      if (!rows.has(other)) rows.set(other, starts.map(() => ""));
      const parts = Model.visible.lines.get(line);
      const planned = parts.every((part) => part.kind === "planned");
      rows.get(other)[place] = planned ? "plans" : parts.some((part) => part.p === "leadingIndustry") ? "leads" : "has";
    }));
    if (!rows.size) return null;
    const table = document.createElement("table");
    table.className = "shares";
    const add = (row, tag, text, kind) => {
      const cell = document.createElement(tag);
      cell.textContent = text;
      if (kind) cell.className = kind;
      row.append(cell);
    };
    const head = table.createTHead().insertRow();
    add(head, "th", "");
    starts.forEach((start) => add(head, "th", Model.short(start)));
    const body = table.createTBody();
    const known = (marks) => marks.filter(Boolean).length;
    [...rows].sort((a, b) => known(b[1]) - known(a[1]) || (Model.name(a[0]) < Model.name(b[0]) ? -1 : 1)).forEach(([node, marks]) => {
      const row = body.insertRow();
      add(row, "th", Model.name(node));
      marks.forEach((mark) => add(row, "td", mark ? Texts.say(mark) : "", mark));
    });
    return table;
  }
  return { years, shares };
})();
