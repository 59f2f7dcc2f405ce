"use strict";
/* A surface that writes SVG text. */
const SvgSurface = (width, height) => {
  const out = [];
  const n = (value) => String(Math.round(value * 10) / 10);
  const escape = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[sign]));
  function paint({ fill, stroke, width: thick, dash, alpha }) {
    return ` fill="${fill || "none"}"` + (stroke ? ` stroke="${stroke}" stroke-width="${n(thick || 1)}"` : "")
      + (dash ? ` stroke-dasharray="${dash.join(" ")}"` : "") + (alpha !== undefined && alpha < 1 ? ` opacity="${n(alpha)}"` : "");
  }
  return {
    width, height,
    line(points, { colour, width: thick, dash, alpha, square, straight }) {
      const at = points.map(([x, y]) => `${n(x)} ${n(y)}`);
      const path = square || straight || points.length !== 4 ? "M" + at.join("L") : `M${at[0]}C${at.slice(1).join(" ")}`;
      out.push(`<path d="${path}"${paint({ stroke: colour, width: thick, dash, alpha })}/>`);
    },
    circle(x, y, r, style) { out.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"${paint(style)}/>`); },
    pill(x, y, wide, high, style) { out.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(wide)}" height="${n(high)}" rx="${n(high / 2)}"${paint(style)}/>`); },
    box(x, y, wide, high, style) { out.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(wide)}" height="${n(high)}"${paint(style)}/>`); },
    glyphs(shape, places, style) {
      if (!places.length) return;
      const corners = Look.SHAPES[shape];
      const path = places.map(([x, y, r]) => (corners
        ? "M" + corners.map(([dx, dy]) => `${n(x + dx * r)} ${n(y + dy * r)}`).join("L") + "Z"
        : `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`)).join("");
      out.push(`<path d="${path}"${paint(style)}/>`);
    },
    text(words, x, y, { size, weight, align, colour, halo, alpha }) {
      const anchor = align === "center" ? "middle" : align === "right" ? "end" : "start";
      const around = halo ? ` paint-order="stroke" stroke="${halo}" stroke-width="3" stroke-linejoin="round"` : "";
      out.push(`<text x="${n(x)}" y="${n(y)}" dy="0.35em" font-size="${n(size)}" font-weight="${weight || 400}" text-anchor="${anchor}" fill="${colour}"${around}${alpha !== undefined && alpha < 1 ? ` opacity="${n(alpha)}"` : ""}>${escape(words)}</text>`);
    },
    file(title) {
      return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(Look.FONT)}" role="img"><title>${escape(title)}</title>\n${out.join("\n")}\n</svg>\n`;
    },
  };
};
