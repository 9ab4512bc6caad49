// The legend, the credits, the north-up home button and the switch for online basemaps.
import { element, glyph, ring, sign, stroke, svg } from "./icons.js";
import { wardrobe } from "./look.js";
import { gettext } from "./words.js";

// A ring in its own dash, with the letter that stands on its rim.
function rim(symbol) {
  const letter = svg("text", { x: 20.5, y: 10, dy: "0.36em", "text-anchor": "middle", class: "cm-rim-text", fill: symbol.colour });
  letter.textContent = symbol.text;
  return svg("svg", { viewBox: "0 0 28 20", width: 28, height: 20, "aria-hidden": "true" }, [
    svg("circle", { cx: 11, cy: 10, r: 8.8, fill: "none", stroke: symbol.colour, "stroke-width": symbol.width, "stroke-dasharray": symbol.dash }),
    letter,
  ]);
}

// Three sizes of a dot.
function sizes(symbol) {
  const dot = (x, r) => svg("circle", { cx: x, cy: 9, r, fill: symbol.colour, stroke: wardrobe.now.halo, "stroke-width": 1.2 });
  return svg("svg", { viewBox: "0 0 28 18", width: 28, height: 18, "aria-hidden": "true" }, [dot(4, 2.6), dot(11, 4.4), dot(21, 6.6)]);
}

function hexagon(symbol) {
  const number = svg("text", { x: 11, y: 9.5, dy: "0.36em", "text-anchor": "middle", class: "cm-hexagon-text" });
  number.textContent = symbol.text;
  return svg("svg", { viewBox: "0 0 22 19", width: 22, height: 19, "aria-hidden": "true" }, [
    svg("path", { d: "M1 9.5L6 1H16L21 9.5L16 18H6Z", fill: symbol.colour, stroke: wardrobe.now.ink, "stroke-width": 0.7 }), number,
  ]);
}

function sample(symbol) {
  if (symbol.type === "sizes") return sizes(symbol);
  if (symbol.type === "hexagon") return hexagon(symbol);
  if (symbol.type === "line") return stroke(symbol);
  if (symbol.type === "glyph") return glyph(symbol.shape, symbol);
  if (symbol.type === "ring") return ring(symbol.colours, symbol.text || "", 20);
  if (symbol.type === "rim") return rim(symbol);
  if (symbol.type === "chip") return element("span", "cm-sample-chip", symbol.text);
  if (symbol.type === "radius") {
    return svg("svg", { viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true" }, [
      svg("circle", { r: 7.5, fill: symbol.colour, "fill-opacity": 0.06, stroke: symbol.colour, "stroke-width": 1.1, "stroke-dasharray": "2 3" }),
    ]);
  }
  const box = { x: 2, y: 2, width: 24, height: 12, rx: symbol.type === "area" ? 6 : 0, fill: symbol.colour,
    "fill-opacity": symbol.type === "area" ? 0.28 : 0.16, stroke: symbol.colour, "stroke-width": 1.5,
    "stroke-dasharray": symbol.type === "area" ? "3 3" : "none" };
  return svg("svg", { viewBox: "0 0 28 16", width: 28, height: 16, "aria-hidden": "true" }, [svg("rect", box)]);
}

// A symbol in the colours and widths of the look.
function worn(symbol) {
  const { colour, width } = symbol;
  return { ...symbol, ...(colour ? { colour: wardrobe.colour(colour) } : {}), ...(width ? { width: width * wardrobe.now.line } : {}) };
}

