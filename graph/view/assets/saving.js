"use strict";
/* Files: the picture as PNG or SVG at slide size with title, legend and sources, the shown part as
   CSV. */
const Saving = (() => {
  const { data } = Model;
  const MARGIN = 40, HEAD = 92, FOOT = 86;

  /* Draw the whole picture on a surface of the given size, with light colours. */
  function compose(surface) {
    const { width, height } = surface;
    const colours = Look.colours(false);
    surface.box(0, 0, width, height, { fill: colours.paper });
    const big = Math.max(0.8, Math.min(1.5, height / 900));
    surface.text(Look.cut(Texts.of(data.title), width - 2 * MARGIN, 28 * big, 650), MARGIN, 40 * big, { size: 28 * big, weight: 650, colour: colours.ink });
    surface.text(Look.cut(subtitle(), width - 2 * MARGIN, 14 * big), MARGIN, 70 * big, { size: 14 * big, colour: colours.faint });
    const head = HEAD * big, foot = FOOT * big;
    // Arranged for a smaller frame and then enlarged, so that names can be read from afar.
    const frame = [(width - 2 * MARGIN) / big, (height - head - foot) / big];
    const scene = Scene.arrange(...frame);
    const small = Scene.fitted(scene, ...frame);
    const view = { scale: small.scale * big, x: MARGIN + small.x * big, y: head + small.y * big };
    Painter.paint(surface, scene, view, { dark: false, focus: null, hovered: null });
    legend(surface, scene, MARGIN, height - 58 * big, width - 2 * MARGIN, big, colours);
    surface.text(Look.cut(sourcesLine(), width - 2 * MARGIN, 12 * big), MARGIN, height - 20 * big, { size: 12 * big, colour: colours.faint });
  }
  function subtitle() {
    return Texts.say("counted", Model.visible.nodes.size, shownParts().length) + " · " + Texts.asOf(data);
  }
  function sourcesLine() {
    const used = new Map();
    for (const { part } of shownParts()) part.src.forEach(([source]) => used.set(source, (used.get(source) || 0) + 1));
    if (!used.size) return Texts.say("brand");
    const titles = [...used].sort((a, b) => b[1] - a[1]).map(([source]) => data.sources[source].title);
    return Texts.say(titles.length > 4 ? "sourcesLine" : "sourcesAll", titles.slice(0, 4).join(Texts.say("comma")), titles.length) + " · " + Texts.say("brand");
  }
  function legend(surface, scene, x, y, room, big, colours) {
    const size = 13 * big;
    let at = x;
    const put = (text, wide, draw) => {
      const all = wide * big + Look.width(text, size) + 28 * big;
      if (at + all > x + room) return;
      draw(at);
      surface.text(text, at + (wide + 6) * big, y, { size, colour: colours.soft });
      at += all;
    };
    // First the signs, which cannot be guessed, then the classes.
    const hollow = Scene.hasHollow(scene);
    Legend.signs(scene).forEach((sign) => put(sign.text, Legend.widthOf(sign), (left) => Legend.paint(surface, sign, left, y, big, colours, hollow)));
    const shown = new Set([...Model.visible.nodes].map((number) => Model.nodes[number].c));
    data.classes.filter((cls) => shown.has(cls.name)).forEach((cls) => put(Texts.of(cls), 14, (left) => surface.glyphs(cls.shape, [[left + 7 * big, y, 6 * big]], { fill: cls.colour })));
  }
  function picture(width, height, ratio) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * (ratio || 1)); canvas.height = Math.round(height * (ratio || 1));
    const context = canvas.getContext("2d");
    context.scale(ratio || 1, ratio || 1);
    compose(CanvasSurface(context, width, height));
    return canvas;
  }
  function svg(width, height) {
    const surface = SvgSurface(width, height);
    compose(surface);
    return surface.file(Texts.of(data.title));
  }

  function shownParts() {
    return [...Model.visible.lines].flatMap(([line, parts]) => parts.map((part) => ({ line: Model.lines[line], part })));
  }
  /* The shown relations as CSV, for a spreadsheet: with a byte order mark, formulas disarmed. */
  function csv() {
    const cell = (value) => {
      const text = String(value === undefined ? "" : value);
      const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
    };
    const grades = new Map(data.grades.map((grade) => [grade.letter, Texts.of(grade)]));
    const head = ["subject", "subjectKind", "relation", "object", "objectKind", "status", "time", "remark", "sources", "grade"];
    const rows = shownParts().map(({ line, part }) => {
      const other = part.from === line.a ? line.b : line.a;
      const kind = part.s && Texts.has(part.s) ? Texts.say(part.s) : Texts.say(part.kind);
      return [Model.name(part.from), Model.className(Model.nodes[part.from].c), Model.predicate(part.p), Model.name(other), Model.className(Model.nodes[other].c),
        kind, part.t, part.q, part.src.map(([source]) => data.sources[source].title).join("; "), part.src.map(([, letter]) => grades.get(letter) || letter).join("; ")];
    });
    return "\ufeff" + [head.map((key) => Texts.say("csv" + key)), ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }
  function download(blob, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = (Texts.of(data.title).replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim().slice(0, 60) || "gaoxin") + ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  return {
    picture, svg, csv,
    png() { picture(1920, 1080).toBlob((blob) => download(blob, ".png"), "image/png"); },
    screenPng() { picture(innerWidth, innerHeight, Math.max(2, window.devicePixelRatio || 1)).toBlob((blob) => download(blob, ".png"), "image/png"); },
    saveSvg() { download(new Blob([svg(1920, 1080)], { type: "image/svg+xml" }), ".svg"); },
    saveCsv() { download(new Blob([csv()], { type: "text/csv;charset=utf-8" }), ".csv"); },
  };
})();
