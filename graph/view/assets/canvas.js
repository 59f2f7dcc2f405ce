"use strict";
/* A surface that draws on a canvas; see svg.js for the other one.  Both have the same methods. */
const CanvasSurface = (context, width, height) => {
  function alpha(value, action) {
    context.globalAlpha = value === undefined ? 1 : value;
    action();
    context.globalAlpha = 1;
  }
  function trace(shape, x, y, r) {
    const corners = Look.SHAPES[shape];
    if (!corners) { context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); return; }
    corners.forEach(([dx, dy], number) => { if (number) context.lineTo(x + dx * r, y + dy * r); else context.moveTo(x + dx * r, y + dy * r); });
    context.closePath();
  }
  function finish({ fill, stroke, width: thick, dash }) {
    if (fill) { context.fillStyle = fill; context.fill(); }
    if (stroke) { context.strokeStyle = stroke; context.lineWidth = thick || 1; context.setLineDash(dash || []); context.stroke(); }
  }
  return {
    width, height,
    line(points, { colour, width: thick, dash, alpha: shade, square, straight }) {
      alpha(shade, () => {
        context.beginPath();
        context.moveTo(...points[0]);
        if (square || straight || points.length !== 4) points.slice(1).forEach((point) => context.lineTo(...point));
        else context.bezierCurveTo(...points[1], ...points[2], ...points[3]);
        context.strokeStyle = colour; context.lineWidth = thick; context.setLineDash(dash || []);
        context.stroke();
      });
    },
    circle(x, y, r, style) { context.beginPath(); trace("dot", x, y, r); finish(style); },
    pill(x, y, wide, high, style) { context.beginPath(); context.roundRect(x, y, wide, high, high / 2); finish(style); },
    box(x, y, wide, high, style) { context.beginPath(); context.rect(x, y, wide, high); finish(style); },
    glyphs(shape, places, style) {
      alpha(style.alpha, () => {
        context.beginPath();
        places.forEach(([x, y, r]) => trace(shape, x, y, r));
        finish(style);
      });
    },
    text(words, x, y, { size, weight, align, colour, halo, alpha: shade }) {
      alpha(shade, () => {
        context.font = Look.font(size, weight);
        context.textAlign = align || "left";
        context.textBaseline = "middle";
        if (halo) {
          context.lineJoin = "round"; context.lineWidth = 3; context.setLineDash([]); context.strokeStyle = halo;
          context.strokeText(words, x, y);
        }
        context.fillStyle = colour;
        context.fillText(words, x, y);
      });
    },
  };
};
