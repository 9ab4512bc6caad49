// What is chosen stands between four corners, whatever its own colour and shape: a mark, an area, a country, a waypoint.
import { element, svg } from "./icons.js";

const ROOM = 7, LEAST = 38, STROKE = 9; // pixels: around what is chosen; the least size; half of the widest stroke and more

// Four corners of a box of that size in pixels.
function corners(w, h) {
  const long = Math.max(9, Math.min(26, 0.28 * Math.min(w, h))), o = STROKE, x = o + w, y = o + h;
  return [
    "M" + o + " " + (o + long) + "V" + o + "H" + (o + long), "M" + (x - long) + " " + o + "H" + x + "V" + (o + long),
    "M" + x + " " + (y - long) + "V" + y + "H" + (x - long), "M" + (o + long) + " " + y + "H" + o + "V" + (y - long),
  ].join("");
}

function sign(w, h) {
  const d = corners(w, h), look = { d, fill: "none", "stroke-linecap": "square", "stroke-linejoin": "miter" };
  const size = { width: w + 2 * STROKE, height: h + 2 * STROKE };
  return svg("svg", { ...size, "aria-hidden": "true" }, ["halo", "edge", "core"].map((part) => svg("path", { ...look, class: "cm-chosen-" + part })));
}

export class Chosen {
  constructor(map) {
    this.map = map;
    this.pane = map.createPane("cm-chosen");
    this.pane.style.zIndex = 630; // over the marks: on a small map they lie close together
    this.pane.style.pointerEvents = "none";
    this.things = [];
    map.on("zoomend viewreset", () => this.draw());
    map.on("zoomstart", () => { this.pane.style.opacity = 0; });
  }

  // `things`: {latlng, size: [width, height] in pixels, offset: [x, y]} or {bounds}.
  update(things) {
    this.things = things;
    this.draw();
  }

  // The box of a thing in the map's layer: [x, y, width, height].
  box({ latlng, size, offset = [0, 0], bounds }) {
    if (latlng) {
      const p = this.map.latLngToLayerPoint(latlng), [w, h] = size.map((length) => Math.max(LEAST, length + 2 * ROOM));
      return [p.x + offset[0] - w / 2, p.y + offset[1] - h / 2, w, h];
    }
    const a = this.map.latLngToLayerPoint(bounds.getNorthWest()), b = this.map.latLngToLayerPoint(bounds.getSouthEast());
    const w = Math.max(LEAST, b.x - a.x + 2 * ROOM), h = Math.max(LEAST, b.y - a.y + 2 * ROOM);
    return [(a.x + b.x - w) / 2, (a.y + b.y - h) / 2, w, h];
  }

  draw() {
    this.pane.style.opacity = 1;
    this.pane.replaceChildren(...this.things.map((thing) => {
      const [x, y, w, h] = this.box(thing), node = element("div", "cm-chosen-sign");
      node.appendChild(sign(w, h));
      L.DomUtil.setPosition(node, L.point(Math.round(x - STROKE), Math.round(y - STROKE)));
      return node;
    }));
  }
}
