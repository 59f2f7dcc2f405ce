"use strict";
/* The tools, the heading, the switches for language and colours; and the start of the page. */
(() => {
  const { data } = Model;
  const { make, button, svg } = Panel;
  const side = document.getElementById("filters");
  const panel = document.getElementById("panel");
  const stage = document.getElementById("stage");
  const narrow = matchMedia("(max-width: 860px)");
  const ICONS = {
    zoomIn: "M12 5v14M5 12h14", zoomOut: "M5 12h14",
    fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    undo: "M9 7 4 12l5 5M4 12h11a5 5 0 0 1 0 10h-2",
    save: "M12 4v11M7 11l5 5 5-5M4 20h16",
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
    tool("zoomIn", () => Stage.zoom(1.4));
    tool("zoomOut", () => Stage.zoom(1 / 1.4));
    tool("fit", Stage.fit);
    tool("undo", Model.undo).disabled = !Model.canUndo;
    tool("save", () => { menu.hidden = !menu.hidden; if (!menu.hidden) menu.querySelector("button").focus(); });
  }
  const menu = document.getElementById("save-menu");
  function drawMenu() {
    const items = [["savePng", Saving.png], ["saveScreen", Saving.screenPng], ["saveSvg", Saving.saveSvg], ["saveCsv", Saving.saveCsv]];
    menu.replaceChildren(...items.map(([key, action]) => {
      const item = button("", Texts.say(key), () => { menu.hidden = true; action(); });
      item.id = key;
      return item;
    }));
  }
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.hidden = true; document.getElementById("tool-save").focus(); } });

  function drawHeading() {
    document.getElementById("title").textContent = Texts.of(data.title);
    const shown = Model.visible.nodes.size;
    const some = shown < Model.nodes.length ? Texts.say("shown", shown) : "";
    document.getElementById("subtitle").textContent = Texts.say(
      "subtitle", Model.nodes.length, Model.partCount, some, Texts.asOf(data));
    const empty = document.getElementById("empty");
    empty.hidden = shown > 0;
    empty.replaceChildren(make("span", "", Texts.say("empty") + " "), button("link", Texts.say("reset"), Model.reset));
    const notice = document.getElementById("notice");
    const told = [...(data.notes || []).map((note) => Texts.of(note))];
    if (data.leftOut) told.push(Texts.say("leftOut", data.leftOut, data.limit));
    notice.hidden = !told.length;
    notice.textContent = told.join(" ");
  }
  function drawTexts() {
    const language = document.getElementById("language");
    language.textContent = Texts.say("language");
    language.lang = Texts.language === "zh" ? "en" : "zh-CN";
    const colours = document.getElementById("colours");
    colours.textContent = Texts.say(Stage.dark ? "light" : "dark");
    drawSides();
    side.setAttribute("aria-label", Texts.say("filters"));
    panel.setAttribute("aria-label", Texts.say("panel"));
    Stage.canvas.setAttribute("role", "img");
    Stage.canvas.setAttribute("aria-label", Texts.say("network", Texts.of(data.title)));
    document.title = Texts.of(data.title) + " · " + Texts.say("brand");
    Search.rename();
    drawMenu();
  }
  /* On a wide screen the sides can be closed; on a phone one of them is a sheet at the foot. */
  function drawSides() {
    [["open-filters", side, "filters"], ["open-panel", panel, "panel"]].forEach(([id, element, text]) => {
      const open = element.classList.contains("open");
      const knob = document.getElementById(id);
      knob.textContent = Texts.say(open && narrow.matches ? "close" : text);
      knob.setAttribute("aria-pressed", String(open));
    });
    stage.classList.toggle("covered", narrow.matches && (side.classList.contains("open") || panel.classList.contains("open")));
  }
  function openSide(wanted) {
    const open = !wanted.classList.contains("open");
    if (narrow.matches) [side, panel].forEach((element) => element.classList.remove("open"));
    wanted.classList.toggle("open", open);
    drawSides();
  }
  function paintDark(dark) {
    document.documentElement.dataset.colours = dark ? "dark" : "light";
    Stage.dark = dark;
  }

  Model.onChange(() => { drawHeading(); Stage.arrange(); drawTools(); Filters.draw(); Panel.draw(); });
  document.getElementById("language").addEventListener("click", () => {
    Texts.choose(Texts.language === "zh" ? "en" : "zh");
    drawTexts(); drawTools(); drawHeading(); Filters.draw(); Panel.draw(); Stage.arrange();
  });
  document.getElementById("colours").addEventListener("click", () => { paintDark(!Stage.dark); drawTexts(); Filters.draw(); Panel.draw(); });
  document.getElementById("open-filters").addEventListener("click", () => openSide(side));
  document.getElementById("open-panel").addEventListener("click", () => openSide(panel));
  document.addEventListener("details", () => { if (!panel.classList.contains("open")) openSide(panel); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); Model.undo(); }
  });

  paintDark(matchMedia("(prefers-color-scheme: dark)").matches);
  if (innerWidth > 1500) side.classList.add("open");
  // Pictures of many things need the room; those of one thing leave some for its facts.
  const roomy = ["star", "path"].includes(data.arrangement.kind);
  if (innerWidth > (roomy ? 1000 : 1500)) panel.classList.add("open");
  drawTexts();
 
  drawHeading();
  Stage.resize();
  Model.update();
  Stage.paint();
  /* Asked by the address for a picture (gaoxin view -o x.png): the document holds it as text. */
  const asked = /^#picture=(png|svg)$/.exec(location.hash);
  if (asked) {
    const text = asked[1] === "svg" ? Saving.svg(1920, 1080) : Saving.picture(1920, 1080).toDataURL("image/png");
    const holder = make("pre", "", text);
    holder.id = "picture";
    document.body.replaceChildren(holder);
  }
  document.body.dataset.ready = "yes";
})();
