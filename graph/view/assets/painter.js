"use strict";
/* Draws a scene on a surface (canvas.js, svg.js): lines first, then glyphs, then names.  Also says
   where each name stands, for the mouse and for tests. */
const Painter = (() => {
  const { data } = Model;
  const looks = new Map(data.classes.map((cls) => [cls.name, cls]));
  const OTHER = { colour: "#78716c", shape: "dot" };

  function look(item) {
    if (item.node === undefined) return looks.get(item.cls) || OTHER;
    const node = data.network.nodes[item.node];
    return { colour: node.color, shape: node.shape };
  }
  function labelBox(item) {
    if (item.side === 0) {
      const lines = item.lines || [item.text];
      const wide = Math.max(...lines.map((line) => Look.width(line, item.size, item.strong ? 650 : 400)));
      return { x: item.x - wide / 2, y: item.y + item.r + 5, width: wide, height: lines.length * item.size * 1.35 };
    }
    const wide = Look.width(item.text, item.size, item.strong ? 650 : 400);
    const x = item.side > 0 ? item.x + 11 : item.x - 11 - wide;
    return { x, y: item.y - item.size * 0.66, width: wide, height: item.size * 1.32 };
  }
  function styleOf(link) {
    const parts = link.line === undefined ? [] : Model.visible.lines.get(link.line) || [];
    const kinds = new Set(parts.map((part) => part.kind));
    const kind = ["stated", "planned", "historical", "inferred"].find((name) => kinds.has(name)) || (link.planned ? "planned" : "stated");
    return { kind, dash: data.kinds[kind] ? data.kinds[kind].dashes : null };
  }
  /* A curve that leaves and arrives horizontally, so that neighbouring lines run as a bundle. */
  function curve(a, b, link) {
    if (link.nested) return [[a.x, a.y + 5], [a.x, b.y], [b.x - 8 * (b.side || 1), b.y]];
    if (link.down) return [[a.x, a.y], [a.x, a.y + (b.y - a.y) * 0.5], [b.x, a.y + (b.y - a.y) * 0.5], [b.x, b.y]];
    const end = link.end ? link.end : [b.x - (b.row ? 9 * b.side : 0), b.y];
    const middle = a.x + (end[0] - a.x) * 0.55;
    return [[a.x, a.y], [middle, a.y + (end[1] - a.y) * 0.15], [middle, end[1]], end];
  }

  /* A point on a Bézier curve of four points, from 0 (its start) to 1. */
  function pointOn([a, b, c, d], t) {
    const s = 1 - t;
    return [0, 1].map((axis) => s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis]);
  }
  /* view: {scale, x, y}; focus: keys to bring out, or null; returns the boxes of the names drawn. */
  function paint(surface, scene, view, { dark, focus, hovered }) {
    const colours = Look.colours(dark);
    const { scale } = view;
    const put = (x, y) => [x * scale + view.x, y * scale + view.y];
    const faded = (item) => focus && !focus.has(item.key);
    const boxes = [];
    scene.discs.forEach((disc) => {
      const [x, y] = put(disc.x, disc.y);
      surface.circle(x, y, disc.r * scale, { fill: colours.ground, stroke: colours.line });
    });
    const named = [];
    for (const link of scene.links) {
      const a = scene.items[link.from], b = scene.items[link.to];
      const strong = focus && focus.has(a.key) && focus.has(b.key);
      if (link.column > 0 && !strong) continue;
      if (focus && !strong && !link.nested) continue;
      const { kind, dash } = styleOf(link);
      surface.line(curve(a, b, link).map(([x, y]) => put(x, y)), { colour: colours[kind], width: strong ? 1.6 : link.heavy ? 2 : 0.9, dash, alpha: strong ? 1 : 0.65, square: link.nested });
      if (link.label && scale > 0.5) named.push([link, curve(a, b, link)]);
    }
    if (focus) extraLinks(surface, scene, put, focus, colours);
    for (const bar of scene.bars) {
      if (bar.points.length > 0) surface.line(ends(bar.points).map(([x, y]) => put(x, y)), { colour: Look.tone((looks.get(bar.cls) || OTHER).colour, dark), width: 2.2, alpha: focus ? 0.25 : 0.55, straight: true });
    }
    dots(surface, scene, put, scale, dark, colours, focus);
    const fits = boxSpace();
    const size = (base) => base * (scale < 1 ? scale : Math.min(1.35, scale));
    const text = (words, x, y, style) => surface.text(words, x, y, { halo: colours.paper, ...style });
    const ordered = [...scene.items].sort((a, b) => (b.strong || 0) - (a.strong || 0) || (b.key === hovered) - (a.key === hovered));
    // Names of what the picture is about come before captions, all others after them.
    const strong = ordered.filter((item) => item.strong), plain = ordered.filter((item) => !item.strong);
    strong.forEach(writeName);
    writeCaptions();
    plain.forEach(writeName);
    named.forEach(([link, line]) => writeRelation(link, line));
    /* On its line, at the first place where it lies over nothing. */
    function writeRelation(link, line) {
      const points = 11.5 * Math.min(1.2, scale);
      const wide = Look.width(link.label, points);
      for (const share of [0.5, 0.6, 0.4, 0.7, 0.3, 0.78, 0.22]) {
        const [x, y] = put(...pointOn(line, share));
        const box = { x: x - wide / 2, y: y - points * 0.62, width: wide, height: points * 1.24 };
        if (!fits(box.x, box.y, box.width, box.height)) continue;
        text(link.label, x, y, { size: points, align: "center", colour: colours.soft });
        boxes.push({ relation: link.label, text: link.label, ...box });
        return;
      }
    }
    function writeName(item) {
      if (!item.text || (item.dot && item.r * scale < 4.5 && !(focus && focus.has(item.key)))) return;
      const box = labelBox({ ...item, x: 0, y: 0 });
      const points = size(item.size);
      const big = points / item.size;
      const [x, y] = put(item.x, item.y);
      const gap = item.side ? item.side * (11 - 11 * 1) : 0;
      const place = { x: x + gap + (item.side ? (item.side > 0 ? 11 * Math.max(scale, 0.6) : -11 * Math.max(scale, 0.6) - box.width * big) : box.x * big),
        y: item.side ? y + box.y * big : y + (item.r + 5) * Math.min(scale, 1.35), width: box.width * big, height: box.height * big };
      if (place.x > surface.width || place.y > surface.height || place.x + place.width < 0 || place.y + place.height < 0) return;
      const must = item.key === hovered || (focus && focus.has(item.key) && item.strong);
      if (points < 7 && !must && !item.strong) return;
      if (!fits(place.x, place.y, place.width, place.height) && !must) return;
      const colour = faded(item) ? colours.faint : item.group ? colours.accent : colours.ink;
      const style = { size: points, weight: item.strong || item.key === hovered ? 650 : 400, colour, alpha: faded(item) ? 0.55 : 1 };
      const lines = item.lines || [item.text];
      lines.forEach((words, number) => text(words, item.side ? place.x : x, place.y + place.height * ((number + 0.5) / lines.length), { ...style, align: item.side ? "left" : "center" }));
      boxes.push({ node: item.node, key: item.key, text: item.text, ...place });
      // What stands behind the name, away from the glyph.
      let gone = 0;
      const beside = (wide, space) => {
        const left = item.side > 0 ? place.x + place.width + gone + space : place.x - wide - gone - space;
        gone += wide + space;
        return left;
      };
      if (item.mark) {
        const wide = Look.width(item.mark, points, 650), left = beside(wide, 3);
        surface.text(item.mark, left, y, { size: points, weight: 650, colour: colours.warn, alpha: style.alpha });
        boxes.push({ mark: item.key, text: item.mark, x: left, y: place.y, width: wide, height: place.height });
      }
      if (item.badgeText) {
        const wide = Look.width(item.badgeText, 11 * big) + 8 * big;
        const left = beside(wide, 3);
        surface.pill(left, y - 7.5 * big, wide, 15 * big, { stroke: colours.edge, fill: colours.paper });
        surface.text(item.badgeText, left + wide / 2, y, { size: 11 * big, align: "center", colour: colours.accent, weight: 400 });
        boxes.push({ badge: item.key, text: item.badgeText, x: left, y: y - 7.5 * big, width: wide, height: 15 * big });
      }
    }
    function writeCaptions() {
      for (const caption of scene.captions) {
        const [x, y] = put(caption.x, caption.y);
        const points = size(caption.size || 12.5);
        if (points < 7) continue;
        const wide = Look.width(caption.text, points, 650);
        const left = caption.align === "left" ? x : caption.align === "right" ? x - wide : x - wide / 2;
        if (!fits(left, y - points * 0.62, wide, points * 1.24)) continue;
        text(caption.text, x, y, { size: points, weight: 650, align: caption.align, colour: focus ? colours.faint : caption.planned ? colours.planned : colours.soft });
        boxes.push({ caption: caption.key || caption.text, text: caption.text, x: left, y: y - points * 0.62, width: wide, height: points * 1.24 });
      }
    }
    scene.notes.forEach((note, number) => surface.text(note, surface.width / 2, view.y + scene.height * scale * 0.8 + number * 22, { size: 14, align: "center", colour: colours.soft }));
    return boxes;
  }
  function ends(points) {
    const [first, last] = [points[0], points[points.length - 1]];
    return [[first[0], first[1] - 8], ...points, [last[0], last[1] + 8]];
  }
  /* Lines among what is brought out that the arrangement itself does not draw. */
  function extraLinks(surface, scene, put, focus, colours) {
    if (focus.root === undefined) return;
    const from = scene.at.get(focus.root);
    if (from === undefined) return;
    const drawn = new Set(scene.links.filter((link) => link.from === from || link.to === from).map((link) => link.line));
    for (const [other, line] of Model.around(focus.root)) {
      const to = scene.at.get(other);
      if (to === undefined || drawn.has(line)) continue;
      const { kind, dash } = styleOf({ line });
      const a = scene.items[from], b = scene.items[to];
      const bow = [(a.x + b.x) / 2 + (b.y - a.y) * 0.12, (a.y + b.y) / 2 + (a.x - b.x) * 0.12];
      surface.line([[a.x, a.y], bow, bow, [b.x, b.y]].map(([x, y]) => put(x, y)), { colour: colours[kind], width: 1.6, dash });
    }
  }
  /* Glyphs, all of one look in one go. */
  function dots(surface, scene, put, scale, dark, colours, focus) {
    const batches = new Map();
    for (const item of scene.items) {
      const { colour, shape } = look(item);
      const dim = focus && !focus.has(item.key);
      const key = [colour, shape, item.planned ? 1 : 0, dim ? 1 : 0, item.group ? 1 : 0].join(" ");
      if (!batches.has(key)) batches.set(key, { colour, shape, planned: item.planned, dim, group: item.group, places: [] });
      const [x, y] = put(item.x, item.y);
      if (x < -40 || y < -40 || x > surface.width + 40 || y > surface.height + 40) continue;
      batches.get(key).places.push([x, y, item.r * (item.dot ? scale : Math.max(0.55, Math.min(1.35, scale)))]);
      if (item.strong) surface.circle(x, y, (item.r + 8) * Math.min(1.35, scale), { fill: colours.halo });
      if (item.pinned) surface.circle(x, y, 2, { fill: colours.ink });
    }
    for (const { colour, shape, planned, dim, group, places } of batches.values()) {
      const toned = Look.tone(colour, dark);
      const style = planned
        ? { stroke: toned, fill: colours.paper, width: 1.4, dash: [2.2, 1.6], alpha: dim ? 0.35 : 1 }
        : { fill: toned, alpha: dim ? 0.3 : 1 };
      if (group) surface.glyphs(shape, places.map(([x, y, r]) => [x + 2.5, y - 2.5, r]), { stroke: toned, fill: colours.paper, width: 1, alpha: style.alpha });
      surface.glyphs(shape, places, style);
    }
  }
  /* Keeps the boxes of one frame, in rows of 24 pixels, and says whether another one fits. */
  function boxSpace() {
    const rows = new Map();
    return (left, top, width, height) => {
      const first = Math.floor(top / 24), last = Math.floor((top + height) / 24);
      for (let row = first; row <= last; row += 1) {
        for (const box of rows.get(row) || []) {
          if (left < box[0] + box[2] && box[0] < left + width && top < box[1] + box[3] && box[1] < top + height) return false;
        }
      }
      for (let row = first; row <= last; row += 1) {
        if (!rows.has(row)) rows.set(row, []);
        rows.get(row).push([left, top, width, height]);
      }
      return true;
    };
  }
  return { paint, labelBox, look, styleOf };
})();
