// Labels that never cover a mark or each other.
// Greedy placement, most important first: each label tries its anchors and is left out when none is free.
import { CountryNames } from "./country_names.js";
import { element } from "./icons.js";
import { wardrobe } from "./look.js";
import { shared } from "./shared.js";

const LINE = 1.22; // line height in em
const HUE = 74; // per cent of a colour in words of that colour: with so much ink they stand out from any relief by 4.5:1

// Fonts by class; sizes in pixels. Kept here because text has to be measured before it is placed.
const FACES = {
  country: { size: 14, weight: 600, spacing: 4, upper: true },
  country2: { size: 13, weight: 600, spacing: 2, upper: true },
  country3: { size: 12, weight: 600, spacing: 0.4, upper: true },
  region: { size: 12, weight: 500, spacing: 2, upper: true },
  physical: { size: 12, weight: 400, italic: true, spacing: 0.6 },
  water: { size: 12, weight: 400, italic: true, spacing: 0.4 },
  town1: { size: 14, weight: 600 },
  town2: { size: 13, weight: 500 },
  town3: { size: 12, weight: 500 },
  place: { size: 13, weight: 600 },
  date: { size: 12.5, weight: 600 },
  area: { size: 14, weight: 700 },
  rim: { size: 16, weight: 700 },
  leg: { size: 12, weight: 600 },
};
const ANCHORS = ["right", "left", "bottom", "top", "bottom-right", "bottom-left", "top-right", "top-left"];
const ink = document.createElement("canvas").getContext("2d");

function width(line, face, family) {
  ink.font = (face.italic ? "italic " : "") + face.weight + " " + face.size + "px " + family;
  const text = face.upper ? line.toLocaleUpperCase() : line;
  return (ink.measureText(text).width + (face.spacing || 0) * text.length) * wardrobe.now.type;
}

function box(point, size, anchor, gap) {
  const [w, h] = size;
  if (anchor === "center") return [point.x - w / 2, point.y - h / 2, w, h];
  let x = point.x - w / 2, y = point.y - h / 2;
  if (anchor.includes("right")) x = point.x + gap;
  if (anchor.includes("left")) x = point.x - gap - w;
  if (anchor.includes("bottom")) y = point.y + gap;
  if (anchor.includes("top")) y = point.y - gap - h;
  if (anchor === "bottom-right" || anchor === "top-right") x = point.x + gap * 0.4;
  if (anchor === "bottom-left" || anchor === "top-left") x = point.x - gap * 0.4 - w;
  return [x, y, w, h];
}

// A line as a chain of small boxes, so that no word lies on it.
function chain(points, taken) {
  const step = 9, half = 5;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i], parts = Math.min(400, Math.ceil(a.distanceTo(b) / step));
    for (let k = 0; k <= parts; k++) {
      const x = a.x + (b.x - a.x) * k / (parts || 1), y = a.y + (b.y - a.y) * k / (parts || 1);
      taken.push([x - half, y - half, 2 * half, 2 * half]);
    }
  }
}

const hits = (a, b) => a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];

const within = (at, [x, y, w, h]) => at.x > x && at.x < x + w && at.y > y && at.y < y + h;
const nearest = (p, [x, y, w, h]) => L.point(Math.max(x, Math.min(x + w, p.x)), Math.max(y, Math.min(y + h, p.y)));

// Points of the line that ties a label to its place, from there to its box.
function leader(from, box) {
  const to = nearest(from, box), parts = Math.ceil(from.distanceTo(to) / 4) || 1;
  return Array.from({ length: parts + 1 }, (_, k) => L.point(from.x + (to.x - from.x) * k / parts, from.y + (to.y - from.y) * k / parts));
}

export class Labels {
  // `map` is a Leaflet map; labels live in a pane of their own and take no clicks.
  constructor(map) {
    this.map = map;
    this.pane = map.createPane("cm-labels");
    this.pane.style.zIndex = 640;
    this.pane.style.pointerEvents = "none";
    this.sources = new Map();
    this.family = getComputedStyle(map.getContainer()).fontFamily;
    this.nodes = new Map();
    this.taken = []; // after each placing, where anything stands: boxes [x, y, width, height] in the window
    map.on("moveend zoomend resize viewreset cm:legend", () => this.place());
    map.on("cm:look", () => this.schedule());
    map.on("zoomstart", () => { this.pane.style.opacity = 0; });
  }

