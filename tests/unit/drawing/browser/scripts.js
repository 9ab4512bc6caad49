// The browser's scripts, loaded as they are into a world of their own: no page, only what their logic asks for.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "../../../../geodata/drawing/browser");

// A node that takes whatever is set on it, and holds what is appended.
function node() {
  const made = {
    style: {}, dataset: {}, children: [], attributes: {}, textContent: "",
    classList: { add() {}, remove() {}, toggle() {}, contains: () => false },
    setAttribute(name, value) { made.attributes[name] = String(value); },
    getAttribute: (name) => made.attributes[name] ?? null,
    removeAttribute(name) { delete made.attributes[name]; },
    appendChild(child) { made.children.push(child); return child; },
    append(...children) { made.children.push(...children); },
    replaceChildren(...children) { made.children = children; },
    addEventListener() {}, removeEventListener() {}, remove() {}, querySelectorAll: () => [], querySelector: () => null,
    getBoundingClientRect: () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }),
    getContext: () => ink(),
  };
  return made;
}

// Words are as wide as they have letters: ten pixels each.
const ink = () => ({ font: "", measureText: (text) => ({ width: 10 * text.length }) });

// A point of the plane, with what the scripts ask of Leaflet's.
const point = (x, y) => ({ x, y, distanceTo: (other) => Math.hypot(x - other.x, y - other.y) });

// A map on which a degree is ten pixels, north up, its upper left corner at latitude 50 and longitude 0.
const map = (size = [800, 500]) => ({
  on() { return this; }, off() {}, once() {}, fire() {}, removeLayer() {},
  createPane: () => node(), getPane: () => node(), getContainer: () => node(), getZoom: () => 8, getSize: () => point(...size),
  latLngToContainerPoint: ([lat, lng]) => point(10 * lng, 10 * (50 - lat)),
  project: ([lat, lng]) => point(10 * lng, 10 * (50 - lat)),
  unproject: ({ x, y }) => ({ lat: 50 - y / 10, lng: x / 10 }),
});

const control = () => ({ addTo() { return this; } });
const leaflet = {
  point, control, latLng: ([lat, lng]) => ({ lat, lng }), latLngBounds: () => ({ contains: () => true }),
  layerGroup: () => ({ addTo() { return this; }, clearLayers() {} }), Map: { Keyboard: { include() {} } },
  DomEvent: { on() {}, stop() {}, disableClickPropagation() {}, disableScrollPropagation() {} },
  DomUtil: { setPosition() {} },
};

// Run scripts one after another, as a page does; `ask` is an expression whose value comes back. What a script declares
// at its top can be asked for too.
function run(names, ask = "ConflictMap") {
  const world = {
    console, atob, btoa, Intl, URL, URLSearchParams, TextDecoder, Response, DecompressionStream, performance, Blob,
    L: leaflet, location: { search: "" }, matchMedia: () => ({ matches: false, addEventListener() {} }),
    document: { createElement: node, createElementNS: node, head: node(), body: node(), documentElement: node(), addEventListener() {} },
    getComputedStyle: () => ({ fontFamily: "sans" }), requestAnimationFrame: () => 1, cancelAnimationFrame() {}, addEventListener() {},
    ConflictMap: { look: { name: "light", now: { type: 1, line: 1, halo: "#fff", ink: "#000", outline: "#000" }, colour: (usual) => usual } },
  };
  world.window = world;
  vm.createContext(world);
  const text = names.map((name) => fs.readFileSync(path.join(FOLDER, name + ".js"), "utf-8").replace(/^export default function/m, "function mount")).join("\n");
  return vm.runInContext(text + "\n;(" + ask + ")", world);
}

module.exports = { run, map, node };
