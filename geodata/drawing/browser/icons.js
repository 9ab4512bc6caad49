// Glyphs as SVG elements. Their paths, one a shape in a box of 20 by 20, come from the style table.
// Nothing here takes markup: text only ever reaches the page through textContent.
import { wardrobe } from "./look.js";

const NS = "http://www.w3.org/2000/svg";
let shapes = {}; // path by name, from the style table


export function svg(name, attributes, children) {
  const node = document.createElementNS(NS, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  (children || []).forEach((child) => node.appendChild(child));
  return node;
}

export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

// A shape with a halo, so that it reads on any relief. `look`: colour, hollow, dash, size (pixels).
export function glyph(shape, look) {
  const path = shapes[shape] || shapes.circle;
  const size = look.size || 18;
  const { halo, outline } = wardrobe.now, colour = wardrobe.colour(look.colour), fill = look.hollow ? halo : colour;
  return svg("svg", { viewBox: "-2 -2 24 24", width: size, height: size, "aria-hidden": "true" }, [
    svg("path", { d: path, fill: "none", stroke: halo, "stroke-width": 5, "stroke-linejoin": "round" }),
    svg("path", { d: path, fill: "none", stroke: look.dash ? "none" : outline, "stroke-width": 3.4, "stroke-linejoin": "round" }), // gaps stay light
    svg("path", {
      d: path, fill: fill, stroke: look.hollow ? colour : halo,
      "stroke-width": look.hollow ? 2.4 : 1.2, "stroke-dasharray": look.dash || "none", "stroke-linejoin": "round",
    }),
  ]);
}

function arc(radius, from, to) {
  const at = (turn) => {
    const angle = turn * 2 * Math.PI - Math.PI / 2;
    return (radius * Math.cos(angle)).toFixed(3) + " " + (radius * Math.sin(angle)).toFixed(3);
  };
  return "M" + at(from) + "A" + radius + " " + radius + " 0 " + (to - from > 0.5 ? 1 : 0) + " 1 " + at(to);
}

// A ring with one equal part per side that takes part, and the number of events inside.
export function ring(colours, text, size) {
  const gap = colours.length > 1 ? 0.012 : 0, { halo, outline } = wardrobe.now;
  const parts = colours.map(wardrobe.colour).map((colour, i) => {
    const from = i / colours.length + gap, to = (i + 1) / colours.length - gap;
    const d = colours.length === 1 ? arc(8.4, 0, 0.5) + arc(8.4, 0.5, 1) : arc(8.4, from, to);
    return svg("path", { d: d, fill: "none", stroke: colour, "stroke-width": 3.8 });
  });
  const label = svg("text", {
    x: 0, y: 0, dy: "0.36em", "text-anchor": "middle", class: "cm-ring-text",
    "font-size": text.length > 2 ? 6 : text.length > 1 ? 8 : 9.5,
  });
  label.textContent = text;
  return svg("svg", { viewBox: "-12.5 -12.5 25 25", width: size, height: size, "aria-hidden": "true" }, [
    svg("circle", { r: 12, fill: halo }),
    svg("circle", { r: 11, fill: "none", stroke: outline, "stroke-width": 1.4 }),
    svg("circle", { r: 6.6, fill: halo }), ...parts, label,
  ]);
}

// A sample of a line for the legend.
export function stroke(line) {
  return svg("svg", { viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" }, [
    svg("line", { x1: 2, y1: 5, x2: 32, y2: 5, stroke: line.colour, "stroke-width": line.width || 3,
      "stroke-dasharray": line.dash || "none", "stroke-linecap": line.round ? "round" : "butt" }),
  ]);
}

// Signs of buttons, drawn because fonts differ in which of them they have. One path each, in a box of 20 by 20.
const SIGNS = {
  play: "M6 3.5v13l11-6.5z", pause: "M5 4h3.6v12H5zM11.4 4H15v12h-3.6z", close: "M5 3.6L10 8.6l5-5 1.4 1.4-5 5 5 5-1.4 1.4-5-5-5 5-1.4-1.4 5-5-5-5z",
  back: "M4 4h2.4v12H4zM16 4v12l-8.5-6z", on: "M13.6 4H16v12h-2.4zM4 4v12l8.5-6z",
  loop: "M10 3.2a6.8 6.8 0 0 1 6 3.6V3.6h2v6.6h-6.6v-2h3.2A4.8 4.8 0 1 0 14.7 11h2.1A6.8 6.8 0 1 1 10 3.2z",
  keep: "M2.5 4h15v12h-15zM4.5 6v8h11V6zM9 7h2v2h2v2h-2v2H9v-2H7V9h2z",
  home: "M10 2.5L18 9.6h-2.2V17h-4v-4.6H8.2V17h-4V9.6H2z",
  notes: "M3 4h14v2H3zM3 9h14v2H3zM3 14h9v2H3z", blank: "M2.5 4h15v12h-15z",
  keys: "M1.5 5h17v10h-17zM3 6.5v7h14v-7zM4.5 8h2v2h-2zM8 8h2v2H8zM11.5 8h2v2h-2zM6 11h8v1.6H6z",
  move: "M10 .8l3 3.4h-2.1v4.9h4.9V7l3.4 3-3.4 3v-2.1h-4.9v4.9H13l-3 3.4-3-3.4h2.1v-4.9H4.2V13L.8 10l3.4-3v2.1h4.9V4.2H7z",
};

export function sign(name) {
  return svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", class: "cm-sign" }, [
    svg("path", { d: SIGNS[name], fill: "currentColor" }),
  ]);
}

export const learnShapes = (table) => { shapes = table; };
