"use strict";
/* The filters on the left: kinds, relations, lines, years, grades, sources. */
const Filters = (() => {
  const { data } = Model;
  const { make, button, svg, symbol } = Panel;
  const side = document.getElementById("filters");

  function choice(text, picture, count, set, key) {
    const label = make("label", "choice");
    const box = make("input");
    box.type = "checkbox";
    box.checked = !Model.filters[set].has(key);
    box.addEventListener("change", () => Model.change((state) => { if (box.checked) state[set].delete(key); else state[set].add(key); }));
    label.dataset.key = key;
    label.append(box);
    if (picture) label.append(picture);
    label.append(make("span", "name", text), make("span", "count", String(count)));
    return label;
  }
  function group(id, title, items, set) {
    const section = make("section");
    section.id = id;
    const head = make("h3", "", title);
    const all = items.every((item) => !Model.filters[set].has(item.key));
    head.append(button("link", Texts.say(all ? "nothing" : "all"), () => {
      Model.change((state) => items.forEach((item) => { if (all) state[set].add(item.key); else state[set].delete(item.key); }));
      const again = document.querySelector(`#${id} h3 button`);
      if (again) again.focus();
    }));
    section.append(head);
    items.forEach((item) => section.append(choice(item.text, item.picture, item.count, set, item.key)));
    return section;
  }
  function stroke(kind) {
    const { dashes } = data.kinds[kind];
    const picture = svg("svg", { viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" });
    const line = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: Look.colours(Stage.dark)[kind], "stroke-width": 2 };
    if (dashes) line["stroke-dasharray"] = dashes.join(" ");
    picture.append(svg("line", line));
    return picture;
  }
  function select(key, label, options, action) {
    const field = make("select");
    field.setAttribute("aria-label", label);
    options.forEach(([value, text]) => field.append(new Option(text, value)));
    field.value = String(Model.filters[key] === null ? "" : Model.filters[key]);
    field.dataset.key = key;
    field.addEventListener("change", () => Model.change((state) => action(state, field.value)));
    return field;
  }
  function years() {
    const section = make("section");
    section.id = "years";
    section.append(make("h3", "", Texts.say("years")));
    const row = make("div", "years");
    const options = [["", "–"], ...Model.years.map((year) => [String(year), String(year)])];
    const set = (key) => (state, value) => { state[key] = value ? Number(value) : null; };
    row.append(select("from", Texts.say("from"), options, set("from")), make("span", "", "–"), select("to", Texts.say("to"), options, set("to")));
    section.append(row);
    if (Model.years.length > 1) {
      // A slider for the last year shown: move it to see how the picture grew.
      const slider = make("input");
      slider.type = "range";
      slider.min = 0; slider.max = Model.years.length - 1; slider.step = 1;
      const last = Model.filters.to === null ? Model.years.length - 1 : Model.years.indexOf(Model.filters.to);
      slider.value = String(last);
      slider.dataset.key = "slider";
      slider.setAttribute("aria-label", Texts.say("until"));
      slider.setAttribute("aria-valuetext", String(Model.years[last]));
      slider.addEventListener("change", () => Model.change((state) => {
        const place = Number(slider.value);
        state.to = place === Model.years.length - 1 ? null : Model.years[place];
      }));
      section.append(slider);
    }
    const label = make("label", "choice");
    const box = make("input");
    box.type = "checkbox";
    box.id = "undated";
    box.checked = Model.filters.undated;
    box.addEventListener("change", () => Model.change((state) => { state.undated = box.checked; }));
    label.dataset.key = "undated";
    label.append(box, make("span", "name", Texts.say("undated")));
    section.append(label);
    return section;
  }
  function grades() {
    const section = make("section");
    section.id = "grades";
    section.append(make("h3", "", Texts.say("least")));
    const row = make("div", "years");
    row.append(select("grade", Texts.say("least"), [["", Texts.say("anyGrade")], ...data.grades.map((grade) => [grade.letter, Texts.of(grade)])],
      (state, value) => { state.grade = value; }));
    section.append(row);
    return section;
  }
  function sourceCounts() {
    const found = new Map();
    Model.lines.forEach((line) => line.parts.forEach((part) => part.src.forEach(([source]) => found.set(source, (found.get(source) || 0) + 1))));
    return [...found].sort((a, b) => b[1] - a[1]);
  }
  function draw() {
    const focused = document.activeElement && side.contains(document.activeElement)
      ? document.activeElement.closest("[data-key]") : null;
    const scroll = side.scrollTop;
    side.replaceChildren();
    side.append(group("types", Texts.say("types"), data.classes.map((cls) => ({
      key: cls.name, text: Texts.of(cls), picture: symbol(cls.name), count: Model.classCounts.get(cls.name),
    })), "classes"));
    const relations = [...Model.relationCounts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (relations.length) {
      side.append(group("relations", Texts.say("relations"), relations.map(([key, count]) => ({ key, text: Model.predicate(key), count })), "relations"));
      const kinds = Object.keys(data.kinds).filter((kind) => Model.kindCounts.has(kind));
      side.append(group("lines", Texts.say("lines"), kinds.map((kind) => ({ key: kind, text: Texts.say(kind), picture: stroke(kind), count: Model.kindCounts.get(kind) })), "kinds"));
    }
    if (Model.years.length) side.append(years());
    side.append(grades());
    const sources = sourceCounts();
    if (sources.length > 1) side.append(group("said", Texts.say("sources"), sources.map(([key, count]) => ({ key, text: data.sources[key].title, count })), "sources"));
    side.scrollTop = scroll;
    if (focused) {
      const again = [...side.querySelectorAll("[data-key]")].find((item) =>
        item.dataset.key === focused.dataset.key && item.tagName === focused.tagName);
      if (again) (again.querySelector("input") || again).focus({ preventScroll: true });
    }
  }
  return { draw };
})();
