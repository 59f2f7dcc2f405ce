"use strict";
/* How things are connected: all shortest ways between two of them, step by step, with the name of
   each relation on its line. */
Scene.layouts.path = (scene, route) => {
  const [from, to] = route || [Model.data.starts[0], Model.data.starts[Model.data.starts.length - 1]];
  const far = (start) => {
    const steps = new Map([[start, 0]]);
    let level = [start];
    while (level.length) {
      const next = [];
      for (const node of level) {
        for (const [other] of Model.around(node)) {
          if (!steps.has(other)) { steps.set(other, steps.get(node) + 1); next.push(other); }
        }
      }
      level = next;
    }
    return steps;
  };
  const ahead = far(from), back = far(to);
  const length = ahead.get(to);
  if (length === undefined) {
    scene.notes.push(Texts.say("noRoute", Model.name(from), Model.name(to)));
    Scene.centre(scene, from, scene.width * 0.25, scene.height / 2, 150);
    Scene.centre(scene, to, scene.width * 0.75, scene.height / 2, 150);
    return;
  }
  const MOST = 10;   // ways beside each other that can still be read
  const levels = Array.from({ length: length + 1 }, () => []);
  for (const [node, step] of ahead) if (step + back.get(node) === length) levels[step].push(node);
  levels.forEach((level) => level.sort((a, b) => Model.linesOf[a].length - Model.linesOf[b].length));
  const down = scene.width < 620;
  levels.forEach((level, step) => {
    const shown = level.slice(0, MOST);
    shown.forEach((node, place) => {
      const share = (place + 0.5) / shown.length, along = length ? step / length : 0.5;
      const room = down ? scene.width / Math.max(2, shown.length) - 8 : Math.min(170, scene.width / (length + 1) - 20);
      const x = down ? scene.width * share : 90 + (scene.width - 180) * along;
      const y = down ? 50 + (scene.height - 130) * along : scene.height * share;
      Scene.centre(scene, node, x, y, room, node === from || node === to ? 14 : 9);
      const item = scene.items[scene.items.length - 1];
      if (node !== from && node !== to) Object.assign(item, { size: 13, strong: false, lines: Look.wrap(Model.name(node), room, 13, 400, 2) });
    });
    if (level.length > MOST) scene.notes.push(Texts.say("moreWays", level.length - MOST));
  });
  for (const [number, parts] of Model.visible.lines) {
    const { a, b } = Model.lines[number];
    if (!scene.at.has(a) || !scene.at.has(b) || Math.abs(ahead.get(a) - ahead.get(b)) !== 1) continue;
    const names = [...new Set(parts.map((part) => Model.predicate(part.p)))];
    const [first, second] = ahead.get(a) < ahead.get(b) ? [a, b] : [b, a];
    scene.links.push({ from: scene.at.get(first), to: scene.at.get(second), line: number, label: names.slice(0, down ? 1 : 2).join(" · ") + (Sectors.isUnverified(parts) ? " ?" : ""), heavy: true, down });
  }
  // As in the other pictures, a thing is hollow if every line drawn to it is only planned.
  scene.items.forEach((item, at) => {
    const own = scene.links.filter((link) => link.from === at || link.to === at);
    item.planned = !item.strong && own.length > 0 && own.every((link) => Sectors.isPlanned(Model.visible.lines.get(link.line)));
  });
};
