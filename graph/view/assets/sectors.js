"use strict";
/* Sectors: the neighbours of a thing by relation and kind, each with a caption.  A neighbour stands
   in one sector only, that of its rarest relation: an industry that a zone leads and has is led.
   A caption depends on the class and the relations of all that is compared, so that the same things
   have the same caption beside each of them. */
const Sectors = (() => {
  const { data } = Model;
  const order = new Map(data.classes.map((cls, place) => [cls.name, place]));
  const SMALL = 3;
  const PLACE = "locatedIn";
  const WEAKEST = data.grades[data.grades.length - 1].letter;

  function isPlanned(parts) { return parts.every((part) => part.kind === "planned"); }
  /* Every source of it is of the weakest grade: nothing confirms it. */
  function isUnverified(parts) {
    return parts.every((part) => part.src.length > 0 && part.src.every(([, letter]) => letter === WEAKEST));
  }

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
  /* Whether "hasIndustry" follows from "leadingIndustry", both outgoing or both incoming. */
  function follows(key, other) {
    const incoming = other.endsWith("<");
    const implied = data.predicates[incoming ? other.slice(0, -1) : other].implies || [];
    return implied.some((name) => name + (incoming ? "<" : "") === key);
  }
  /* relations: all by which things of this class are linked with the centre, or with what is compared. */
  function caption(cls, key, relations) {
    if (key === PLACE) return relationName(key);
    const kind = Model.className(cls), relation = relationName(key), only = relations.size === 1;
    if (isRest(key, relations)) return Texts.say("others", kind);
    if (!relation) return only ? kind : Texts.say("with", kind, Texts.of(data.predicates[key.slice(0, -1)]));
    if (relation.toLowerCase().includes(kind.toLowerCase())) return relation;
    return only ? kind : Texts.say("with", kind, relation);
  }
  /* Beside the industries that a zone leads, those that it merely has are the others. */
  function isRest(key, relations) { return [...relations].some((other) => follows(key, other)); }
  /* The relations by class, of all starts together if the centre is one of them. */
  function relationsByClass(centre, pairs) {
    const centres = Model.starts.has(centre) ? [...Model.starts] : [centre];
    const found = new Map();
    const add = (around, from) => around.forEach(([node, line]) => {
      const cls = Model.nodes[node].c;
      if (!found.has(cls)) found.set(cls, new Set());
      relationsOf(line, from).forEach((key) => found.get(cls).add(key));
    });
    add(pairs, centre);
    if (centres.length > 1) centres.forEach((start) => add(Model.around(start), start));
    return found;
  }

  /* Sectors of [thing, line] pairs around a centre, in the order of the classes. */
  function of(centre, pairs) {
    const frequency = new Map();
    const all = pairs.map(([node, line]) => {
      const cls = Model.nodes[node].c;
      const relations = relationsOf(line, centre).map((relation) => cls + " " + relation);
      new Set(relations).forEach((key) => frequency.set(key, (frequency.get(key) || 0) + 1));
      const parts = Model.visible.lines.get(line);
      return { node, line, relations, planned: isPlanned(parts), unverified: isUnverified(parts) };
    });
    const sectors = new Map();
    for (const member of all) {
      const key = member.relations.reduce((a, b) => (frequency.get(b) < frequency.get(a) ? b : a));
      if (!sectors.has(key)) {
        const [cls, relation] = key.split(" ");
        sectors.set(key, { key: `${centre} ${key}`, cls, relation, members: [] });
      }
      sectors.get(key).members.push(member);
    }
    const found = merged([...sectors.values()], centre);
    const known = relationsByClass(centre, pairs);
    found.forEach((sector) => {
      sector.rest = isRest(sector.relation, known.get(sector.cls));
      sector.caption = sector.caption || caption(sector.cls, sector.relation, known.get(sector.cls));
      sector.brief = sector.rest ? "" : relationName(sector.relation);
      sort(sector.members);
    });
    return found.sort((a, b) => rank(a) - rank(b) || a.rest - b.rest || a.members.length - b.members.length);
  }
  /* Where a thing lies is told last: one knows it already. */
  function rank(sector) {
    if (sector.relation === PLACE) return 999;
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
  return { of, isPlanned, isUnverified, sort, rank };
})();
