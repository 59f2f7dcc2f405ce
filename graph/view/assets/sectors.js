"use strict";
/* Sectors: the neighbours of a thing by relation and kind, each with a caption.  A neighbour stands
   in one sector only, that of its rarest relation: an industry that a zone leads and has is led. */
const Sectors = (() => {
  const { data } = Model;
  const order = new Map(data.classes.map((cls, place) => [cls.name, place]));
  const SMALL = 3;

  function isPlanned(parts) { return parts.every((part) => part.kind === "planned"); }

  /* Relations of a line, seen from one end: "hasIndustry" or "locatedIn<" for an incoming one. */
  function relationsOf(line, centre) {
    return Model.visible.lines.get(line).map((part) => part.p + (part.from === centre ? "" : "<"));
  }
  function relationName(key) {
    const incoming = key.endsWith("<");
    const term = data.predicates[incoming ? key.slice(0, -1) : key];
    if (!incoming) return Texts.of(term);
    return term.inverse ? Texts.of(term.inverse) : "";
  }
  function caption(cls, key, only) {
    const kind = Model.className(cls), relation = relationName(key);
    if (!relation) return only ? kind : Texts.say("with", kind, Texts.of(data.predicates[key.slice(0, -1)]));
    if (relation.toLowerCase().includes(kind.toLowerCase())) return relation;
    return only ? kind : Texts.say("with", kind, relation);
  }

  /* Sectors of [thing, line] pairs around a centre, in the order of the classes. */
  function of(centre, pairs) {
    const frequency = new Map();
    const all = pairs.map(([node, line]) => {
      const cls = Model.nodes[node].c;
      const relations = relationsOf(line, centre).map((relation) => cls + " " + relation);
      new Set(relations).forEach((key) => frequency.set(key, (frequency.get(key) || 0) + 1));
      return { node, line, relations, planned: isPlanned(Model.visible.lines.get(line)) };
    });
    const sectors = new Map(), elsewhere = new Set();
    for (const member of all) {
      const key = member.relations.reduce((a, b) => (frequency.get(b) < frequency.get(a) ? b : a));
      if (!sectors.has(key)) {
        const [cls, relation] = key.split(" ");
        sectors.set(key, { key: `${centre} ${key}`, cls, relation, members: [] });
      }
      sectors.get(key).members.push(member);
      member.relations.forEach((relation) => { if (relation !== key) elsewhere.add(relation); });
    }
    const found = merged([...sectors.values()], centre);
    const ofClass = new Map();
    found.forEach((sector) => ofClass.set(sector.cls, (ofClass.get(sector.cls) || 0) + 1));
    found.forEach((sector) => {
      // Some things of this relation stand in another sector: what is left are the others.
      const rest = elsewhere.has(`${sector.cls} ${sector.relation}`) && ofClass.get(sector.cls) > 1;
      sector.rest = rest;
      sector.caption = sector.caption || (rest && Texts.say("others", Model.className(sector.cls))) || caption(sector.cls, sector.relation, ofClass.get(sector.cls) === 1);
      sort(sector.members);
    });
    return found.sort((a, b) => rank(a) - rank(b) || a.rest - b.rest || a.members.length - b.members.length);
  }
  /* Where a thing lies is told last: one knows it already. */
  function rank(sector) {
    if (sector.relation === "locatedIn") return 999;
    return order.has(sector.cls) ? order.get(sector.cls) : 99;
  }
  /* Reached before planned, well connected before lonely, then by name. */
  function sort(members) {
    members.sort((a, b) => a.planned - b.planned
      || Model.linesOf[b.node].length - Model.linesOf[a.node].length || (Model.name(a.node) < Model.name(b.node) ? -1 : 1));
  }
  /* Small sectors of one relation (a city, a province) become one sector, named after it. */
  function merged(sectors, centre) {
    const byRelation = new Map();
    for (const sector of sectors) {
      const small = sector.members.length <= SMALL && relationName(sector.relation);
      const key = small ? sector.relation : sector.key;
      if (!byRelation.has(key)) byRelation.set(key, []);
      byRelation.get(key).push(sector);
    }
    return [...byRelation.values()].map((same) => (same.length === 1 ? same[0] : {
      key: `${centre} ${same[0].relation}`, cls: same[0].cls, relation: same[0].relation,
      caption: relationName(same[0].relation), members: same.flatMap((sector) => sector.members), mixed: true,
    }));
  }
  return { of, isPlanned, sort, rank, relationName };
})();
