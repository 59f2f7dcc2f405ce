"use strict";
/* Two to four things side by side: what only one has stands outside it, what several share stands
   in the middle, by who has it in what way. */
Scene.layouts.compare = (() => {
  const BEND = 44, LINE = 190;
  /* Neighbours of the things by who has them: [[owners, pairs of each], …]. */
  function divided(starts) {
    const owners = new Map();
    starts.forEach((start, place) => {
      for (const [other, line] of Model.around(start)) {
        if (Model.starts.has(other)) continue;
        if (!owners.has(other)) owners.set(other, new Map());
        owners.get(other).set(place, line);
      }
    });
    return owners;
  }
  /* Sectors of what is shared: same kind, same owners, same relation for each of them. */
  function sharedSectors(starts, owners) {
    const single = starts.map((start, place) => {
      const pairs = [...owners].filter(([, who]) => who.has(place)).map(([node, who]) => [node, who.get(place)]);
      const where = new Map();
      Sectors.of(start, pairs).forEach((sector) => sector.members.forEach((member) => where.set(member.node, sector)));
      return where;
    });
    const sectors = new Map();
    for (const [node, who] of owners) {
      if (who.size < 2) continue;
      const places = [...who.keys()].sort();
      const own = places.map((place) => single[place].get(node));
      const plans = places.map((place) => Sectors.isPlanned(Model.visible.lines.get(who.get(place))));
      const key = ["shared", own[0].cls, places.join(""), ...own.map((sector) => sector.relation), ...plans].join(" ");
      if (!sectors.has(key)) sectors.set(key, { key, cls: own[0].cls, relation: own[0].relation, members: [], captionParts: sharedCaption(starts, places, own, plans), own: new Map(places.map((place, number) => [place, own[number]])) });
      sectors.get(key).members.push({ node, planned: plans.every(Boolean), unverified: places.every((place) => Sectors.isUnverified(Model.visible.lines.get(who.get(place)))), who });
    }
    const found = [...sectors.values()];
    found.forEach((sector) => {
      sector.caption = sector.captionParts.join(" ").replaceAll("； ", "；");
      Sectors.sort(sector.members);
    });
    return found.sort((a, b) => Sectors.rank(a) - Sectors.rank(b) || a.caption.length - b.caption.length || b.members.length - a.members.length);
  }
  /* "共有：主导产业" where it is the same for all, else a part for each owner: "合肥高新区：主导产业；"
     and "济南高新区：其他产业". */
  function sharedCaption(starts, places, own, plans) {
    const names = places.map((place) => Model.short(starts[place]));
    const mixed = plans.some(Boolean) && !plans.every(Boolean);
    const relations = own.map((sector, number) => {
      return mixed && plans[number] ? Texts.say("planOf", sector.caption) : sector.caption;
    });
    if (relations.every((text) => text === relations[0])) {
      return starts.length === 2 ? [Texts.say("bothOf", relations[0])] : [names.join(Texts.say("comma")), relations[0]];
    }
    return names.map((name, number) => Texts.say("pairOf", name, relations[number]) + (number < names.length - 1 ? Texts.say("between") : ""));
  }
  function blockOf(sector) {
    return Rows.block(sector, null);
  }
  /* How many things of a sector of one owner stand in the middle, because others have them too. */
  function sharedOf(sectors, place, sector) {
    const same = sectors.filter(({ own }) => own.has(place) && own.get(place).cls === sector.cls && own.get(place).relation === sector.relation);
    return same.reduce((sum, { members }) => sum + members.length, 0);
  }

  function wide(scene, starts, outer, shared) {
    const { width, height } = scene;
    const knob = Math.min(120, width * 0.11);
    let middleRoom = Math.min(380, width * 0.3);
    const rows = starts.length > 2 ? 2 : 1;
    const slot = height / rows;
    const wideOf = (text) => Look.width(text, Rows.TEXT, 650);
    shared.forEach((item) => { item.captionLines = wideOf(Rows.captionText(item)) > LINE ? item.captionParts.length : 1; });
    let middle;
    Rows.shrink(shared, () => { middle = Rows.columnsFor(shared, middleRoom, height - 20); return middle > 0; });
    const captions = shared.map((item) => 20 + Math.max(...(item.captionLines > 1 ? Rows.partLines(item) : [Rows.captionText(item)]).map(wideOf)));
    const across = Math.min(middleRoom, Math.max(Rows.widest(shared) + 24, ...captions));
    // What the middle does not need goes to the sides, but for the room in which lines can bend.
    if (middle <= 1) middleRoom = Math.min(middleRoom, across + 2 * BEND);
    const room = (width - middleRoom - 2 * knob) / 2 - 14;
    const places = starts.map((_, number) => {
      const right = number % 2 === 1, row = Math.floor(number / 2);
      const alone = starts.length === 3 && number === 2;
      return { side: right ? 1 : -1, x: right ? width - room - knob / 2 - 14 : room + knob / 2 + 14, y: alone ? slot * 1.5 : slot * (row + 0.5), high: slot - 60 };
    });
    outer.forEach((blocks, number) => Rows.shrink(blocks, () => Rows.columnsFor(blocks, room, places[number].high) > 0));
    const sizes = outer.map((blocks, number) => {
      const columns = Rows.columnsFor(blocks, room, places[number].high);
      if (columns) Rows.widen(blocks, room, places[number].high, columns);
      return columns || 1;
    });
    starts.forEach((start, number) => Scene.centre(scene, start, places[number].x, places[number].y, knob, 13));
    outer.forEach((blocks, number) => {
      const { side, x, y } = places[number];
      const tall = Rows.total(blocks, sizes[number]);
      const bow = Math.max(1, tall / 2);
      const inner = (at) => x + side * (knob / 2 + 10 - 26 * (1 - Math.sqrt(1 - Math.min(1, Math.abs(at - y) / bow) ** 2)));
      Rows.place(scene, blocks, { top: y - tall / 2, width: room, columns: sizes[number], side, inner, from: number, edge: side > 0 ? width - 6 : 6 });
    });
    const tall = Rows.total(shared, middle || 1);
    const left = width / 2 - (middle > 1 ? middleRoom : across) / 2 + 8;
    Rows.place(scene, shared, { top: (height - tall) / 2, width: middleRoom, columns: middle || 1, side: 1, inner: () => left, from: undefined });
    join(scene, starts, width / 2, left + Rows.widest(shared) + 20);
  }
  /* Lines from each owner to what it shares; those from the right end behind the names. */
  function join(scene, starts, middle, right) {
    scene.items.forEach((item, at) => {
      if (!item.block || !item.block.startsWith("shared ")) return;
      starts.forEach((start, place) => {
        const from = scene.at.get(start);
        const lines = item.node === undefined ? [] : Model.around(start).filter(([other]) => other === item.node);
        for (const [, line] of lines) {
          const beyond = scene.items[from].x > middle;
          scene.links.push({ from, to: at, line, end: beyond ? [Math.max(right, item.x + 16 + Look.width(item.text, item.size)), item.y] : null });
        }
      });
    });
  }
  /* On a phone: each thing with what only it has, in groups, and between them what they share. */
  function tall(scene, starts, outer, shared) {
    const room = scene.width - 60, HEAD = 30, SPACE = 14;
    outer.forEach((blocks) => blocks.forEach((item) => { if (!item.fixed) item.grouped = true; }));
    const columns = () => (Rows.widest(shared) + 26 <= room / 2 ? 2 : 1);
    const needed = () => 24 + outer.reduce((sum, blocks) => sum + HEAD + Rows.total(blocks, 1) + SPACE, 0) + Rows.total(shared, columns()) + SPACE;
    // The longest list gets shorter until everything fits.
    const lists = outer.filter((blocks) => blocks.length);
    while (needed() > scene.height && lists.length) {
      const longest = lists.reduce((a, b) => (b.length > a.length ? b : a));
      if (!fold(longest)) lists.splice(lists.indexOf(longest), 1);
    }
    Rows.shrink(shared, () => needed() <= scene.height);
    let y = 12;
    const put = (number) => {
      const start = starts[number];
      scene.at.set(start, scene.items.length);
      scene.items.push({ node: start, key: "node " + start, x: 22, y: y + 12, r: 10, side: 1, text: Look.cut(Model.name(start), room, 15, 650), size: 15, strong: true });
      y = Rows.place(scene, outer[number], { top: y + HEAD, width: room, columns: 1, side: 1, inner: () => 48, from: scene.at.get(start) }) + SPACE;
    };
    put(0);
    if (shared.length) y = Rows.place(scene, shared, { top: y, width: room, columns: columns(), side: 1, inner: () => 48, from: undefined }) + SPACE;
    starts.slice(1).forEach((_, number) => put(number + 1));
    scene.height = Math.max(scene.height, y);
  }
  /* Put the block with the fewest members into the last one, "others"; false if there is none left. */
  function fold(blocks) {
    const key = "others " + blocks[0].key;
    if (Model.filters.opened.has(key)) return false;
    const rest = blocks.find((item) => item.others);
    const free = blocks.filter((item) => item !== rest && !item.fixed);
    if (blocks.length < 4 || !free.length) return false;
    const smallest = free.reduceRight((a, b) => (b.members.length < a.members.length ? b : a));
    const members = [...smallest.members, ...(rest ? rest.members : [])];
    const kept = blocks.filter((item) => item !== rest && item !== smallest);
    blocks.splice(0, blocks.length, ...kept, { ...smallest, key: rest ? rest.key : key, caption: Texts.say("rest"), brief: "", members, planned: 0, grouped: true, others: true });
    return true;
  }

  return (scene) => {
    const starts = Model.data.starts;
    const owners = divided(starts);
    const common = sharedSectors(starts, owners), shared = common.map(blockOf);
    const outer = starts.map((start, place) => {
      const own = [...owners].filter(([, who]) => who.size === 1 && who.has(place)).map(([node, who]) => [node, who.get(place)]);
      return Sectors.of(start, own).map((sector) => ({ ...blockOf(sector), shared: sharedOf(common, place, sector) }));
    });
    (scene.width < 620 ? tall : wide)(scene, starts, outer, shared);
  };
})();
