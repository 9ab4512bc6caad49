// The way through the marks of the map by keyboard: Tab goes from one to the next in the order of time, events first, then
// sites and countries. What has the focus is brought into view and ringed, and what lies over it steps aside.
// The marks are one stop of the page's own Tab order (the roving tabindex of the ARIA practices), because they lie in
// several layers of the map, each with an order of its own. Past the last and before the first, Tab leaves the map's marks.
import { element } from "./icons.js";
import { shared } from "./shared.js";
import { gettext } from "./words.js";

const ROOM = 40; // pixels between a mark with the focus and the edge of the map
const LEAST = 30, MOST = 120; // the ring around an area or a leg: so large at least; larger ones are ringed by their own line
const OVER = ".leaflet-control, .cm-chooser, .cm-notice, .cm-play, .cm-play-date";
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

// Latest input of the viewer: what is opened by a key gets the focus, what is opened by a pointer does not.
let keys = false;
window.document.addEventListener("keydown", () => { keys = true; }, true);
window.document.addEventListener("pointerdown", () => { keys = false; }, true);
export const byKeys = () => keys;

// Leaflet gives the focus to the whole map when it is pressed, and a browser scrolls the page to the upper edge of what
// gets the focus: the mark would slip away from under the finger.
L.Map.Keyboard.include({ _onMouseDown() { if (!this._focused) this._map.getContainer().focus({ preventScroll: true }); } });

export class Walk {
  constructor(map, limits) {
    this.map = map;
    this.limits = L.latLngBounds(limits);
    this.sources = new Map();
    this.stops = [];
    this.held = null;
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", gettext("Map. Tab goes from mark to mark in the order of time, Enter opens, the arrows move the map, plus and minus zoom."));
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("focusin", (event) => this.come(event));
    box.addEventListener("focusout", (event) => this.go(event));
    map.on("moveend cm:legend", () => this.held && this.clear(this.held));
  }

  // The stops of one layer: {key, node, rows, at: latlng, group, time, line}. Group 0 are events and the route, 1 are
  // sites, 2 countries; `time` is an ISO date or "" where none is known; `line` is set for what is drawn as an SVG path.
  set(source, stops) {
    this.sources.set(source, stops);
    const last = this.now && this.now.key, lost = this.held && !this.held.node.isConnected;
    const rank = (stop) => [stop.group, stop.time || "9", stop.order || 0, stop.end || "", stop.rows[0] || ""];
    this.stops = [...this.sources.values()].flat().filter((stop) => stop.node && this.limits.contains(stop.at)).sort((a, b) => compare(rank(a), rank(b)));
    for (const part of this.sources.values()) part.forEach((stop) => stop.node && stop.node.setAttribute("tabindex", "-1"));
    this.stand((this.been && this.stops.find((stop) => stop.key === last)) || this.stops[0]);
    if (lost) this.regain();
  }

  // The one stop that Tab finds from outside.
  stand(stop) {
    if (this.now && this.now.node) this.now.node.setAttribute("tabindex", "-1");
    this.now = stop || null;
    if (stop) stop.node.setAttribute("tabindex", "0");
  }

  // The mark that had the focus was drawn anew, as it is when it is chosen: the new one takes over.
  regain() {
    const stop = this.stops.find((one) => one.key === this.held.key);
    this.held = null;
    if (stop && [document.body, null].includes(/** @type {HTMLElement | null} */ (document.activeElement))) stop.node.focus({ preventScroll: true });
  }

  // Put the focus on the mark of a row, as when its card has been closed. Returns whether there is one.
  to(id) {
    const stop = this.stops.find((one) => one.rows.includes(id));
    if (stop) stop.node.focus({ preventScroll: true });
    return !!stop;
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && event.target.matches("a[role=button]")) { event.preventDefault(); event.target.click(); }
    const at = this.stops.findIndex((stop) => stop.node === event.target);
    if (at < 0) return;
    const step = event.key === "Tab" ? (event.shiftKey ? -1 : 1) : STEPS[event.key], last = this.stops.length - 1;
    if (!step) return;
    const next = this.stops[event.key === "Tab" ? at + step : Math.max(0, Math.min(last, at + step))];
    if (!next) return; // the browser goes on to what comes after the marks, or before
    event.preventDefault();
    event.stopPropagation(); // the arrows are not for the map now
    next.node.focus({ preventScroll: true });
  }

  come(event) {
    const stop = this.stops.find((one) => one.node === event.target);
    if (!stop) return;
    this.held = stop;
    this.been = true; // Tab comes back to where it was
    this.stand(stop);
    if (!stop.node.matches(":focus-visible")) return;
    this.show(stop);
    this.clear(stop);
    this.ring(stop);
  }

  go(event) {
    const node = event.target;
    this.map.getContainer().querySelectorAll(".cm-aside").forEach((part) => part.classList.remove("cm-aside"));
    if (this.mark) this.mark.remove();
    // later, because a mark that is drawn anew is taken from the page first
    setTimeout(() => { if (this.held && this.held.node === node && node.isConnected && document.activeElement !== node) this.held = null; });
  }

  // Move the map no farther than it takes to have the mark in it, clear of a briefing's words.
  show(stop) {
    const { view = {} } = (shared.renderer && shared.renderer.state) || {}, top = shared.presenting ? view.top || 0 : 0, bottom = shared.presenting ? view.bottom || 0 : 0;
    this.map.panInside(stop.at, { paddingTopLeft: [ROOM, ROOM + top], paddingBottomRight: [ROOM, ROOM + bottom] });
  }

  clear(stop) {
    const box = stop.node.getBoundingClientRect();
    for (const part of this.map.getContainer().querySelectorAll(OVER)) {
      const over = part.getBoundingClientRect();
      const hides = over.width && over.left < box.right + 6 && box.left < over.right + 6 && over.top < box.bottom + 6 && box.top < over.bottom + 6;
      part.classList.toggle("cm-aside", !!hides && stop.node.matches(":focus-visible"));
    }
  }

  // A path has no box that an outline could follow.
  ring(stop) {
    if (!stop.line) return;
    const box = stop.node.getBoundingClientRect(), wide = stop.small ? LEAST : Math.max(LEAST, Math.max(box.width, box.height) + 12);
    if (wide > MOST) return;
    const icon = L.divIcon({ html: element("span", "cm-ring"), className: "cm-ring-box", iconSize: [wide, wide] });
    this.mark = L.marker(stop.at, { pane: "cm-marks", icon, interactive: false, keyboard: false, zIndexOffset: 2000 }).addTo(this.map);
  }
}

function compare(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}
