"use strict";
/* A scene is an arrangement of what is visible for a frame of a given size, in pixels at zoom 1:
   items (glyph and name of a thing or group), captions, bars beside blocks, links, discs. */
const Scene = (() => {
  function empty(width, height) {
    return { width, height, items: [], captions: [], bars: [], links: [], discs: [], notes: [], at: new Map() };
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
    const lines = Look.wrap(Model.name(number), most, 15, 650, 3);
    scene.at.set(number, scene.items.length);
    scene.items.push({ node: number, key: "node " + number, x, y, r: radius || 14, side: 0, lines, text: Model.name(number), size: 15, strong: true });
  }
  /* The rectangle around everything in the scene. */
  function bounds(scene) {
    let [left, top, right, bottom] = [0, 0, scene.width, scene.height];
    const grow = (x1, y1, x2, y2) => { left = Math.min(left, x1); top = Math.min(top, y1); right = Math.max(right, x2); bottom = Math.max(bottom, y2); };
    scene.items.forEach((item) => {
      const box = Painter.labelBox(item);
      grow(Math.min(item.x - item.r, box.x), Math.min(item.y - item.r, box.y), Math.max(item.x + item.r, box.x + box.width), Math.max(item.y + item.r, box.y + box.height));
    });
    scene.discs.forEach((disc) => grow(disc.x - disc.r, disc.y - disc.r, disc.x + disc.r, disc.y + disc.r));
    return { left, top, width: right - left, height: bottom - top };
  }
  return { layouts, arrange, centre, bounds };
})();
