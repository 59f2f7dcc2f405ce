"use strict";
/* A whole graph: one disc for each community, its things as dots inside, the best connected in the
   middle; a disc is named after these.  Discs are packed from the largest outwards. */
Scene.layouts.discs = (() => {
  const TURN = Math.PI * (3 - Math.sqrt(5));   // the golden angle: dots of a sunflower
  const DOT = 4.2;

  function radius(count) { return DOT * 1.35 * Math.sqrt(count) + 10; }
  /* Put circles side by side on a spiral around the middle; near to those they are linked with
     because the communities come in an order in which linked ones follow each other. */
  function pack(discs) {
    const put = [];
    for (const disc of discs) {
      let step = 0;
      for (;;) {
        const away = 3 * Math.sqrt(step) * (put.length ? 1 : 0), angle = step * 0.35;
        disc.x = away * Math.cos(angle) * 2; disc.y = away * Math.sin(angle) * 1.25;
        const gap = disc.r + 16;
        if (put.every((other) => Math.hypot(other.x - disc.x, other.y - disc.y) >= gap + other.r)) break;
        step += 1 + Math.floor(disc.r / 24);
      }
      put.push(disc);
    }
  }
  return (scene) => {
    const groups = Model.data.arrangement.groups.map((given, number) => ({
      number, members: given.filter((node) => Model.visible.nodes.has(node)),
    })).filter((group) => group.members.length);
    const discs = groups.map((group) => ({ ...group, r: radius(group.members.length) }));
    pack(discs);
    const left = Math.min(...discs.map((disc) => disc.x - disc.r)), right = Math.max(...discs.map((disc) => disc.x + disc.r));
    const top = Math.min(...discs.map((disc) => disc.y - disc.r)), bottom = Math.max(...discs.map((disc) => disc.y + disc.r)) + 20;
    const scale = Math.min((scene.width - 16) / (right - left), (scene.height - 16) / (bottom - top));
    const dx = (scene.width - (right - left) * scale) / 2, dy = (scene.height - (bottom - top) * scale) / 2;
    for (const disc of discs) {
      const x = (disc.x - left) * scale + dx, y = (disc.y - top) * scale + dy, r = disc.r * scale;
      scene.discs.push({ x, y, r, key: "disc " + disc.number });
      disc.members.forEach((node, place) => {
        const away = DOT * 1.35 * Math.sqrt(place + 0.5) * scale;
        scene.at.set(node, scene.items.length);
        scene.items.push({ node, key: "node " + node, x: x + away * Math.cos(place * TURN), y: y + away * Math.sin(place * TURN), r: Math.min(6, DOT * 0.62 * scale), dot: true, side: 0, text: Model.short(node), size: 12, block: "disc " + disc.number });
      });
      const most = Math.max(96, 2 * r + 16);
      const size = Math.max(10.5, Math.min(14, r / 5));
      const full = Texts.say("caption", Model.short(disc.members[0]), disc.members.length);
      const text = Look.cut(full, most, size, 650);
      scene.captions.push({ x, y: y + r + size * 0.8, text, full, align: "center", cls: "", key: "disc " + disc.number, size });
    }
  };
})();
