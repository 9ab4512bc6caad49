// What is only known as an area: soft-edged precision circles, candidate positions, shaded countries.
import { glyph } from "./icons.js";
import { wardrobe } from "./look.js";
import { markIcon, onEnter, pickRow, stepSpan } from "./marks.js";
import { gettext } from "./words.js";

// Shrink a ring towards its centre; a few rings on top of each other give the soft edge.
/** @type {(ring: LatLon[], centre: number[], part: number) => LatLon[]} */
const shrink = (ring, [lat, lon], part) => ring.map(([y, x]) => [lat + (y - lat) * part, lon + (x - lon) * part]);

// A candidate position in words, with the letter it has on the map.
const named = (look) => look.letter ? gettext("Candidate position {letter}: {label}", look) : gettext("Candidate position: {label}", look);

export class Areas {
  // Countries come later than the rest: see `learn`.
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
    this.countries = { features: [] };
    this.stops = [];
    map.createPane("cm-shade").style.zIndex = 250;
    map.createPane("cm-areas").style.zIndex = 340;
    this.shadeRenderer = L.svg({ pane: "cm-shade", padding: 0.5 });
    this.areaRenderer = L.svg({ pane: "cm-areas", padding: 0.5 });
    this.group = L.layerGroup().addTo(map);
    map.on("cm:look", () => { this.face = null; });
  }

  learn(countries) {
    this.countries = countries;
    if (!this.shown) return;
    this.face = null;
    this.update(this.shown);
  }

  // `shown`: {areas: {place id: rows on there}, rings: [place ids], candidates: bool, countries: {iso: presence rows}, steps, selected, soft}
  update(shown) {
    const face = JSON.stringify(shown, (_, value) => (value && value.title ? value.id + " " + value.title : value));
    this.shown = shown;
    if (face === this.face) return;
    this.face = face;
    this.group.clearLayers();
    const labels = [], obstacles = [];
    this.stops = [];
    this.shade(shown);
    for (const [id, rows] of Object.entries(shown.areas)) this.area(this.doc.places[id], rows, shown, labels, obstacles);
    shown.rings.forEach((id) => this.ring(this.doc.places[id]));
    const [fighting] = Object.keys(this.doc.style.candidates); // the first is where the event's own area lies
    if (shown.candidates && shown.areas[fighting]) this.candidates(shown.areas[fighting], labels, obstacles);
    this.labels.set("areas", labels, obstacles);
    this.walk.set("areas", this.stops);
  }

  // What is chosen, for chosen.js: areas and shaded countries with the row.
  chosen() {
    const { areas, countries, selected } = this.shown, has = (rows) => selected && rows.some((row) => row.id === selected);
    const shaded = this.countries.features.filter((f) => has(countries[f.properties.iso_a3] || []));
    return [
      ...Object.keys(areas).filter((id) => has(areas[id])).map((id) => ({ bounds: L.latLngBounds(this.doc.places[id].ring) })),
      ...shaded.map((f) => ({ bounds: L.geoJSON(f).getBounds() })),
    ];
  }

  // Make an outline a stop on the way of the keyboard.
  stop(node, rows, words, pick, where) {
    if (!node) return;
    node.setAttribute("aria-label", words);
    onEnter(node, pick);
    this.stops.push({ node, line: true, rows: rows.map((row) => row.id), time: this.spoken.time(this.spoken.first(rows)), end: this.spoken.first(rows).end, ...where });
  }

  shade(shown) {
    const style = this.doc.style, colour = style.presenceColour;
    for (const feature of this.countries.features) {
      const rows = shown.countries[feature.properties.iso_a3];
      if (!rows) continue;
      const chosen = rows.some((row) => row.id === shown.selected), pale = rows.every((row) => (shown.soft || {})[row.id]);
      const layer = L.geoJSON(feature, {
        pane: "cm-shade", renderer: this.shadeRenderer, interactive: true, bubblingMouseEvents: false,
        style: { color: colour, weight: (chosen ? 3 : 1.6) * wardrobe.now.line, opacity: pale ? 0.35 : 0.75, fillColor: colour, fillOpacity: (chosen ? 0.2 : 0.13) * (pale ? 0.4 : 1) },
      });
      const name = this.doc.names[feature.properties.name] || feature.properties.name;
      const pick = () => pickRow(this.map, name, rows, this.choose), iso = feature.properties.iso_a3;
      layer.on("click", pick);
      layer.addTo(this.group);
      layer.eachLayer((path) => {
        if (path.getElement()) path.getElement().dataset.country = iso;
        this.stop(path.getElement(), rows, this.spoken.country(name, rows), pick, { key: "country " + iso, at: layer.getBounds().getCenter(), group: 2 });
      });
    }
  }

  area(place, rows, shown, labels, obstacles) {
    const colour = wardrobe.colour(place.tint), centre = [place.lat, place.lon];
    const chosen = rows.some((row) => row.id === shown.selected), main = colour === this.doc.style.fighting;
    const pale = rows.every((row) => (shown.soft || {})[row.id]) ? 0.4 : 1;
    const steps = rows.map((row) => shown.steps[row.id]).filter(Boolean), look = this.doc.style.candidates[place.id];
    [1, 0.8, 0.6, 0.4].forEach((part) => L.polygon(shrink(place.ring, centre, part), {
      pane: "cm-areas", renderer: this.areaRenderer, stroke: false, fillColor: colour, fillOpacity: ((main ? 0.11 : 0.035) + (chosen ? 0.05 : 0)) * pale,
      interactive: false,
    }).addTo(this.group));
    const edge = L.polygon(place.ring, {
      pane: "cm-areas", renderer: this.areaRenderer, color: colour, weight: (chosen ? 2.8 : look ? look.width : 1.1) * wardrobe.now.line,
      dashArray: look ? look.dash : "3 6", opacity: pale, fillOpacity: 0, interactive: true,
    });
    const head = place.name + ", " + place.words + (look && shown.candidates ? ". " + named(look) : "");
    this.tips.give(edge, [head], { sticky: true });
    const pick = () => pickRow(this.map, place.name, rows, this.choose);
    edge.on("click", pick).addTo(this.group);
    const path = edge.getElement();
    const words = this.spoken.rows(place, rows, steps) + (look && shown.candidates ? ". " + named(look) : "");
    this.stop(path, rows, words, pick, { key: "area " + place.id, at: L.latLng(centre), group: 0 });
    if (path) {
      path.dataset.rows = rows.map((row) => row.id).join(" ");
      if (chosen) path.setAttribute("aria-current", "true");
    }
    if (main) this.beacon(place, colour, labels, obstacles);
    const p = this.anchor(place, main);
    const lines = steps.length ? [stepSpan(steps) + " · " + place.areaLabel[0], ...place.areaLabel.slice(1)] : place.areaLabel;
    labels.push({ key: "area " + place.id, latlng: p, lines, face: main ? "area" : "date", rank: main ? 0 : 12, gap: 6,
      colour: colour, minZoom: 6, name: place.name, names: [place.name, ...place.also],
      anchors: main ? ["bottom", "right", "left", "bottom-right", "bottom-left"] : ["top", "top-right", "top-left"] });
  }

  // On a small scale 30 km are a few pixels: a ring of a fixed size says where to look, without a point.
  beacon(place, colour, labels, obstacles) {
    const ring = L.circleMarker([place.lat, place.lon], { pane: "cm-areas", renderer: this.areaRenderer, radius: 11, color: colour,
      weight: 2 * wardrobe.now.line, dashArray: "3 4", fillColor: colour, fillOpacity: 0.15, interactive: false });
    const scale = () => { if (this.map.getZoom() < 6) ring.addTo(this.group); else ring.remove(); };
    if (this.scale) this.map.off("zoomend", this.scale);
    this.map.on("zoomend", scale);
    this.scale = scale;
    scale();
    labels.push({ key: "beacon " + place.id, latlng: [place.lat, place.lon], text: place.areaLabel[0], face: "area", rank: 0,
      gap: 16, reach: [16, 40, 60, 80, 100, 140], colour: colour, maxZoom: 5.99, home: place.country, anchors: ["left", "top-left", "top", "top-right", "right"] });
    obstacles.push({ latlng: [place.lat, place.lon], size: [26, 26], maxZoom: 5.99 });
  }

  // The fighting hangs its words from the southern rim, lesser areas carry theirs on the northern one.
  anchor(place, south) {
    return place.ring.reduce((best, point) => ((point[0] < best[0]) === south ? point : best), place.ring[0]);
  }

  ring(place) {
    L.polygon(place.ring, {
      pane: "cm-areas", renderer: this.areaRenderer, color: this.doc.style.ink, weight: 1.1 * wardrobe.now.line, opacity: 0.55,
      dashArray: "2 4", fillColor: this.doc.style.ink, fillOpacity: 0.05, interactive: false,
    }).addTo(this.group);
  }

  // Each candidate is a ring in a dash of its own. Where it is known well enough it has a shape at its centre, else a
  // letter on its rim: a mark at the centre of 30 or 50 km would claim more than is known.
  candidates(rows, labels, obstacles) {
    for (const [i, [id, look]] of Object.entries(this.doc.style.candidates).entries()) {
      const place = this.doc.places[id], pick = () => pickRow(this.map, named(look), rows, this.choose);
      if (i) this.rim(place, look, pick, rows); // the first is drawn already: it is the area of the event
      if (place.glyph) this.sign(place, look, pick, obstacles, rows);
      else labels.push(this.letter(place, look));
    }
  }

  rim(place, look, pick, rows) {
    const ring = { pane: "cm-areas", renderer: this.areaRenderer, color: this.doc.style.fighting, fill: false };
    L.polygon(place.ring, { ...ring, weight: look.width * wardrobe.now.line, opacity: 0.85, dashArray: look.dash, interactive: false }).addTo(this.group);
    if (place.glyph) return; // its shape takes focus and clicks
    const edge = L.polygon(place.ring, { ...ring, weight: 14, opacity: 0, interactive: true });
    this.tips.give(edge, [place.name, named(look)], { sticky: true });
    edge.on("click", pick).addTo(this.group);
    const path = edge.getElement();
    this.stop(path, rows, named(look), pick, { key: "rim " + place.id, at: L.latLng(place.lat, place.lon), group: 0, order: 1 });
    if (path) path.dataset.candidate = place.id;
  }

  sign(place, look, pick, obstacles, rows) {
    const marker = L.marker([place.lat, place.lon], {
      pane: "cm-marks", alt: named(look), keyboard: true,
      icon: markIcon(glyph(look.shape, { colour: this.doc.style.fighting, hollow: true, size: 20 }), 20),
    });
    this.tips.give(marker, [place.name, named(look)], { direction: "top", offset: [0, -10] });
    marker.on("click", pick).addTo(this.group);
    this.stop(marker.getElement(), rows, named(look), pick, { key: "sign " + place.id, at: marker.getLatLng(), group: 0, order: 2, line: false });
    obstacles.push({ latlng: [place.lat, place.lon], size: [22, 22] });
  }

  // The letter interrupts the rim wherever there is room for it.
  letter(place, look) {
    const points = place.ring.slice(1), start = Math.round(points.length * look.bearing / 360);
    const [latlng, ...elsewhere] = [...points.keys()].map((i) => points[(start + (i % 2 ? -1 : 1) * Math.ceil(i / 2) + points.length) % points.length]);
    return { key: "rim " + place.id, latlng, elsewhere, text: look.letter, face: "rim", rank: 2, gap: 0, anchors: ["center"],
      colour: this.doc.style.fighting, minZoom: 7 };
  }
}
