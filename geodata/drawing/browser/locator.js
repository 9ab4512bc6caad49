// A small map in the corner of a close-up: the outlines of the region, and where in it this view lies.
import { element, svg } from "./icons.js";
import { Outline, rings } from "./outlines.js";
import { gettext } from "./words.js";

const NEAR = 6.5; // from this zoom on a view no longer shows where it lies
const REGION = { west: -18, south: -2, east: 29, north: 31 }; // degrees
const WIDE = 104, LEAST = 7; // pixels: the small map; the least side of the box
const FINE = 0.9; // pixels between two points of an outline

const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) * 180 / Math.PI;
const PART = WIDE / (REGION.east - REGION.west), TOP = mercator(REGION.north);
const HIGH = Math.round((TOP - mercator(REGION.south)) * PART);
const at = ([lng, lat]) => [(lng - REGION.west) * PART, (TOP - mercator(Math.max(-80, Math.min(80, lat)))) * PART];

// An outline as a path, without the points that so small a map cannot show.
function path(geometry) {
  return rings(geometry).map((ring) => {
    const kept = [];
    for (const point of ring.map(at)) {
      const last = kept[kept.length - 1];
      if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > FINE) kept.push(point);
    }
    return kept.length > 2 ? "M" + kept.map((point) => point.map((length) => length.toFixed(1)).join(" ")).join("L") + "Z" : "";
  }).join("");
}

// The box of a view, in pixels of the small map: never smaller than can be seen, and never outside.
export function frameBox({ south, west, north, east }) {
  const [x0, y0] = at([west, north]), [x1, y1] = at([east, south]);
  const w = Math.max(LEAST, x1 - x0), h = Math.max(LEAST, y1 - y0);
  const inside = (middle, length, room) => Math.max(0, Math.min(room - length, middle - length / 2));
  return { x: inside((x0 + x1) / 2, w, WIDE), y: inside((y0 + y1) / 2, h, HIGH), width: Math.min(w, WIDE), height: Math.min(h, HIGH) };
}

class Locator {
  // `names`: English names of countries to those of another language.
  constructor(map, countries, subjects, names) {
    this.map = map;
    this.countries = countries;
    this.names = names;
    const paths = countries.map((f) => svg("path", { d: path(f.geometry), class: subjects.includes(f.properties.iso_a3) ? "cm-locator-subject" : "cm-locator-land" }));
    this.frame = svg("rect", { class: "cm-locator-frame" });
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      this.box = element("div", "cm-locator");
      this.box.setAttribute("role", "img");
      this.box.appendChild(svg("svg", { viewBox: "0 0 " + WIDE + " " + HIGH, width: WIDE, height: HIGH, "aria-hidden": "true" }, [...paths, this.frame]));
      return this.box;
    };
    control.addTo(map);
    map.on("moveend zoomend resize", () => this.update());
    this.update();
  }

  update() {
    const near = this.map.getZoom() >= NEAR, was = this.box.hidden;
    this.box.hidden = !near;
    if (near) {
      const shown = this.map.getBounds();
      const box = frameBox({ south: shown.getSouth(), west: shown.getWest(), north: shown.getNorth(), east: shown.getEast() });
      for (const name in box) this.frame.setAttribute(name, box[name].toFixed(1));
      const where = this.seen(shown);
      this.box.setAttribute("aria-label", where.length ? gettext("Small map of West and Central Africa; this view lies in {countries}", { countries: where.join(gettext(", ")) })
        : gettext("Small map of West and Central Africa with the frame of this view"));
    }
    if (was !== this.box.hidden) this.map.fire("cm:legend"); // the labels make room
  }

  // The countries in the view, by name: those that hold one of nine points of it.
  seen(shown) {
    const parts = [0.1, 0.5, 0.9], south = shown.getSouth(), west = shown.getWest(), high = shown.getNorth() - south, wide = shown.getEast() - west;
    const points = parts.flatMap((i) => parts.map((k) => ({ x: west + wide * k, y: south + high * i })));
    return this.countries.filter((f) => {
      const outline = new Outline(rings(f.geometry).map((ring) => ring.map(([x, y]) => ({ x, y }))));
      return points.some((point) => outline.has(point));
    }).map((f) => this.names[f.properties.name] || f.properties.name);
  }
}

const overlaps = (f) => rings(f.geometry).some((ring) => ring.some(([lng, lat]) => lng > REGION.west && lng < REGION.east && lat > REGION.south && lat < REGION.north));

// None where the basemap has nothing of the region.
export function addLocator(map, countries, subjects, names) {
  const found = countries.features.filter(overlaps);
  return found.length ? new Locator(map, found, subjects, names) : null;
}
