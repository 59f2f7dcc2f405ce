"use strict";
/* The canvas on the screen: zoom, pan, choose, drag.  Arranges the scene again when the model or the
   size changes. */
const Stage = (() => {
  const host = document.getElementById("network");
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  host.append(canvas);
  const context = canvas.getContext("2d");
  const narrow = matchMedia("(max-width: 860px)");
  let scene = null, view = { scale: 1, x: 0, y: 0 }, boxes = [], waiting = false;
  let chosen = null;       // {node} or {line}: what is selected
  let hovered = null;      // key of an item
  let dark = false;

  /* The tools and the legend stand below the picture, a remark above it. */
  const notice = document.getElementById("notice");
  const legend = document.getElementById("legend");
  function below() { return narrow.matches ? 54 + legend.offsetHeight : Math.max(54, legend.offsetHeight + 16); }
  function above() { return notice.hidden ? 0 : notice.offsetHeight + 16; }
  function frame() {
    const [width, height] = size();
    return [width, Math.max(200, height - below() - above())];
  }
  function size() { return [host.clientWidth || 1, host.clientHeight || 1]; }
  function resize() {
    const [width, height] = size(), ratio = window.devicePixelRatio || 1;
    if (scene && canvas.style.width === width + "px" && canvas.style.height === height + "px") return;
    canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio);
    canvas.style.width = width + "px"; canvas.style.height = height + "px";
    arrange();
  }
  function arrange() {
    const key = chosen && chosen.node;
    const before = scene && key !== undefined && scene.at.has(key) ? scene.items[scene.at.get(key)] : null;
    const old = before ? [before.x * view.scale + view.x, before.y * view.scale + view.y] : null;
    const room = frame();
    scene = Scene.arrange(...room);
    Legend.show(scene, dark);
    // The legend says what the scene has, and takes room from it.
    if (frame()[1] !== room[1]) scene = Scene.arrange(...frame());
    if (near === null || !closer(near)) fit();
    // What a person has just opened stays under the finger when the whole no longer fits.
    if (old && view.scale < 0.85 && scene.at.has(key)) {
      const item = scene.items[scene.at.get(key)];
      view = { scale: 0.85, x: old[0] - item.x * 0.85, y: old[1] - item.y * 0.85 };
    }
    redraw();
  }
  /* The whole picture in the frame; small pictures are enlarged a little, for easier reading. */
  function fit() {
    view = Scene.fitted(scene, ...frame());
    view.y += above();
    near = null;
    redraw();
  }
  /* Go to a disc, so that its things can be told apart; false if there is no such disc. */
  let near = null;
  function closer(key) {
    const disc = scene.discs.find((one) => one.key === key);
    if (!disc) return false;
    const [width, height] = frame();
    const scale = Math.min(width, height) / (2.3 * disc.r);
    view = { scale, x: width / 2 - disc.x * scale, y: height / 2 - disc.y * scale };
    near = key;
    redraw();
    return true;
  }
  function focus() {
    if (hovered === null && !chosen) return null;
    const found = new Set();
    let root;
    if (chosen && chosen.line !== undefined) {
      const line = Model.lines[chosen.line];
      found.add("node " + line.a).add("node " + line.b);
    } else {
      const item = chosen ? { node: chosen.node } : scene.items.find((one) => one.key === hovered);
      if (!item || item.node === undefined) return null;
      if (Model.starts.has(item.node) && scene.items.length && !Model.filters.route) return null;
      root = item.node;
      found.add("node " + root);
      Model.around(root).forEach(([other]) => found.add("node " + other));
      // A neighbour inside a closed group is shown by the group.
      scene.items.forEach((one) => { if (one.group && one.group.some((node) => found.has("node " + node))) found.add(one.key); });
    }
    found.root = root;
    return found;
  }
  function paint() {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = size();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = Look.colours(dark).paper;
    context.fillRect(0, 0, width, height);
    boxes = Painter.paint(CanvasSurface(context, width, height), scene, view, { dark, focus: focus(), hovered });
  }
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { if (waiting) paint(); });
  }

  /* The item or badge under a place on the screen. */
  function hit(x, y) {
    const inside = boxes.find((box) => (box.key || box.badge || box.caption) && x >= box.x - 2 && x <= box.x + box.width + 2 && y >= box.y - 2 && y <= box.y + box.height + 2);
    if (inside && inside.badge) return { item: scene.items.find((item) => item.key === inside.badge), badge: true };
    if (inside && inside.key) return { item: scene.items.find((item) => item.key === inside.key) };
    let best = null, near = 14;
    for (const item of scene.items) {
      const gap = Math.hypot(item.x * view.scale + view.x - x, item.y * view.scale + view.y - y) - item.r * view.scale;
      if (gap < near) { near = gap; best = item; }
    }
    if (best && near <= 6) return { item: best };
    return inside && inside.caption ? { caption: inside.caption } : null;
  }
  function zoom(factor, x, y) {
    const [width, height] = size();
    const at = x === undefined ? [width / 2, height / 2] : [x, y];
    const scale = Math.min(20, Math.max(0.05, view.scale * factor));
    const share = scale / view.scale;
    view = { scale, x: at[0] - (at[0] - view.x) * share, y: at[1] - (at[1] - view.y) * share };
    redraw();
  }
  function open(item) {
    if (item.group) Model.change((state) => { state.opened.add(item.key); state.closed.delete(item.key); });
    else if (item.badge) {
      Model.change((state) => {
        const [add, drop] = item.open ? [state.closed, state.opened] : [state.opened, state.closed];
        add.add(item.key); drop.delete(item.key);
      });
    }
  }
  function act(found) {
    if (!found) { Panel.show(null); return; }
    if (found.caption !== undefined) { Panel.sector(found.caption); return; }
    if (found.badge || found.item.group) open(found.item);
    else Panel.show({ node: found.item.node });
  }

  /* Mouse and fingers: one drags the picture (a glyph: the glyph), two zoom. */
  const pointers = new Map();
  let drag = null;
  const local = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = local(event);
    pointers.set(event.pointerId, [x, y]);
    const found = hit(x, y);
    drag = { x, y, moved: false, item: found && found.item && !found.badge ? found.item : null, found };
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = local(event);
    const last = pointers.get(event.pointerId);
    if (!last) {
      const found = hit(x, y);
      const key = found && found.item ? found.item.key : null;
      canvas.style.cursor = found ? "pointer" : "";
      if (key !== hovered) { hovered = key; redraw(); }
      return;
    }
    if (pointers.size === 2) {
      const [[ax, ay], [bx, by]] = [...pointers].map(([id, place]) => (id === event.pointerId ? [x, y] : place));
      const [[cx, cy], [dx, dy]] = [...pointers.values()];
      zoom(Math.hypot(ax - bx, ay - by) / Math.max(1, Math.hypot(cx - dx, cy - dy)), (ax + bx) / 2, (ay + by) / 2);
      if (drag) drag.moved = true;
    } else if (drag && (drag.moved || Math.hypot(x - drag.x, y - drag.y) > 4)) {
      drag.moved = true;
      if (drag.item) { drag.item.x += (x - last[0]) / view.scale; drag.item.y += (y - last[1]) / view.scale; } else { view.x += x - last[0]; view.y += y - last[1]; }
      redraw();
    }
    pointers.set(event.pointerId, [x, y]);
  });
  canvas.addEventListener("pointerup", (event) => {
    pointers.delete(event.pointerId);
    if (!drag || pointers.size) return;
    const [x, y] = local(event);
    if (!drag.moved) act(drag.found);
    else if (drag.item) {
      const { key } = drag.item, before = Model.filters.moved.get(key) || [0, 0];
      const shift = [before[0] + (x - drag.x) / view.scale, before[1] + (y - drag.y) / view.scale];
      Model.change((state) => state.moved.set(key, shift));
    }
    drag = null;
  });
  canvas.addEventListener("pointercancel", (event) => { pointers.delete(event.pointerId); drag = null; });
  canvas.addEventListener("pointerleave", () => { if (hovered !== null) { hovered = null; redraw(); } });
  canvas.addEventListener("dblclick", (event) => {
    const found = hit(...local(event));
    if (found && found.item && found.item.badge) open(found.item);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), ...local(event));
  }, { passive: false });

  /* Arrow keys choose the next thing in that direction, Enter opens what stands behind it. */
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const now = scene.items.find((item) => item.key === hovered) || scene.items[0];
    if (step && now) {
      event.preventDefault();
      let best = null, least = Infinity;
      for (const item of scene.items) {
        const [dx, dy] = [item.x - now.x, item.y - now.y];
        const along = dx * step[0] + dy * step[1], across = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
        if (along > 2 && along + across * 2.5 < least) { least = along + across * 2.5; best = item; }
      }
      if (best) { hovered = best.key; redraw(); canvas.setAttribute("aria-label", best.text); }
    } else if (event.key === "Enter" && now) {
      event.preventDefault();
      if (now.group) open(now); else Panel.show({ node: now.node }, true);
    } else if (event.key === " " && now) { event.preventDefault(); open(now); }
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
  });
  // A canvas of a new size is empty until it is painted.
  new ResizeObserver(() => { if (scene) { resize(); paint(); } }).observe(host);

  return {
    canvas, arrange, fit, closer, redraw, paint, resize, zoom, open,
    select(target) { chosen = target; if (scene) redraw(); },
    /* Open whatever a thing stands behind: a group, or the things before it. */
    reveal(number) {
      for (let round = 0; round < 8 && !scene.at.has(number); round += 1) {
        const group = scene.items.find((item) => item.group && item.group.includes(number));
        if (group) { open(group); continue; }
        let before = number;
        while (scene.before.has(before) && !scene.at.has(before)) before = scene.before.get(before);
        if (before === number || !scene.at.has(before)) return;
        const key = "node " + before;
        if (Model.filters.opened.has(key)) return;
        Model.change((state) => { state.opened.add(key); state.closed.delete(key); });
      }
    },
    /* Bring a thing into the part of the stage that no panel covers. */
    centre(number) {
      const at = scene.at.get(number);
      if (at === undefined) return;
      const [width, height] = size();
      const item = scene.items[at];
      const sheet = narrow.matches && document.querySelector(".side.open");
      const low = sheet ? height - sheet.clientHeight : height;
      const [x, y] = [item.x * view.scale + view.x, item.y * view.scale + view.y];
      if (x < 60 || x > width - 60) view.x += width / 2 - x;
      if (y < 30 || y > low - 30) view.y += low / 2 - y;
      redraw();
    },
    get scene() { return scene; }, get view() { return view; }, get labels() { return boxes; },
    get chosen() { return chosen; }, get dark() { return dark; },
    set dark(value) { dark = value; if (scene) { Legend.show(scene, dark); redraw(); } },
  };
})();