  // The countries that the story is about, whose names are never left out; see country_names.js.
  learn(countries) {
    this.names = new CountryNames(this.map, countries, (lines, face) => this.size(lines, FACES[face]));
    this.schedule();
  }

  // Give the labels and obstacles of one layer. A label: {key, latlng, text or lines, face, rank, gap, anchors,
  // elsewhere (other points that serve as well), minZoom, maxZoom, colour, home (code of the country that it must not
  // leave for another of the story's)}. An obstacle: {latlng, size: [width, height], maxZoom} in pixels, or {path} of a line.
  set(name, labels, obstacles) {
    this.sources.set(name, { labels: labels || [], obstacles: obstacles || [] });
    this.schedule();
  }

  schedule() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => { this.pending = null; this.place(); });
  }

  place() {
    const map = this.map, zoom = map.getZoom(), size = map.getSize();
    if (!size.x || !size.y) return;
    const fixed = this.controlBoxes(), taken = [...fixed], marks = [], all = [];
    for (const { labels, obstacles } of this.sources.values()) {
      for (const label of labels) {
        if (zoom >= (label.minZoom || 0) && zoom <= (label.maxZoom || 99)) all.push(label);
      }
      for (const mark of obstacles) {
        if (mark.path) { chain(mark.path.map((at) => map.latLngToContainerPoint(at)), taken); continue; }
        if (zoom > (mark.maxZoom || 99)) continue;
        const p = map.latLngToContainerPoint(mark.latlng), [w, h] = mark.size;
        marks.push([p.x - w / 2, p.y - h / 2, w, h]);
      }
    }
    taken.push(...marks);
    all.sort((a, b) => a.rank - b.rank);
    const named = new Set(), keep = new Map();
    const name = (subject) => (this.names ? this.names.place(subject, size, fixed, taken) : []).forEach(([label, spot]) => {
      taken.push(spot.slice(0, 4));
      keep.set(label.key, [label, spot]);
    });
    name(true);
    let neighbours = false;
    for (const label of all) {
      if (label.rank > 0 && !neighbours) { name(false); neighbours = true; } // the fighting goes before the country beside it
      if (label.name && named.has(label.name)) continue;
      const spot = this.spot(label, taken, size, marks) || (label.reach && this.spot(label, taken, size, []));
      if (!spot) continue;
      taken.push([spot[0] - 2, spot[1] - 1, spot[2] + 4, spot[3] + 2]);
      (label.names || [label.name]).forEach((name) => name && named.add(name));
      keep.set(label.key, [label, spot]);
    }
    if (!neighbours) name(false);
    this.draw(keep);
    this.pane.style.opacity = 1;
    this.taken = taken;
    map.fire("cm:labels");
  }

  // The legend, the buttons, the scale and a briefing's words lie over the map: no label goes under them.
  controlBoxes() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const { view = {} } = (shared.presenting && shared.renderer.state) || {};
    const words = [[0, 0, frame.width, view.top || 0], [0, frame.height - (view.bottom || 0), frame.width, view.bottom || 0]].filter((box) => box[3]);
    return [...words, ...[...this.map.getContainer().querySelectorAll(".leaflet-control")].map((node) => {
      const r = node.getBoundingClientRect();
      return [r.left - frame.left - 3, r.top - frame.top - 3, r.width + 6, r.height + 6];
    })];
  }

  size(lines, face) {
    return [Math.max(...lines.map((line) => width(line, face, this.family))) + 2, lines.length * face.size * wardrobe.now.type * LINE];
  }

  // Room for a label; its line crosses none of the `marks`.
  spot(label, taken, size, marks) {
    const [w, h] = this.size(label.lines || [label.text], FACES[label.face]);
    for (const latlng of [label.latlng, ...(label.elsewhere || [])]) {
      const point = this.map.latLngToContainerPoint(latlng);
      if (point.x < -w || point.y < -h || point.x > size.x + w || point.y > size.y + h) continue;
      for (const reach of label.reach || [0]) for (const anchor of label.anchors || ANCHORS) {
        const gap = reach || (anchor === "top" || anchor === "bottom" ? label.rise || label.gap : label.gap);
        const b = box(point, [w, h], anchor, gap || 0);
        const inside = b[0] >= 2 && b[1] >= 2 && b[0] + b[2] <= size.x - 2 && b[1] + b[3] <= size.y - 2;
        if (!inside || taken.some((other) => hits(b, other))) continue;
        const line = reach > label.gap ? leader(point, b) : [];
        if (line.some((at) => marks.some((mark) => within(at, mark) && !within(point, mark)))) continue;
        if (!label.home || !this.names || !this.names.strays(label.home, b, line)) return [...b, anchor, reach > label.gap];
      }
    }
    return null;
  }

  draw(keep) {
    for (const [key, node] of this.nodes) {
      if (!keep.has(key.replace(/-dot$/, ""))) { node.remove(); this.nodes.delete(key); }
    }
    for (const [key, [label, spot]] of keep) {
      let node = this.nodes.get(key);
      const text = (label.lines || [label.text]).join("\n");
      if (!node) {
        node = element("div", "cm-label cm-face-" + label.face);
        this.nodes.set(key, node);
        this.pane.appendChild(node);
      }
      if (node.textContent !== text) node.textContent = text;
      node.style.color = label.colour ? "color-mix(in srgb, " + label.colour + " " + HUE + "%, var(--cm-ink))" : "";
      node.style.textAlign = spot[4].includes("left") ? "right" : spot[4].includes("right") ? "left" : "center";
      node.style.width = spot[2] + "px";
      L.DomUtil.setPosition(node, this.map.containerPointToLayerPoint([spot[0], spot[1]]).round());
      if (label.dot) this.drawDot(key + "-dot", label);
      if (spot[5]) this.drawLeader(key + "-dot", label, spot);
      else if (label.reach && this.nodes.has(key + "-dot")) { this.nodes.get(key + "-dot").remove(); this.nodes.delete(key + "-dot"); }
    }
  }

  // A label that found room only farther away is tied to its place by a thin line.
  drawLeader(key, label, spot) {
    const map = this.map, p = map.latLngToContainerPoint(label.latlng), end = nearest(p, spot);
    let node = this.nodes.get(key);
    if (!node) {
      node = element("div", "cm-leader");
      this.nodes.set(key, node);
      this.pane.appendChild(node);
    }
    const at = map.containerPointToLayerPoint(p), turn = Math.atan2(end.y - p.y, end.x - p.x);
    node.style.width = p.distanceTo(end) + "px";
    node.style.background = label.colour || "";
    node.style.transform = "translate(" + at.x + "px," + at.y + "px) rotate(" + turn + "rad)";
  }

  // A town shows its dot only together with its name: a nameless dot says nothing.
  drawDot(key, label) {
    let node = this.nodes.get(key);
    if (!node) {
      node = element("div", "cm-dot");
      this.nodes.set(key, node);
      this.pane.appendChild(node);
    }
    L.DomUtil.setPosition(node, this.map.latLngToLayerPoint(label.latlng).round());
  }
}

// The style sheet takes the faces from here, so that what is measured is what is drawn.
const rules = Object.entries(FACES).map(([name, f]) =>
  ".cm-face-" + name + "{font:" + (f.italic ? "italic " : "") + f.weight + " calc(" + f.size + "px * var(--cm-type))/" + LINE +
  " var(--cm-font);letter-spacing:calc(" + (f.spacing || 0) + "px * var(--cm-type))" + (f.upper ? ";text-transform:uppercase" : "") + "}");
const sheet = document.createElement("style");
sheet.textContent = rules.join("\n");
document.head.appendChild(sheet);
