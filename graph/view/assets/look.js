"use strict";
/* Colours of the page, shapes of the glyphs, and the width of texts. */
const Look = (() => {
  const FONT = getComputedStyle(document.documentElement).getPropertyValue("--font").replace(/\s+/g, " ").trim();
  const TOKENS = ["ink", "soft", "faint", "paper", "ground", "line", "edge", "accent", "halo", "stated", "planned", "historical", "inferred", "warn"];
  /* The tokens of the style sheet in light or dark, whichever of them the page shows. */
  function coloursOf(name) {
    const probe = document.createElement("i");
    probe.dataset.colours = name;
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const found = Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue("--" + token).trim()]));
    probe.remove();
    return found;
  }
  const LIGHT = coloursOf("light"), DARK = coloursOf("dark");
  // Points of each shape around (0, 0) with radius 1; a dot is a circle.
  const SHAPES = {
    square: polygon(4, 45, 1.12), diamond: polygon(4, 0, 1.2), triangle: polygon(3, -90, 1.25),
    triangleDown: polygon(3, 90, 1.25), hexagon: polygon(6, 0, 1.1), star: star(),
  };
  function polygon(corners, turn, size) {
    return Array.from({ length: corners }, (_, number) => {
      const angle = (turn + (number * 360) / corners) * Math.PI / 180;
      return [size * Math.cos(angle), size * Math.sin(angle)];
    });
  }
  function star() {
    return Array.from({ length: 10 }, (_, number) => {
      const angle = (-90 + number * 36) * Math.PI / 180, size = number % 2 ? 0.58 : 1.35;
      return [size * Math.cos(angle), size * Math.sin(angle)];
    });
  }

  /* On dark paper a class has a lighter tone of its hue. */
  function tone(colour, dark) {
    if (!dark || !/^#[0-9a-f]{6}$/i.test(colour)) return colour;
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    return "#" + parts.map((part) => Math.round(part + (255 - part) * 0.5).toString(16).padStart(2, "0")).join("");
  }

  const context = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function width(text, size, weight) {
    const key = `${weight || 400} ${size} ${text}`;
    if (!widths.has(key)) {
      context.font = font(size, weight);
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  }
  function font(size, weight) { return `${weight || 400} ${size}px ${FONT}`; }

  /* The text, or its beginning with "…", at most so wide. */
  function cut(text, most, size, weight) {
    if (width(text, size, weight) <= most) return text;
    const letters = [...text];
    let low = 0, high = letters.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (width(letters.slice(0, middle).join("") + "…", size, weight) <= most) low = middle; else high = middle - 1;
    }
    return letters.slice(0, low).join("").trimEnd() + "…";
  }
  /* The text in lines of at most this width: at spaces, or between any two Chinese characters. */
  function wrap(text, most, size, weight, lines) {
    const found = [];
    let rest = text;
    while (rest && found.length < lines - 1 && width(rest, size, weight) > most) {
      const pieces = rest.match(/[a-z0-9.,&'’()-]+\s*|\s+|[^a-z0-9]/gi) || [rest];
      let line = "";
      while (pieces.length && width((line + pieces[0]).trimEnd(), size, weight) <= most) line += pieces.shift();
      if (!line) break;
      found.push(line.trim());
      rest = pieces.join("");
    }
    found.push(cut(rest.trim(), most, size, weight));
    return found.filter(Boolean);
  }
  return { FONT, SHAPES, width, font, cut, wrap, tone, colours: (dark) => (dark ? DARK : LIGHT) };
})();
