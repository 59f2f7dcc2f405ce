"use strict";
/* The canvas: vis-network draws things and lines; labels are drawn here, most important first and
   none over another, as on a map. */
const Drawing = (() => {
  const { data } = Model;
  const host = document.getElementById("network");
  const nodeSet = new vis.DataSet(data.network.nodes);
  const lineSet = new vis.DataSet(data.network.edges);
  const network = new vis.Network(host, { nodes: nodeSet, edges: lineSet }, data.network.options);
  // An arrow head of a pixel says nothing, and thousands of them take half of a redraw.
  const arrowHeads = network.renderer._drawArrows;
  if (typeof arrowHeads === "function") {
    network.renderer._drawArrows = (context) => {
      if (network.getScale() > 0.3) arrowHeads.call(network.renderer, context);
    };
  }
  const font = getComputedStyle(document.body).fontFamily;
  const degree = Model.linesOf.map((lines) => lines.length);
  const starts = new Set(data.starts);
  const order = [...Model.nodes.keys()].sort((a, b) =>
    starts.has(b) - starts.has(a) || degree[b] - degree[a] || a - b);
  const widths = new Map();
  const MOST_LABELS = 320;
  let focus = null;          // {node} or {line}: what is selected
  let hovered = null;
  let relationNames = Model.lines.length <= 40;
  const hiddenNodes = new Set();   // what vis was told, so that only changes are sent to it
  const toldLines = Model.lines.map((line) => ({ hidden: false, kind: line.kind, arrows: line.arrows }));
  let drawn = [];            // labels of the last frame, for tests and for the reader of the canvas

  function shorten(text) {
    const clean = text.replace(/\s+/g, " ").trim();
    const long = Texts.language === "en" ? 30 : 16;
    return clean.length <= long ? clean : clean.slice(0, long - 1) + "…";
  }
  function measure(context, text, style) {
    const key = style + text;
    if (!widths.has(key)) { context.font = style; widths.set(key, context.measureText(text).width); }
    return widths.get(key);
  }
  function view() {
    const canvas = network.canvas.frame.canvas;
    const ratio = canvas.width / canvas.clientWidth || 1;
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const width = canvas.clientWidth, height = canvas.clientHeight;
    return { ratio, scale, width, height, x: (x) => (x - centre.x) * scale + width / 2, y: (y) => (y - centre.y) * scale + height / 2 };
  }
  function place(number) { return network.body.nodes[number]; }

  /* Keeps the boxes of one frame, in rows, and says whether another one fits. */
  function space() {
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
  function write(context, text, x, y, style, colour) {
    context.font = style;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = "rgba(252,253,254,0.95)";
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
  function around() {
    if (!focus) return null;
    const near = new Set();
    const numbers = focus.node !== undefined ? Model.linesOf[focus.node] : [focus.line];
    const lines = numbers.filter((number) => Model.visible.lines.has(number));
    if (focus.node !== undefined) near.add(focus.node);
    lines.forEach((number) => { near.add(Model.lines[number].a); near.add(Model.lines[number].b); });
    return { near, lines };
  }

  /* Labels keep off the nodes that are big enough to be seen as shapes. */
  function reserve(seen, fits, near) {
    const least = Model.visible.nodes.size > 400 ? 3.5 : 1.5;
    fits(seen.width - 60, seen.height - 236, 60, 236);   // the tools
    for (const number of near || Model.visible.nodes) {
      if (!Model.visible.nodes.has(number)) continue;
      const node = place(number);
      const radius = node.options.size * seen.scale * 0.75;
      if (radius < least) continue;
      const x = seen.x(node.x), y = seen.y(node.y);
      if (x < 0 || y < 0 || x > seen.width || y > seen.height) continue;
      fits(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }
  function labelNodes(context, seen, fits, near) {
    const first = near ? [...near].sort((a, b) => (b === focus.node) - (a === focus.node) || degree[b] - degree[a]) : [];
    if (hovered !== null) first.unshift(hovered);
    const done = new Set();
    for (const number of [...first, ...order]) {
      if (drawn.length >= MOST_LABELS) return;
      if (done.has(number) || !Model.visible.nodes.has(number)) continue;
      done.add(number);
      if (near && !near.has(number) && number !== hovered) continue;
      const node = place(number);
      const x = seen.x(node.x), y = seen.y(node.y);
      if (x < -80 || y < -20 || x > seen.width + 80 || y > seen.height + 20) continue;
      const strong = starts.has(number) || (focus && focus.node === number);
      const size = strong ? 15 : degree[number] > 8 ? 13 : 12;
      const style = `${strong ? 650 : 400} ${size}px ${font}`;
      const hidden = Model.filters.collapsed.has(number)
        ? Model.neighbours(number).filter((other) => !Model.visible.nodes.has(other)).length : 0;
      const text = shorten(Model.name(number)) + (hidden ? ` ＋${hidden}` : "");
      const width = measure(context, text, style);
      const radius = node.options.size * seen.scale + 3;
      // Below its node, else beside it, else above it.
      const spots = [[x, y + radius + size * 0.75], [x + radius + width / 2 + 2, y],
        [x - radius - width / 2 - 2, y], [x, y - radius - size * 0.7]];
      let spot = spots.find(([cx, cy]) => cx > width / 2 && cx + width / 2 < seen.width && fits(cx - width / 2 - 2, cy - size * 0.6, width + 4, size * 1.25));
      if (!spot && (number === hovered || (focus && focus.node === number))) spot = spots[0];
      if (!spot) continue;
      write(context, text, spot[0], spot[1], style, strong ? "#0b1220" : "#26303f");
      drawn.push({ node: number, text });
    }
  }
  function labelLines(context, seen, fits, chosen) {
    const numbers = chosen ? chosen.lines : relationNames ? [...Model.visible.lines.keys()] : [];
    for (const number of numbers) {
      if (drawn.length >= MOST_LABELS) return;
      const line = Model.lines[number];
      const a = place(line.a), b = place(line.b);
      // Nearer to the far end of what is chosen: a hub's lines are densest at the hub.
      const share = focus && focus.node === line.a ? 0.6 : focus && focus.node === line.b ? 0.4 : 0.5;
      const long = Math.hypot(a.x - b.x, a.y - b.y) * seen.scale;
      const kept = Model.visible.lines.get(number);
      const names = [...new Set(kept.map((part) => Model.predicate(part.p)))];
      const text = names.slice(0, 2).join(" · ") + (names.length > 2 ? ` +${names.length - 2}` : "");
      const style = `400 11px ${font}`;
      const width = measure(context, text, style);
      if (width + 16 > long) continue;
      const spots = [share, share + 0.14, share - 0.14, share + 0.22, share - 0.22].map((part) =>
        [seen.x(a.x + (b.x - a.x) * part), seen.y(a.y + (b.y - a.y) * part)]);
      const spot = spots.find(([x, y]) => x > 0 && y > 0 && x < seen.width && y < seen.height
        && fits(x - width / 2 - 2, y - 8, width + 4, 16));
      if (!spot) continue;
      write(context, text, spot[0], spot[1], style, "#5a6678");
      drawn.push({ line: number, text });
    }
  }

  network.on("beforeDrawing", (context) => {
    for (const number of starts) {
      if (!Model.visible.nodes.has(number)) continue;
      const node = place(number);
      context.beginPath();
      context.arc(node.x, node.y, node.options.size + 9, 0, 2 * Math.PI);
      context.fillStyle = "rgba(29,78,216,0.14)";
      context.fill();
    }
  });
  network.on("afterDrawing", (context) => {
    const seen = view();
    const chosen = around();
    if (chosen) {
      // Veil everything, then draw what is chosen once more on top.
      context.save();
      context.setTransform(seen.ratio, 0, 0, seen.ratio, 0, 0);
      context.fillStyle = "rgba(252,253,254,0.8)";
      context.fillRect(0, 0, seen.width, seen.height);
      context.restore();
      chosen.lines.forEach((number) => {
        const edge = network.body.edges[number];
        edge.draw(context);
        edge.drawArrows(context);
      });
      chosen.near.forEach((number) => { if (Model.visible.nodes.has(number)) place(number).draw(context); });
    }
    context.save();
    context.setTransform(seen.ratio, 0, 0, seen.ratio, 0, 0);
    drawn = [];
    const fits = space();
    reserve(seen, fits, chosen && chosen.near);
    labelNodes(context, seen, fits, chosen && chosen.near);
    labelLines(context, seen, fits, chosen);
    context.restore();
  });

  /* Bring the canvas to what the model says is visible; only what changed is sent to vis. */
  function sync() {
    const changedNodes = [];
    Model.nodes.forEach((_, number) => {
      const hidden = !Model.visible.nodes.has(number);
      if (hiddenNodes.has(number) === hidden) return;
      if (hidden) hiddenNodes.add(number); else hiddenNodes.delete(number);
      changedNodes.push({ id: number, hidden });
    });
    const changedLines = [];
    Model.lines.forEach((line, number) => {
      const kept = Model.visible.lines.get(number);
      const told = toldLines[number];
      if (!kept) {
        if (!told.hidden) changedLines.push({ id: number, hidden: true });
        told.hidden = true;
        return;
      }
      const kind = Model.kindOf(kept), arrows = Model.arrowsOf(line, kept);
      if (told.hidden || told.arrows !== arrows || told.kind !== kind) {
        const { colour, dashes } = data.kinds[kind];
        changedLines.push({ id: number, hidden: false, arrows, color: colour, dashes: dashes || false });
        toldLines[number] = { hidden: false, kind, arrows };
      }
    });
    if (changedNodes.length) nodeSet.update(changedNodes);
    if (changedLines.length) lineSet.update(changedLines);
    if (focus && focus.node !== undefined && !Model.visible.nodes.has(focus.node)) select(null);
    network.redraw();
  }
  function select(target) {
    focus = target;
    if (!target) network.unselectAll();
    else network.setSelection({ nodes: target.node !== undefined ? [target.node] : [], edges: target.line !== undefined ? [target.line] : [] }, { highlightEdges: false });
    network.redraw();
  }
  function centre(number, closer) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Where the panel covers the lower part, the middle is that of what is left.
    const covered = document.querySelector(".stage.covered") ? document.querySelector(".side.open").clientHeight : 0;
    network.focus(number, { offset: { x: 0, y: -covered / 2 }, scale: closer ? Math.max(network.getScale(), 0.9) : network.getScale(), animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
  }
  function fit() {
    const shown = [...Model.visible.nodes];
    if (shown.length) network.fit({ nodes: shown, animation: false, maxZoomLevel: 1.15, minZoomLevel: 0.02 });
    network.moveTo({ scale: network.getScale() * 0.9 });
  }
  function rename() {
    nodeSet.update(Model.nodes.map((_, number) => ({ id: number, label: shorten(Model.name(number)) })));
    network.redraw();
  }

  /* What is seen, with its title and origin below, as a PNG file. */
  function picture() {
    const canvas = network.canvas.frame.canvas;
    const ratio = canvas.width / canvas.clientWidth || 1;
    const strip = Math.round(46 * ratio);
    const paper = document.createElement("canvas");
    paper.width = canvas.width;
    paper.height = canvas.height + strip;
    const context = paper.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, paper.width, paper.height);
    context.drawImage(canvas, 0, 0);
    context.fillStyle = "#16202e";
    context.font = `650 ${14 * ratio}px ${font}`;
    context.fillText(data.title, 14 * ratio, canvas.height + 18 * ratio, paper.width - 28 * ratio);
    context.fillStyle = "#667085";
    context.font = `400 ${11 * ratio}px ${font}`;
    context.fillText(document.getElementById("subtitle").textContent, 14 * ratio, canvas.height + 36 * ratio, paper.width - 28 * ratio);
    return paper;
  }
  function save() {
    picture().toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = (data.title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim().slice(0, 60) || "gaoxin") + ".png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  }
  network.on("hoverNode", (event) => { hovered = event.node; host.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; host.style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { host.style.cursor = "pointer"; });
  network.on("blurEdge", () => { host.style.cursor = ""; });

  return {
    network, nodeSet, lineSet, sync, select, centre, fit, rename, save, picture,
    zoom(factor) { network.moveTo({ scale: Math.min(5, Math.max(0.02, network.getScale() * factor)) }); },
    get relationNames() { return relationNames; },
    set relationNames(value) { relationNames = value; network.redraw(); },
    get labels() { return drawn; },
    get focus() { return focus; },
  };
})();
