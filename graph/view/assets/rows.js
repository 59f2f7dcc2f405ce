"use strict";
/* Blocks of rows: a caption with a count, and below it one row for each thing, so that no name can
   lie over another.  A block that is grouped has one row, which opens on click. */
const Rows = (() => {
  const ROW = 18, CAPTION = 21, GAP = 9, GLYPH = 6, INDENT = 15, TEXT = 12.5, LEAST = 118;
  const GUTTER = 13, PAD = 11 + GUTTER;   // of a column: from glyph to name, and behind the name
  const MARK = "?";   // beside the name of what nothing confirms
  const FEW = 6;   // so many children of a thing are rows; more are a group

  function nodeRow(member, extra) {
    return { node: member.node, line: member.line, planned: member.planned, key: "node " + member.node,
      label: Model.short(member.node), indent: 0, badge: 0, mark: member.unverified ? MARK : "", ...extra };
  }
  function groupRow({ key, caption, brief, members, cls }, indent) {
    return { group: members.map((member) => member.node), key, cls, indent, caption, brief, count: members.length,
      label: Texts.say("groupOf", caption, members.length), planned: members.every((member) => member.planned) };
  }

  /* The block of a sector; tree gives the things behind each thing (for a second step). */
  function block(sector, tree) {
    const rows = sector.members.flatMap((member) => withChildren(nodeRow(member), tree));
    return { key: sector.key, caption: sector.caption, brief: sector.brief, captionParts: sector.captionParts, cls: sector.cls, rows, members: sector.members,
      planned: sector.members.filter((member) => member.planned).length,
      grouped: Model.filters.closed.has(sector.key), fixed: Model.filters.opened.has(sector.key) };
  }
  function withChildren(row, tree) {
    const children = tree ? tree.get(row.node) || [] : [];
    row.badge = children.length;
    if (!children.length || !isOpen(row, children.length, tree)) return [row];
    row.open = true;
    const below = Sectors.of(row.node, children).flatMap((sector) => {
      if (sector.members.length > FEW && !Model.filters.opened.has(sector.key)) {
        return [{ ...groupRow(sector, row.indent + 1), parent: row.node }];
      }
      return sector.members.flatMap((member) => withChildren(nodeRow(member, { indent: row.indent + 1, parent: row.node }), tree));
    });
    return [row, ...below];
  }
  function isOpen(row, count, tree) {
    if (Model.filters.opened.has(row.key)) return true;
    const willing = tree.open === "all" || (tree.open === "few" && count <= FEW);
    return willing && row.indent === 0 && !Model.filters.closed.has(row.key);
  }

  function rowsOf(item) {
    return item.grouped ? [groupRow(item, 0)] : item.rows;
  }
  function captioned(item) { return !item.grouped; }
  /* A block may have fewer columns than its side: see widen. */
  function heightOf(item, columns) {
    return (captioned(item) ? CAPTION * (item.captionLines || 1) - 3 * ((item.captionLines || 1) - 1) : 0)
      + Math.ceil(rowsOf(item).length / (item.columns || columns)) * ROW;
  }
  function total(blocks, columns) {
    return blocks.reduce((sum, item) => sum + heightOf(item, columns), 0) + GAP * Math.max(0, blocks.length - 1);
  }
  function widest(blocks) {
    return Math.max(0, ...blocks.flatMap((item) => rowsOf(item).map(labelWidth)));
  }
  function labelWidth(row) {
    return Look.width(row.label, TEXT) + row.indent * INDENT + extras(row);
  }
  /* The room for what stands behind a name. */
  function extras(row) { return (row.mark ? markWidth() : 0) + (row.badge ? badgeWidth(row) : 0); }
  function markWidth() { return Look.width(MARK, TEXT, 650) + 4; }
  function badgeWidth(row) { return Look.width(badge(row), 11) + 8; }
  function badge(row) { return row.badge ? (row.open ? "−" : "+" + row.badge) : ""; }

  /* The fewest columns in which the blocks fit into width x height; 0 if they do not. */
  function columnsFor(blocks, width, height) {
    const least = Math.min(LEAST, widest(blocks)) + 22;
    blocks.forEach((item) => { item.columns = 0; });
    for (let columns = 1; columns === 1 || columns * least <= width; columns += 1) {
      if (total(blocks, columns) <= height) return columns;
      if (columns > 6) break;
    }
    return 0;
  }
  /* The rows of each column of a block, and the widths that their names would like. */
  function divided(item, columns) {
    const rows = rowsOf(item);
    const perColumn = Math.ceil(rows.length / (item.columns || columns));
    const parts = [];
    for (let at = 0; at < rows.length; at += perColumn) parts.push(rows.slice(at, at + perColumn));
    return { perColumn, parts, wanted: parts.map((part) => Math.max(...part.map(labelWidth)) + PAD) };
  }
  function lacking(item, columns, width) {
    return divided(item, columns).wanted.reduce((a, b) => a + b, 0) - width;
  }
  /* Where names would be cut, give their block fewer columns, as long as the height allows it. */
  function widen(blocks, width, height, columns) {
    const tried = new Set();
    for (;;) {
      const cut = blocks.filter((item) => !tried.has(item) && (item.columns || columns) > 1 && lacking(item, columns, width) > 0);
      if (!cut.length) return;
      const item = cut.reduce((a, b) => (lacking(b, columns, width) > lacking(a, columns, width) ? b : a));
      const before = item.columns;
      item.columns = (before || columns) - 1;
      if (total(blocks, columns) > height) { item.columns = before; tried.add(item); }
    }
  }
  /* Widths of columns that together are at most so wide: only the widest lose something. */
  function shared(wanted, width) {
    let cap = Math.max(...wanted);
    while (wanted.reduce((sum, one) => sum + Math.min(one, cap), 0) > width && cap > 60) cap -= 1;
    return wanted.map((one) => Math.min(one, cap));
  }
  /* Put small blocks, the last ones first, into one group at the end until fits() holds. */
  function gather(blocks, fits) {
    const key = "rest " + blocks[0].key;
    if (Model.filters.opened.has(key)) return false;
    const small = blocks.filter((item) => !item.grouped && !item.fixed && item.members.length <= 2);
    for (let taken = 2; taken <= small.length; taken += 1) {
      const hidden = small.slice(-taken);
      const rest = { ...hidden[0], key, caption: Texts.say("rest"), brief: "", captionParts: null, rows: hidden.flatMap((item) => item.rows),
        members: hidden.flatMap((item) => item.members), planned: 0, captionLines: 1, grouped: true };
      blocks.splice(0, blocks.length, ...blocks.filter((item) => item.key !== key && !hidden.includes(item)), rest);
      if (fits()) return true;
    }
    return false;
  }
  /* Group the largest blocks until fits() holds or nothing is left to group. */
  function shrink(blocks, fits) {
    while (!fits()) {
      const candidates = blocks.filter((item) => !item.grouped && !item.fixed && item.members.length > 2);
      if (!candidates.length) return gather(blocks, fits);
      candidates.reduce((a, b) => (b.rows.length > a.rows.length ? b : a)).grouped = true;
    }
    return true;
  }

  /* Put blocks under each other into the scene.
     side: 1 for names to the right of their glyphs, -1 to the left; inner(y): x of the first column;
     edge: x up to which names may go where the rows stand nearer to the middle than width says. */
  function place(scene, blocks, { top, width, columns, side, inner, from, joint, edge }) {
    let y = top;
    for (const item of blocks) {
      const { perColumn, parts, wanted } = divided(item, columns);
      const rows = parts.flat(), start = y;
      if (captioned(item)) {
        const lines = item.captionLines || 1;
        const x = inner(y + CAPTION / 2);
        captionLines(item, width + 6, lines).forEach((text, place) => {
          scene.captions.push({ x: x - 6 * side, y: y + CAPTION / 2 + place * (CAPTION - 4), text, align: side > 0 ? "left" : "right", cls: item.cls, key: item.key, planned: item.planned && item.planned === item.members.length });
        });
        y += CAPTION * lines - 3 * (lines - 1);
      }
      const room = edge === undefined ? width : Math.max(width, GUTTER + Math.min(...parts[0].map((_, place) => side * (edge - inner(y + place * ROW + ROW / 2)))));
      const wide = shared(wanted, room);
      const lefts = wide.map((_, column) => wide.slice(0, column).reduce((a, b) => a + b, 0));
      const bar = [];
      rows.forEach((row, place) => {
        const column = Math.floor(place / perColumn);
        const rowY = y + (place % perColumn) * ROW + ROW / 2;
        const x = inner(rowY) + side * (lefts[column] + row.indent * INDENT);
        if (!column) bar.push([inner(rowY) - 13 * side, rowY]);
        const most = wide[column] - PAD - row.indent * INDENT - extras(row);
        const at = scene.items.length;
        scene.items.push({ ...row, x, y: rowY, r: GLYPH, side, text: cut(row, Math.max(30, most)), size: TEXT, badgeText: badge(row), row: true, block: item.key });
        const owner = row.parent !== undefined ? scene.at.get(row.parent) : from;
        if (owner !== undefined) scene.links.push({ from: owner, to: at, line: row.line, group: row.group, column, planned: row.planned, joint, nested: row.indent > 0, reach: scene.reach });
        if (row.node !== undefined && !scene.at.has(row.node)) scene.at.set(row.node, at);
      });
      y += perColumn * ROW;
      if (rows.length > 1 || captioned(item)) scene.bars.push({ points: bar, cls: item.cls, columns });
      item.top = start; item.bottom = y;
      y += GAP;
    }
    return y - GAP;
  }
  /* The label in so much room; the number of a group is never cut. */
  function cut(row, room) {
    if (!row.group || Look.width(row.label, TEXT) <= room) return Look.cut(row.label, room, TEXT);
    const brief = row.brief ? Texts.say("groupOf", row.brief, row.count) : "";
    if (brief && Look.width(brief, TEXT) <= room) return brief;
    const number = Look.width(Texts.say("groupOf", "", row.count), TEXT);
    return Texts.say("groupOf", Look.cut(row.caption, Math.max(30, room - number), TEXT), row.count);
  }
  /* The caption in so many lines; without the number of planned ones if it does not fit with it. */
  function captionLines(item, width, most) {
    if (item.captionParts && most > 1) return partLines(item).map((text) => Look.cut(text, width, TEXT, 650));
    const told = Look.wrap(captionText(item), width, TEXT, 650, most);
    const last = told[told.length - 1];
    if (!last.endsWith("…") && last.length > 2) return told;
    return Look.wrap(Texts.say("caption", item.caption, item.members.length), width, TEXT, 650, most);
  }
  /* A caption that comes in parts (one for each owner), a line for each. */
  function partLines(item) {
    const last = item.captionParts.length - 1;
    return item.captionParts.map((part, place) => (place === last ? captionText({ ...item, caption: part }) : part));
  }
  function captionText(item) {
    const some = item.planned > 0 && item.planned < item.members.length;
    const text = Texts.say(some ? "captionSome" : item.planned ? "captionPlanned" : "caption", item.caption, item.members.length, item.planned);
    return item.shared ? text + Texts.say("alsoShared", item.shared) : text;
  }
  return { MARK, ROW, CAPTION, GAP, TEXT, block, total, widest, columnsFor, widen, shrink, place, heightOf, rowsOf, captionText, partLines, nodeRow };
})();