export class Legend {
  constructor(map) {
    this.map = map;
    const control = this.control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      this.box = element("details", "cm-legend");
      const head = element("summary", "", gettext("Legend"));
      head.title = gettext("What the marks on the map mean");
      head.addEventListener("click", () => { this.touched = true; });
      this.box.appendChild(head);
      this.list = element("ul", "cm-legend-list");
      this.box.appendChild(this.list);
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      this.box.addEventListener("toggle", () => {
        if (this.list.scrollHeight > this.list.clientHeight + 1) this.list.tabIndex = 0; // a long legend is scrolled by keyboard too
        else this.list.removeAttribute("tabindex");
        map.fire("cm:legend");
      });
      return this.box;
    };
    control.addTo(map);
    map.on("resize", () => this.fit());
  }

  // Until the viewer decides: open only where it leaves the map its room and hides no mark and no button.
  fit() {
    this.stale = false;
    if (this.touched || this.box.hidden) return;
    this.box.open = true;
    const map = this.map.getSize(), box = this.box.getBoundingClientRect();
    const small = map.x > 560 && map.y > 400 && box.width * box.height < 0.23 * map.x * map.y && box.height < 0.62 * map.y;
    this.box.open = small && !this.hides(box);
  }

  hides(box) {
    return [...this.map.getContainer().querySelectorAll(".cm-mark, .leaflet-top .leaflet-control")].some((mark) => {
      const at = mark.getBoundingClientRect();
      return at.width && at.left < box.right && box.left < at.right && at.top < box.bottom && box.top < at.bottom;
    });
  }

  // The marks of a new state are drawn: other entries may need another size.
  drawn() { if (this.stale) this.fit(); }

  // The marks of confidence that are on the map: in the ring of a single event, and in every list of events.
  confidence(rows, table) {
    const on = Object.entries(table).filter(([key]) => rows.some((row) => row.confidence === key));
    this.marks = on.map(([, look]) => look.mark + " " + look.label).join("   ");
  }

  // `corner` is the one that a page's map can best spare: "bottomleft" or "bottomright".
  update(entries, corner) {
    if (this.control.getPosition() !== corner) this.control.setPosition(corner);
    const face = JSON.stringify([entries, this.marks, wardrobe.name]);
    if (face === this.face) return;
    this.face = face;
    this.list.replaceChildren(...entries.map((entry) => {
      const item = element("li", "cm-legend-item" + (entry.half ? " cm-half" : ""));
      const cell = element("span", "cm-legend-symbol");
      cell.appendChild(sample(worn(entry.symbol)));
      item.appendChild(cell);
      item.appendChild(element("span", "", entry.label));
      return item;
    }));
    if (this.marks) this.list.appendChild(element("li", "cm-legend-item cm-legend-marks", this.marks));
    this.box.hidden = entries.length === 0 && !this.marks;
    this.stale = true;
  }
}

// A button on the map, below those for the zoom.
function mapButton(map, name, title, act) {
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const bar = element("div", "leaflet-bar");
    const button = element("a", "cm-button");
    button.appendChild(sign(name));
    button.href = "#";
    button.title = title;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", title);
    L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); act(); });
    bar.appendChild(button);
    return bar;
  };
  control.addTo(map);
}

// Brings back the frame in which the page opens.
export const homeButton = (map, goHome) => mapButton(map, "home", gettext("Back to the opening view"), goHome);

// Keeps the view as a scene: only the browser knows what the map shows. `keep` is given [south, west, north, east].
export function keepButton(map, keep) {
  mapButton(map, "keep", gettext("Add this view to the briefing"), () => {
    const shown = map.getBounds(), edge = (value, most) => Math.max(-most, Math.min(most, value));
    keep([edge(shown.getSouth(), 85), edge(shown.getWest(), 180), edge(shown.getNorth(), 85), edge(shown.getEast(), 180)]);
  });
}

// Online basemaps are off until asked for. If one cannot be reached the relief stays and a line says so.
export function onlineSwitch(map, providers) {
  const layers = {}, none = L.layerGroup();
  layers[gettext("Relief, offline")] = none.addTo(map);
  for (const provider of providers) {
    const tiles = L.tileLayer(provider.url, { ...provider.options, pane: "tilePane", attribution: provider.attribution });
    let failed = 0;
    tiles.on("loading", () => { failed = 0; map.getPane("cm-relief").style.opacity = 0; });
    tiles.on("remove", () => { map.getPane("cm-relief").style.opacity = 1; });
    tiles.on("tileerror", () => {
      failed += 1;
      if (failed < 3 || !map.hasLayer(tiles)) return;
      map.removeLayer(tiles);
      none.addTo(map);
      notice(map, gettext("{name} cannot be reached. The offline relief is shown instead.", { name: provider.name }));
    });
    layers[gettext("{name}, online", { name: provider.name })] = tiles;
  }
  L.control.layers(layers, null, { position: "topright", collapsed: true }).addTo(map);
  nameControl(map, ".leaflet-control-layers-toggle", gettext("Layers"));
}

// Leaflet names its own buttons in English.
export function nameControl(map, selector, words) {
  const node = map.getContainer().querySelector(selector);
  if (!node) return;
  node.title = words;
  if (node.hasAttribute("aria-label")) node.setAttribute("aria-label", words);
}

// One line at the top of the map, gone after eight seconds.
export function notice(map, text) {
  const old = map.getContainer().querySelector(".cm-notice");
  if (old) old.remove();
  const box = element("div", "cm-notice", text);
  box.setAttribute("role", "status");
  map.getContainer().appendChild(box);
  setTimeout(() => box.remove(), 8000);
}
