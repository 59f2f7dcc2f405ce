"use strict";
/* Many things in named blocks: provinces at about their places on the map, or industries by size.
   A thing may stand in several blocks (a zone leads in several industries). */
Scene.layouts.blocks = (() => {
  const PAD = 14, NARROW_PAD = 4, WIDEST = 168, ON_MAP = 108;

  /* Among zones only, each need not say that it is one. */
  function briefly(block) {
    block.rows.forEach((row) => {
      const isZone = Model.nodes[row.node].c.endsWith("Zone");
      const brief = isZone ? row.label.replace(/(国家)?高新区$/, "") : row.label;
      row.label = brief.length > 1 ? brief : row.label;
    });
    return block;
  }
  function prepare() {
    return Model.data.arrangement.blocks.map((given, number) => {
      const members = given.members.filter((node) => Model.visible.nodes.has(node)).map((node) => ({ node, planned: (given.planned || []).includes(node) }));
      const made = Rows.block({ key: "block " + number, caption: Texts.of(given), cls: given.cls || (members.length ? Model.nodes[members[0].node].c : ""), members }, null);
      made.place = given.place;
      return briefly(made);
    }).filter((item) => item.members.length);
  }
  /* Width and height of a block with this many columns. */
  function measure(item, columns) {
    const wide = Math.min(WIDEST, Rows.widest([item]) + 26);
    const used = item.grouped ? 1 : Math.min(columns, item.members.length);
    return { columns: used, width: Math.max(used * wide, Look.width(Texts.say("caption", item.caption, item.members.length), Rows.TEXT, 650) + 12), height: Rows.heightOf(item, used) };
  }
  function draw(scene, item, x, y, size) {
    Rows.place(scene, [item], { top: y, width: size.width, columns: size.columns, side: 1, inner: () => x + 14, from: undefined });
  }

  /* Where not everything fits, the smallest blocks stand behind one row, "26 more groups". */
  function tail(blocks, fits) {
    const hidden = [];
    if (fits() || Model.filters.opened.has("tail")) return;
    const small = (item) => item.members.length <= 2 && !item.fixed;
    let more = null;
    while (!fits()) {
      const place = blocks.findLastIndex((item) => small(item) && item !== more);
      if (place < 0) break;
      hidden.push(...blocks.splice(place, 1));
      if (more) blocks.splice(blocks.indexOf(more), 1);
      const members = hidden.flatMap((item) => item.members);
      more = { key: "tail", caption: Texts.say("moreGroups", hidden.length), cls: hidden[0].cls, rows: [], members, planned: 0, grouped: true };
      blocks.push(more);
    }
  }
  /* Blocks one under another in columns, the next one always into the shortest column. */
  function flow(scene, blocks) {
    const { width, height } = scene;
    const plan = () => {
      const wide = Math.max(96, Math.min(WIDEST, Rows.widest(blocks) + 26)) + PAD;
      const count = Math.max(1, Math.floor((width - 16) / wide));
      const room = (width - 16) / count - PAD;   // columns share all the width
      blocks.forEach((item) => { item.captionLines = !item.grouped && Look.width(Texts.say("caption", item.caption, item.members.length), Rows.TEXT, 650) > room ? 2 : 1; });
      const bottoms = Array(count).fill(12);
      const spots = blocks.map((item) => {
        const column = bottoms.indexOf(Math.min(...bottoms));
        const spot = { item, size: { ...measure(item, 1), width: room }, x: 8 + column * ((width - 16) / count), y: bottoms[column] };
        bottoms[column] += spot.size.height + PAD;
        return spot;
      });
      return { spots, bottom: Math.max(...bottoms) };
    };
    let found = plan();
    tail(blocks, () => { found = plan(); return found.bottom <= height; });
    Rows.shrink(blocks, () => { found = plan(); return found.bottom <= height; });
    found.spots.forEach(({ item, size, x, y }) => draw(scene, item, x, y, size));
    scene.height = Math.max(height, found.bottom);
  }

  /* Blocks at their places on the map, pushed apart until none overlap. */
  function map(scene, blocks) {
    const { width, height } = scene;
    // On the map one long name would push whole provinces away.
    blocks.forEach((item) => item.rows.forEach((row) => { row.label = Look.cut(row.label, ON_MAP, Rows.TEXT); }));
    const known = blocks.filter((item) => item.place);
    const lon = known.map((item) => item.place[0]), lat = known.map((item) => item.place[1]);
    const [west, east] = [Math.min(...lon), Math.max(...lon)], [south, north] = [Math.min(...lat), Math.max(...lat)];
    if (width < 620) blocks.forEach((item) => { if (!item.fixed && item.members.length > 1) item.grouped = true; });
    blocks.forEach((item) => { item.place = item.place || [west, south]; });   // no place: in the corner
    // Half by place, half by order: the crowded east gets more room, and east stays east of west.
    const spread = (values, least, most) => {
      const sorted = [...values].sort((a, b) => a - b);
      return (value) => 0.4 * ((value - least) / (most - least || 1)) + 0.6 * (sorted.indexOf(value) / Math.max(1, sorted.length - 1));
    };
    const across = spread(blocks.map((item) => item.place[0]), west, east), down = spread(blocks.map((item) => item.place[1]), south, north);
    const plan = () => {
      const spots = blocks.map((item) => {
        const size = measure(item, Math.max(1, Math.round(Math.sqrt(item.members.length / 2.4))));
        const pad = width < 620 ? NARROW_PAD : PAD;
        const [w, h] = [size.width + pad, size.height + pad];
        return { item, size, w, h, x: 8 + across(item.place[0]) * (width - 16 - w), y: 8 + (1 - down(item.place[1])) * (height - 16 - h) };
      });
      spots.forEach((spot) => { spot.home = [spot.x, spot.y]; });
      return separate(spots, width, height) ? spots : null;
    };
    let spots = null;
    Rows.shrink(blocks, () => { spots = plan(); return spots !== null; });
    if (!spots) { flow(scene, blocks); return; }
    spots.forEach(({ item, size, x, y }) => draw(scene, item, x, y, size));
  }
  /* Move overlapping rectangles apart inside the frame; false if there is not enough room. */
  function separate(spots, width, height) {
    const area = spots.reduce((sum, spot) => sum + spot.w * spot.h, 0);
    if (area > width * height * 0.92) return false;
    for (let round = 0; round < 900; round += 1) {
      let touching = false;
      const pull = round < 500 ? 0.01 : 0;
      for (const spot of spots) { spot.x += (spot.home[0] - spot.x) * pull; spot.y += (spot.home[1] - spot.y) * pull; }
      for (let a = 0; a < spots.length; a += 1) {
        for (let b = a + 1; b < spots.length; b += 1) {
          const [p, q] = [spots[a], spots[b]];
          const across = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
          const along = Math.min(p.y + p.h, q.y + q.h) - Math.max(p.y, q.y);
          if (across <= 0.5 || along <= 0.5) continue;
          touching = true;
          if (across < along) {
            const push = (across / 2 + 0.3) * (p.x + p.w / 2 <= q.x + q.w / 2 ? 1 : -1);
            p.x -= push; q.x += push;
          } else {
            const push = (along / 2 + 0.3) * (p.y + p.h / 2 <= q.y + q.h / 2 ? 1 : -1);
            p.y -= push; q.y += push;
          }
        }
      }
      for (const spot of spots) {
        spot.x = Math.max(4, Math.min(width - spot.w - 2, spot.x));
        spot.y = Math.max(6, Math.min(height - spot.h - 2, spot.y));
      }
      if (!touching) return true;
    }
    return false;
  }

  /* Without a thing in the middle: one block for each kind. */
  Scene.layouts.kinds = (scene) => {
    const blocks = Model.data.classes.map((cls) => {
      const members = [...Model.visible.nodes].filter((node) => Model.nodes[node].c === cls.name).map((node) => ({ node, planned: false }));
      return Rows.block({ key: "kind " + cls.name, caption: Texts.of(cls), cls: cls.name, members }, null);
    }).filter((item) => item.members.length);
    if (blocks.length) flow(scene, blocks);
  };
  return (scene) => {
    const blocks = prepare();
    if (!blocks.length) return;
    (blocks.some((item) => item.place) ? map : flow)(scene, blocks);
  };
})();
