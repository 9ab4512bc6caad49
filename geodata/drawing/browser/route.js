// The convoy's route: legs with arrows, told apart by dash (how sure) and colour (which phase), and waypoints.
import { element, svg } from "./icons.js";
import { wardrobe } from "./look.js";
import { markIcon, onEnter } from "./marks.js";

// The point half-way along a path on the map plane and the direction there, in degrees clockwise from east.
export function middle(map, path, part) {
  const points = path.map((p) => map.project(p, 10));
  const lengths = points.slice(1).map((p, i) => p.distanceTo(points[i]));
  let left = lengths.reduce((a, b) => a + b, 0) * part;
  for (let i = 0; i < lengths.length; i++) {
    if (left <= lengths[i] || i === lengths.length - 1) {
      const t = lengths[i] ? left / lengths[i] : 0, a = points[i], b = points[i + 1];
      const at = L.point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
      return [map.unproject(at, 10), Math.atan2(b.y - a.y, b.x - a.x) * 180 / Math.PI];
    }
    left -= lengths[i];
  }
}

function arrow(colour, degrees) {
  const node = svg("svg", { viewBox: "-11 -11 22 22", width: 22, height: 22, "aria-hidden": "true" }, [
    svg("path", { d: "M-6 -7L8 0L-6 7L-3 0z", fill: colour, stroke: wardrobe.now.halo, "stroke-width": 1.6,
      "stroke-linejoin": "round", transform: "rotate(" + degrees.toFixed(1) + ")" }),
  ]);
  return node;
}

export class Route {
  /**
   * @param {LeafletMap} map
   * @param {StoryDocument} doc
   * @param {import("./labels.js").Labels} labels
   * @param {(id: Id) => void} choose
   * @param {Aid} aid
   */
  constructor(map, doc, labels, choose, aid) {
    this.map = map;
    this.doc = doc;
    this.labels = labels;
    this.choose = choose;
    this.walk = aid.walk;
    this.tips = aid.tips;
    this.spoken = aid.spoken;
    this.stops = [];
    const pane = map.createPane("cm-route");
    pane.style.zIndex = 400;
    this.renderer = L.svg({ pane: "cm-route", padding: 0.5 });
    this.group = L.layerGroup().addTo(map);
    const scale = () => {
      map.getContainer().classList.toggle("cm-small", map.getZoom() < 6);
      map.getContainer().classList.toggle("cm-middle", map.getZoom() < 7.5);
    };
    map.on("zoomend", scale);
    map.on("cm:look", () => { this.face = null; });
    scale();
  }

  // `shown`: {legs: [ids], waypoints: [ids], lengths: bool, dates: bool, selected: id}
  update(shown) {
    const face = JSON.stringify(shown);
    this.shown = shown;
    if (face === this.face) return;
    this.face = face;
    this.group.clearLayers();
    const labels = [], obstacles = [];
    this.stops = [];
    shown.legs.map((id) => this.doc.legs[id]).forEach((leg) => this.leg(leg, shown, labels, obstacles));
    const seen = new Set(); // the column came back to some places: the first visit gives the mark and its date
    if (shown.dates) shown.waypoints.map((id) => this.doc.waypoints[id]).forEach((point) => {
      if (!seen.has(point.place)) this.waypoint(point, shown, labels, obstacles);
      seen.add(point.place);
    });
    this.labels.set("route", labels, obstacles);
    this.walk.set("route", this.stops);
  }

  // The chosen waypoint, for chosen.js.
  chosen() {
    const { dates, waypoints, selected } = this.shown, point = dates && waypoints.includes(selected) && this.doc.waypoints[selected];
    const place = point && this.doc.places[point.place];
    return place && place.glyph ? [{ latlng: [place.lat, place.lon], size: [16, 16] }] : [];
  }

  leg(leg, shown, labels, obstacles) {
    obstacles.push({ path: leg.path });
    const style = this.doc.style, phase = style.phases[leg.phase], kind = style.legKinds[leg.kind];
    const dash = leg.phase === "intended" ? phase.dash : kind.dash;
    const weight = (leg.phase === "intended" ? phase.width : kind.width) * wardrobe.now.line;
    const base = { pane: "cm-route", renderer: this.renderer, lineCap: leg.kind === "claimed" ? "round" : "butt", smoothFactor: 0 };
    L.polyline(leg.path, { ...base, color: style.halo, weight: weight + 3.5, opacity: 0.8, interactive: false }).addTo(this.group);
    const line = L.polyline(leg.path, { ...base, color: phase.colour, weight: weight, dashArray: dash || null, interactive: true });
    this.tips.give(line, leg.tip, { sticky: true });
    line.on("click", () => this.choose(leg.to));
    line.addTo(this.group);
    if (line.getElement()) this.legStop(line.getElement(), leg);
    const [point, degrees] = middle(this.map, leg.path, leg.km < 60 ? 0.55 : 0.62);
    const from = leg.km < 60 ? "cm-arrow cm-near" : "cm-arrow cm-far"; // arrows appear once their leg is longer than they are
    L.marker(point, { pane: "cm-route", interactive: false, keyboard: false, icon: markIcon(arrow(phase.colour, degrees), 22, from) })
      .addTo(this.group);
    if (shown.lengths) {
      labels.push({ key: "leg " + leg.id, latlng: middle(this.map, leg.path, 0.42)[0], text: leg.label, face: "leg", rank: 20,
        gap: 8, minZoom: leg.km < 60 ? 9 : 7, colour: leg.flag ? style.fighting : phase.colour });
    }
  }

  // A leg comes after the waypoint where it begins; one without dates where it leads to.
  legStop(path, leg) {
    const [first] = [leg.from, leg.to].map((id) => this.doc.waypoints[id]).filter((point) => point && point.start);
    path.dataset.leg = leg.id;
    path.setAttribute("aria-label", this.spoken.leg(leg));
    onEnter(path, () => this.choose(leg.to));
    this.stops.push({ key: "leg " + leg.id, node: path, line: true, small: true, rows: [leg.to], at: middle(this.map, leg.path, 0.5)[0], group: 0,
      time: first ? first.start : "", order: 1 });
  }

  waypoint(point, shown, labels, obstacles) {
    const place = this.doc.places[point.place];
    const colour = this.doc.style.phases[point.phase].colour;
    if (place.glyph) {
      const chosen = point.id === shown.selected;
      const node = element("span", "cm-waypoint" + (chosen ? " cm-chosen" : ""));
      node.style.borderColor = colour;
      const marker = L.marker([place.lat, place.lon], { pane: "cm-marks", alt: point.alt, keyboard: true, icon: markIcon(node, 16) });
      this.tips.give(marker, [point.name, point.when, point.sure], { direction: "top", offset: [0, -8] });
      marker.on("click", () => this.choose(point.id)).addTo(this.group);
      marker.getElement().setAttribute("aria-label", this.spoken.waypoint(point, place));
      if (chosen) marker.getElement().setAttribute("aria-current", "true");
      this.stops.push({ key: "way " + point.id, node: marker.getElement(), rows: [point.id], at: marker.getLatLng(), group: 0, time: point.start });
      marker.getElement().dataset.rows = point.id;
      onEnter(marker.getElement(), () => this.choose(point.id));
      obstacles.push({ latlng: [place.lat, place.lon], size: [18, 18] });
      labels.push({ key: "way " + point.id, latlng: [place.lat, place.lon], lines: [place.short, point.when].filter(Boolean),
        face: "date", rank: chosen ? 1 : 8, gap: 11, colour: colour, name: place.name, names: [place.name, ...place.also] });
    }
  }
}
