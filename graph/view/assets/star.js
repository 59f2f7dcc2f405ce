"use strict";
/* The picture of one thing: itself in the middle, its neighbours in sectors on arcs to the left and
   the right, and what is two steps away behind its neighbour, opened on click. */
Scene.layouts.star = (() => {
  /* The things behind each thing: [thing, line] pairs.  Each stands behind one neighbour only, the
     least connected, since that one says most about it. */
  function behind(centre, first) {
    const tree = new Map();
    const seen = new Set([centre, ...first]);
    let level = [...first];
    while (level.length) {
      const found = new Map();
      for (const node of level) {
        for (const [other, line] of Model.around(node)) {
          if (seen.has(other)) continue;
          const best = found.get(other);
          if (!best || Model.linesOf[node].length < Model.linesOf[best[0]].length) found.set(other, [node, line]);
        }
      }
      for (const [other, [node, line]] of found) {
        seen.add(other);
        if (!tree.has(node)) tree.set(node, []);
        tree.get(node).push([other, line]);
      }
      level = [...found.keys()];
    }
    tree.seen = seen;
    return tree;
  }
  /* Divide the blocks into two lists of about the same height, keeping their order. */
  function halves(blocks) {
    const whole = Rows.total(blocks, 1);
    const left = [], right = [];
    let sum = 0;
    for (const item of blocks) {
      const height = Rows.heightOf(item, 1) + Rows.GAP;
      if (sum + height / 2 < whole / 2 || !left.length) left.push(item); else right.push(item);
      sum += height;
    }
    return [left, right];
  }

  /* What filters have cut off from the middle, as a block at the end. */
  function apart(tree) {
    const lost = [...Model.visible.nodes].filter((node) => !tree.seen.has(node));
    if (!lost.length) return [];
    const members = lost.map((node) => ({ node, planned: false }));
    const block = Rows.block({ key: "apart", caption: Texts.say("apart"), cls: "", members }, null);
    block.grouped = !block.fixed && members.length > 6;
    return [block];
  }

  return (scene) => {
    const { width, height } = scene;
    const centre = Model.data.starts[0];
    if (!Model.visible.nodes.has(centre)) { Scene.layouts.kinds(scene); return; }
    const unique = new Map(Model.around(centre).map(([other, line]) => [other, line]));
    const tree = behind(centre, [...unique.keys()]);
    tree.forEach((pairs, node) => pairs.forEach(([other]) => scene.before.set(other, node)));
    const sectors = Sectors.of(centre, [...unique]);
    const narrow = width < 620;
    const radius = narrow ? 54 : Math.min(170, width * 0.125);
    const room = width / 2 - radius - 14;
    const high = height - 20;
    let blocks, sides;
    const fits = () => {
      sides = halves(blocks).map((list) => ({ list, columns: Rows.columnsFor(list, room, high) }));
      return sides.every((side) => side.columns > 0);
    };
    // Where few things are linked directly, those behind them are shown at once, if they fit.
    for (const open of unique.size < 6 ? ["all", "few", ""] : unique.size <= 10 ? ["few", ""] : [""]) {
      tree.open = open;
      blocks = sectors.map((sector) => Rows.block(sector, tree)).concat(apart(tree));
      if (fits()) break;
    }
    const whole = Rows.shrink(blocks, fits);
    if (whole) sides.forEach(({ list, columns }) => Rows.widen(list, room, high, columns));
    const tallest = Math.max(...sides.map((side) => Rows.total(side.list, side.columns || 1)));
    const middle = whole ? height / 2 : Math.max(height, tallest + 20) / 2;
    Scene.centre(scene, centre, width / 2, middle, narrow ? 92 : Math.max(110, 2 * radius - 70));
    sides.forEach(({ list, columns }, number) => {
      const side = number ? 1 : -1;
      const tall = Rows.total(list, columns || 1);
      // The arc: rows near the top and the bottom stand closer to the middle line.
      const inner = (y) => {
        const share = Math.min(1, Math.abs(y - middle) / Math.max(1, Math.max(tall, height * 0.6) / 2));
        return width / 2 + side * radius * (0.62 + 0.38 * Math.sqrt(1 - share * share));
      };
      Rows.place(scene, list, { top: middle - tall / 2, width: room, columns: columns || 1, side, inner, from: 0, edge: width / 2 + side * (width / 2 - 6) });
    });
    if (Model.visible.nodes.size === 1) scene.notes.push(Texts.say(Model.nodes.length === 1 ? "alone" : "allHidden"));
  };
})();
