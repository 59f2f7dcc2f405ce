"use strict";
/* A scene is an arrangement of what is visible for a frame of a given size, in pixels at zoom 1:
   items (glyph and name of a thing or group), captions, bars beside blocks, links, discs; at says
   which item a thing is, before which thing it stands behind. */
const Scene = (() => {
  function empty(width, height) {
    return { width, height, items: [], captions: [], bars: [], links: [], discs: [], notes: [], at: new Map(), before: new Map() };
  }
  const layouts = {};
  function arrange(width, height) {
    const scene = empty(width, height);
    const route = Model.filters.route;
    const kind = route ? "path" : Model.data.arrangement.kind;
    (layouts[kind] || layouts.star)(scene, route);
    for (const item of scene.items) {
      const moved = Model.filters.moved.get(item.key);
      if (moved) { item.x += moved[0]; item.y += moved[1]; item.pinned = true; }
    }
    return scene;
  }
  /* The large glyph and name of a thing that everything is about. */
  function centre(scene, number, x, y, most, radius) {
    // In English the full name of a zone would take five lines.
    const full = Look.wrap(Model.name(number), most, 15, 650, 9).length <= 3;
    const name = full ? Model.name(number) : Model.short(number);
    let lines = Look.wrap(name, most, 15, 650, 3);
    // No last line of one or two characters.
    if (lines.length > 1 && lines[lines.length - 1].length < 3) lines = Look.wrap(name, most * 0.75, 15, 650, 3);
    scene.at.set(number, scene.items.length);
    scene.items.push({ node: number, key: "node " + number, x, y, r: radius || 14, side: 0, lines, text: Model.name(number), size: 15, strong: true });
  }
  /* The rectangle around everything in the scene. */
  function bounds(scene) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const grow = (x1, y1, x2, y2) => { left = Math.min(left, x1); top = Math.min(top, y1); right = Math.max(right, x2); bottom = Math.max(bottom, y2); };
    scene.items.forEach((item) => {
      const r = item.r + (item.strong ? 8 : 0);   // with its halo
      grow(item.x - r, item.y - r, item.x + r, item.y + r);
      if (item.dot) return;
      const box = Painter.labelBox(item);
      const badge = item.badgeText ? 30 : 0;
      grow(box.x - (item.side < 0 ? badge : 0), box.y, box.x + box.width + (item.side > 0 ? badge : 0), box.y + box.height);
    });
    scene.captions.forEach(({ x, y, text, align, size }) => {
      const wide = Look.width(text, size || 12.5, 650);
      const start = align === "left" ? x : align === "right" ? x - wide : x - wide / 2;
      grow(start, y - 9, start + wide, y + 9);
    });
    scene.discs.forEach((disc) => grow(disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r));
    if (left > right) return { left: 0, top: 0, width: scene.width, height: scene.height };
    return { left, top, width: right - left, height: bottom - top };
  }
  function hasHollow(scene) { return scene.items.some((item) => item.planned); }
  const MOST = 1.3;   // names grow as far as this; see Painter
  function fitted(scene, width, height) {
    const box = bounds(scene);
    const scale = Math.min(MOST, (width - 12) / box.width, (height - 8) / box.height);
    return { scale, x: (width - box.width * scale) / 2 - box.left * scale, y: (height - box.height * scale) / 2 - box.top * scale };
  }
  return { layouts, arrange, centre, bounds, fitted, hasHollow };
})();
