"use strict";
/* What the signs of a picture mean: filled and hollow glyphs, kinds of lines, the mark of what
   nothing confirms.  Only signs that the picture has are explained. */
const Legend = (() => {
  const { data } = Model;

  /* Each sign with its text: {kind, text}; kind is a kind of line, "filled" or "unverified". */
  function signs(scene) {
    const lines = new Set(scene.links.map((link) => Painter.styleOf(link).kind));
    const found = [];
    const add = (kind, text) => found.push({ kind, text });
    if (Scene.hasHollow(scene)) {
      add("filled", Texts.say("filled"));
      add("planned", Texts.say("hollow"));
    } else if (lines.has("planned")) add("planned", Texts.say("dashed"));
    ["historical", "inferred"].forEach((kind) => { if (lines.has(kind)) add(kind, Texts.say("lineOf", Texts.say(kind))); });
    if (scene.items.some((item) => item.mark)) add("unverified", Texts.of(data.grades[data.grades.length - 1]));
    return found;
  }
  /* The width of a sign, in pixels at size 13. */
  function widthOf({ kind }) { return kind === "filled" ? 14 : kind === "unverified" ? 9 : 36; }
  /* Draw a sign on a surface: a glyph, a piece of line, or both. */
  function paint(surface, { kind }, x, y, big, colours, hollow) {
    if (kind === "filled") surface.glyphs("dot", [[x + 7 * big, y, 6 * big]], { fill: colours.soft });
    else if (kind === "unverified") surface.text(Rows.MARK, x, y, { size: 14 * big, weight: 650, colour: colours.warn });
    else {
      const { dashes } = data.kinds[kind];
      const from = x + (kind === "planned" && hollow ? 16 * big : 0);
      surface.line([[from, y], [x + 34 * big, y]], { colour: colours[kind], width: 1.4 * big, dash: dashes && dashes.map((one) => one * big * 0.7), straight: true });
      if (kind === "planned" && hollow) surface.glyphs("dot", [[x + 7 * big, y, 6 * big]], { stroke: colours.planned, width: 1.4 * big, dash: [2.2 * big, 1.6 * big] });
    }
  }
  /* The signs at the foot of the stage, as HTML; each is a small picture with its text. */
  function show(scene, dark) {
    const host = document.getElementById("legend");
    const hollow = Scene.hasHollow(scene), found = signs(scene);
    host.replaceChildren(...found.map((sign) => {
      const element = document.createElement("span");
      element.dataset.kind = sign.kind;
      const canvas = document.createElement("canvas");
      const ratio = window.devicePixelRatio || 1, wide = widthOf(sign);
      canvas.width = wide * ratio; canvas.height = 16 * ratio;
      canvas.style.width = wide + "px"; canvas.style.height = "16px";
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      paint(CanvasSurface(context, wide, 16), sign, 0, 8, 1, Look.colours(dark), hollow);
      element.append(canvas, document.createTextNode(sign.text));
      return element;
    }));
    host.hidden = !found.length;
  }
  return { signs, widthOf, paint, show };
})();
