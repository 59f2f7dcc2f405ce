"use strict";
/* The filters on the left, the tools on the canvas, the heading and the start of the page. */
(() => {
  const { data, filters } = Model;
  const { make, button, svg, symbol } = Panel;
  const side = document.getElementById("filters");
  const panel = document.getElementById("panel");
  const stage = document.getElementById("stage");

  function choice(text, picture, count, off, key) {
    const label = make("label", "choice");
    const box = make("input");
    box.type = "checkbox";
    box.checked = !off.has(key);
    box.addEventListener("change", () => {
      if (box.checked) off.delete(key); else off.add(key);
      Model.update();
    });
    label.dataset.key = key;
    label.append(box);
    if (picture) label.append(picture);
    label.append(make("span", "name", text), make("span", "count", String(count)));
    return label;
  }
  function group(id, title, items, off) {
    const section = make("section");
    section.id = id;
    const head = make("h3", "", title);
    const all = items.every((item) => !off.has(item.key));
    head.append(button("link", Texts.say(all ? "nothing" : "all"), () => {
      items.forEach((item) => { if (all) off.add(item.key); else off.delete(item.key); });
      Model.update();
      const again = document.querySelector(`#${id} h3 button`);
      if (again) again.focus();
    }));
    section.append(head);
    items.forEach((item) => section.append(choice(item.text, item.picture, item.count, off, item.key)));
    return section;
  }
  function stroke(kind) {
    const { colour, dashes } = data.kinds[kind];
    const picture = svg("svg", { viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" });
    const line = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: colour, "stroke-width": 2 };
    if (dashes) line["stroke-dasharray"] = dashes.join(" ");
    picture.append(svg("line", line));
    return picture;
  }
  function years() {
    const section = make("section");
    section.id = "years";
    section.append(make("h3", "", Texts.say("years")));
    const row = make("div", "years");
    const select = (key, label) => {
      const field = make("select");
      field.setAttribute("aria-label", Texts.say(label));
      field.append(new Option("–", ""));
      Model.years.forEach((year) => field.append(new Option(String(year), String(year))));
      field.value = filters[key] === null ? "" : String(filters[key]);
      field.dataset.key = key;
      field.addEventListener("change", () => { filters[key] = field.value ? Number(field.value) : null; Model.update(); });
      return field;
    };
    row.append(select("from", "from"), make("span", "", "–"), select("to", "to"));
    const label = make("label", "choice");
    const box = make("input");
    box.type = "checkbox";
    box.id = "undated";
    box.checked = filters.undated;
    box.addEventListener("change", () => { filters.undated = box.checked; Model.update(); });
    label.append(box, make("span", "name", Texts.say("undated")));
    section.append(row, label);
    return section;
  }
  function steps() {
    const section = make("section");
    section.id = "depth";
    section.append(make("h3", "", Texts.say("depth")));
    const row = make("div", "steps");
    for (let depth = 1; depth <= data.depth; depth += 1) {
      const step = button("", String(depth), () => { filters.depth = depth; Model.update(); });
      step.setAttribute("aria-pressed", String(filters.depth === depth));
      row.append(step);
    }
    section.append(row);
    return section;
  }
  function drawFilters() {
    const focused = document.activeElement && side.contains(document.activeElement)
      ? document.activeElement.closest("[data-key]") : null;
    const scroll = side.scrollTop;
    side.replaceChildren();
    if (data.depth > 1 && data.depth < 9) side.append(steps());
    side.append(group("types", Texts.say("types"), data.classes.map((cls) => ({
      key: cls.name, text: Texts.of(cls), picture: symbol(cls.name), count: Model.classCounts.get(cls.name),
    })), filters.classes));
    const relations = [...Model.relationCounts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (relations.length) {
      side.append(group("relations", Texts.say("relations"), relations.map(([key, count]) => ({
        key, text: Model.predicate(key), count,
      })), filters.relations));
      const kinds = Object.keys(data.kinds).filter((kind) => Model.kindCounts.has(kind));
      side.append(group("lines", Texts.say("lines"), kinds.map((kind) => ({
        key: kind, text: Texts.say(kind), picture: stroke(kind), count: Model.kindCounts.get(kind),
      })), filters.kinds));
    }
    if (Model.years.length) side.append(years());
    side.scrollTop = scroll;
    if (focused) {
      const again = [...side.querySelectorAll("[data-key]")].find((item) =>
        item.dataset.key === focused.dataset.key && item.tagName === focused.tagName);
      if (again) (again.querySelector("input") || again).focus({ preventScroll: true });
    }
  }

  const ICONS = {
    zoomIn: "M12 5v14M5 12h14", zoomOut: "M5 12h14",
    fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    labels: "M4 7V5h16v2M12 5v14M9 19h6",
    png: "M12 4v11M7 11l5 5 5-5M4 20h16",
  };
  function drawTools() {
    const host = document.getElementById("tools");
    host.replaceChildren();
    const tool = (key, action) => {
      const element = button("", "", action);
      element.id = "tool-" + key;
      element.title = Texts.say(key);
      element.setAttribute("aria-label", Texts.say(key));
      const picture = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
      picture.append(svg("path", { d: ICONS[key] }));
      element.append(picture);
      host.append(element);
      return element;
    };
    tool("zoomIn", () => Drawing.zoom(1.4));
    tool("zoomOut", () => Drawing.zoom(1 / 1.4));
    tool("fit", Drawing.fit);
    const labels = tool("labels", () => {
      Drawing.relationNames = !Drawing.relationNames;
      labels.setAttribute("aria-pressed", String(Drawing.relationNames));
    });
    labels.setAttribute("aria-pressed", String(Drawing.relationNames));
    tool("png", Drawing.save);
  }

  function drawHeading() {
    const shownNodes = Model.visible.nodes.size;
    const shown = shownNodes < Model.nodes.length ? Texts.say("shown", shownNodes) : "";
    document.getElementById("subtitle").textContent = Texts.say(
      data.generation === null ? "subtitlePlain" : "subtitle",
      Model.nodes.length, Model.partCount, shown, data.generation, data.made);
    const empty = document.getElementById("empty");
    empty.hidden = shownNodes > 0;
    empty.replaceChildren(make("span", "", Texts.say("empty") + " "), button("link", Texts.say("reset"), Model.reset));
    const notice = document.getElementById("notice");
    notice.hidden = !data.leftOut;
    if (data.leftOut) notice.textContent = Texts.say("leftOut", data.leftOut, data.limit);
  }
  function drawTexts() {
    const language = document.getElementById("language");
    language.textContent = Texts.say("language");
    language.title = Texts.say("languageHint");
    document.getElementById("open-filters").textContent = Texts.say("filters");
    document.getElementById("open-panel").textContent = Texts.say("panel");
    side.setAttribute("aria-label", Texts.say("filters"));
    panel.setAttribute("aria-label", Texts.say("panel"));
    const canvas = Drawing.network.canvas.frame.canvas;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", Texts.say("network", data.title));
    Search.rename();
  }
  function openSide(wanted) {
    [side, panel].forEach((element) => element.classList.toggle("open", element === wanted && !element.classList.contains("open")));
    stage.classList.toggle("covered", side.classList.contains("open") || panel.classList.contains("open"));
    [["open-filters", side, "filters"], ["open-panel", panel, "panel"]].forEach(([id, element, text]) => {
      document.getElementById(id).textContent = Texts.say(element.classList.contains("open") ? "close" : text);
    });
  }

  Model.onChange(() => { Drawing.sync(); drawHeading(); drawFilters(); Panel.draw(); });
  document.getElementById("language").addEventListener("click", () => {
    Texts.choose(Texts.language === "zh" ? "en" : "zh");
    drawTexts(); drawTools(); Drawing.rename(); drawHeading(); drawFilters(); Panel.draw();
  });
  document.getElementById("open-filters").addEventListener("click", () => openSide(side));
  document.getElementById("open-panel").addEventListener("click", () => openSide(panel));
  document.addEventListener("details", () => {
    if (matchMedia("(max-width: 860px)").matches && !panel.classList.contains("open")) openSide(panel);
  });
  Drawing.network.on("click", (event) => {
    if (event.nodes.length) Panel.show({ node: event.nodes[0] });
    else if (event.edges.length) Panel.show({ line: event.edges[0] });
    else Panel.show(null);
  });
  Drawing.network.on("doubleClick", (event) => { if (event.nodes.length) Model.toggleCollapsed(event.nodes[0]); });

  drawTexts();
  drawTools();
  Model.update();
  Drawing.fit();
  document.body.dataset.ready = "yes";
})();
