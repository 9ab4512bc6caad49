// What the browser's scripts ask of a window while nothing is drawn, so that their logic runs without one. A test imports
// this file before any of theirs.

// A node that takes whatever is set on it, and holds what is appended.
export function node() {
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
export const map = (size = [800, 500]) => ({
  on() { return this; }, off() {}, once() {}, fire() {}, removeLayer() {},
  createPane: () => node(), getPane: () => node(), getContainer: () => node(), getZoom: () => 8, getSize: () => point(...size),
  latLngToContainerPoint: ([lat, lng]) => point(10 * lng, 10 * (50 - lat)),
  project: ([lat, lng]) => point(10 * lng, 10 * (50 - lat)),
  unproject: ({ x, y }) => ({ lat: 50 - y / 10, lng: x / 10 }),
});

const control = () => ({ addTo() { return this; } });
const leaflet = {
  point, control, latLng: ([lat, lng]) => ({ lat, lng }), latLngBounds: () => ({ contains: () => true }),
  layerGroup: () => ({ addTo() { return this; }, clearLayers() {} }), Browser: {},
  Map: { Keyboard: { include() {} }, prototype: {}, include() {}, mergeOptions() {} },
  Marker: { mergeOptions() {} }, Draggable: { prototype: {}, include() {} }, Layer: { include() {} }, Tooltip: { include() {} },
  DomEvent: { on() {}, stop() {}, disableClickPropagation() {}, disableScrollPropagation() {} },
  DomUtil: { setPosition() {} },
};

// The window itself. A look is in it before the scripts are, as in a frame.
const style = { setProperty() {} };
Object.assign(globalThis, {
  window: globalThis, L: leaflet, location: { search: "" }, matchMedia: () => ({ matches: false, addEventListener() {} }),
  document: { createElement: node, createElementNS: node, head: node(), body: node(), documentElement: { ...node(), style }, addEventListener() {} },
  getComputedStyle: () => ({ fontFamily: "sans" }), requestAnimationFrame: () => 1, cancelAnimationFrame() {}, addEventListener() {}, removeEventListener() {},
  ConflictMap: { looks: { light: { type: 1, line: 1, halo: "#fff", ink: "#000", outline: "#000", instead: {}, hexagon: [] } } },
});
