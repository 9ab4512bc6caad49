// The renderer: draws the story's document on a Leaflet map and follows what Python says is on.
//   ConflictMap.mount(map, options)   once, when the frame starts
//   ConflictMap.update(state)         after every change; small, and never moves the map
// What is on comes from Python, or from the browser until Python has answered (live_map.js). Both objects stand in
// geodata/drawing/story_map.py.
import { Address } from "./address.js";
import { Areas } from "./areas.js";
import { basemapLabels, loadBasemap, namedCountries } from "./basemap.js";
import { Chosen } from "./chosen.js";
import { EventLayer } from "./event_layer.js";
import { learnShapes } from "./icons.js";
import { Labels } from "./labels.js";
import { homeButton, keepButton, Legend, nameControl, notice, onlineSwitch } from "./legend.js";
import { LiveMap } from "./live_map.js";
import { addLocator } from "./locator.js";
import { wardrobe } from "./look.js";
import { Marks } from "./marks.js";
import "./motion.js";
import { panButtons } from "./pan.js";
import { Playback } from "./playback.js";
import { Paper } from "./print.js";
import { Route } from "./route.js";
import { shared } from "./shared.js";
import { Spoken } from "./spoken.js";
import { Tips } from "./tips.js";
import { Touch } from "./touch.js";
import { byKeys, Walk } from "./walk.js";
import { day, gettext, hour, joined, ngettext, number, speak, tag } from "./words.js";

const DAY = 86400000; // milliseconds
const NARROW = 480, WIDE = 35; // a narrow screen, in pixels; a frame of the whole theatre, in degrees

// A mask is one bit a row, most significant first, in base64.
/** @type {<R>(rows: R[], mask: Mask) => R[]} */
const rowsOn = (rows, mask) => {
  const bytes = atob(mask);
  return rows.filter((_, i) => bytes.charCodeAt(i >> 3) & (128 >> (i & 7)));
};

// Rows as they could be told as of a day: `titles` are, by id, what stands in place of a title of later.
/** @type {<R extends Row>(rows: R[], titles?: Record<Id, string>) => R[]} */
const told = (rows, titles = {}) => rows.map((row) => (titles[row.id] ? { ...row, title: titles[row.id] } : row));

// A frame that the page has not laid out yet has no size, and bounds do not fit into nothing: what is put off here
// is done when the frame gets its size (fitWindow).
function hasSize(map) {
  const size = map.getSize();
  return size.x > 0 && size.y > 0;
}

// On a narrow screen a frame as wide as the theatre gives up a little of both its ends, or its countries would be too
// small to be named, and the map would reach from Rome to Namibia. Returns the bounds and the margin beside them, in pixels.
export function fitting(bounds, wide) {
  const [[south, west], [north, east]] = bounds, cut = (east - west) / 14;
  if (wide >= NARROW || east - west < WIDE) return { bounds, margin: 10 };
  return { bounds: [[south, west + cut], [north, east - cut]], margin: 2 };
}

/** @type {(map: LeafletMap, view: Partial<View>, address: Address) => void} */
function frame(map, view, address) {
  if (view.bounds && !hasSize(map)) return;
  address.silently(() => {
    // A briefing covers part of the map with words: view.top and view.bottom, in pixels.
    const { bounds, margin } = view.bounds ? fitting(view.bounds, map.getSize().x) : {};
    const room = { paddingTopLeft: [margin, 10 + (view.top || 0)], paddingBottomRight: [margin, 10 + (view.bottom || 0)] };
    if (view.fly) map.flyToBounds(bounds, { duration: 1.3, ...room });
    else if (bounds) map.fitBounds(bounds, { animate: false, ...room });
    else map.setView([view.lat, view.lng], view.zoom, { animate: false });
  });
}

class Renderer {
  /**
   * @param {LeafletMap} map
   * @param {MapOptions} options
   */
  constructor(map, options) {
    this.map = map;
    this.options = options;
    this.clicks = 0;
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(options.credit);
    map.zoomControl.setPosition("topleft");
    document.documentElement.lang = tag();
    nameControl(map, ".leaflet-control-zoom-in", gettext("Zoom in"));
    nameControl(map, ".leaflet-control-zoom-out", gettext("Zoom out"));
    this.address = new Address(map);
    homeButton(map, () => this.home && frame(map, this.home, this.address));
    panButtons(map);
    this.touch = new Touch(map);
    if (window.Streamlit) keepButton(map, (shown) => this.keep(this.address.moved ? shown : null));
    this.scale = L.control.scale({ imperial: false, position: "bottomright", maxWidth: 140 }).addTo(map);
    this.legend = new Legend(map);
    new ResizeObserver(() => this.fitWindow()).observe(map.getContainer());
    map.setMaxBounds(options.limits);
    this.keepInside();
    this.ready = this.start();
  }

  // A frame of another size shows the same opening view, until the viewer has moved the map.
  fitWindow() {
    const centre = this.map.getCenter(), zoom = this.map.getZoom(), hadSize = hasSize(this.map);
    this.address.silently(() => this.map.invalidateSize({ pan: false }));
    if (!hasSize(this.map)) return;
    this.keepInside();
    if (this.state && (!this.address.moved || !hadSize)) frame(this.map, this.state.view, this.address);
    else this.address.silently(() => this.map.setView(centre, zoom, { animate: false }));
  }

  // On paper: the opening view again, or at least all that the viewer had moved into the window.
  fitPaper(bounds) {
    this.address.silently(() => this.map.invalidateSize({ pan: false, animate: false }));
    this.keepInside();
    if (!this.address.moved) frame(this.map, this.state.view, this.address);
    else this.address.silently(() => this.map.fitBounds(bounds, { animate: false }));
  }

  // Beyond the relief there is nothing to show: stay on it, and never zoom out past its edge.
  // Under the words of a briefing the relief may end: what counts is what stands between them.
  keepInside() {
    if (!hasSize(this.map)) return;
    this.map.setMaxBounds(shared.presenting ? null : this.options.limits);
    if (shared.presenting) return this.address.silently(() => this.map.setMinZoom(3));
    const snap = this.map.options.zoomSnap, least = this.map.getBoundsZoom(L.latLngBounds(this.options.limits), true);
    this.address.silently(() => this.map.setMinZoom(Math.ceil(least / snap) * snap));
  }

  async start() {
    /** @type {Promise<StoryDocument>} */
    const story = fetch(this.options.story).then((answer) => {
      if (!answer.ok) throw new Error("story: " + answer.status);
      return answer.json();
    });
    const base = loadBasemap(this.map, this.options.basemap);
    base.relief.addTo(this.map);
    this.doc = await story;
    learnShapes(this.doc.style.shapes);
    onlineSwitch(this.map, this.options.online);
    this.labels = new Labels(this.map);
    const choose = (id) => this.choose(id);
    this.walk = new Walk(this.map, this.options.limits);
    const aid = { walk: this.walk, tips: new Tips(this.map), spoken: new Spoken(this.doc) };
    this.marks = new Marks(this.map, this.doc, this.labels, choose, aid);
    this.areas = new Areas(this.map, this.doc, this.labels, choose, aid);
    this.route = new Route(this.map, this.doc, this.labels, choose, aid);
    this.chosen = new Chosen(this.map);
    this.imported = new EventLayer(this.map, this.doc.style, this.labels, (id, texts) => this.choose(id, texts));
    this.live = this.doc.filter ? new LiveMap(this.doc) : null; // a file that stands alone filters nothing
    this.playback = new Playback(this.map, this);
    this.paper = new Paper(this);
    // The story does not wait for borders and names: they come as soon as they are read.
    base.vectors.then(({ group, countries, labels }) => {
      group.addTo(this.map);
      this.labels.set("base", basemapLabels(labels, this.doc.names, this.doc.named));
      this.labels.learn(namedCountries(this.doc.named, this.doc.subjects, labels, countries, this.doc.names));
      addLocator(this.map, countries, this.doc.subjects, this.doc.names);
      this.areas.learn(countries);
      this.map.getContainer().dataset.basemap = "whole";
    }).catch((error) => notice(this.map, gettext("The borders could not be loaded ({error}). Reload the page to try again.", { error: error.message })));
  }

  /** @param {MapState} state */
  update(state) {
    // A map that is made anew in another language opens where the one before it stood.
    const place = state.view.kept && this.address.place();
    if (place) state.view = { seq: state.view.seq, ...place };
    this.state = state;
    this.openFrame(state);
    this.ready.then(() => { if (this.state === state) this.draw(this.settled(state)); })
      .catch((error) => notice(this.map, gettext("The map could not be loaded ({error}). Reload the page to try again.", { error: error.message })));
  }

  // The frame in which the page opens, and again only when Python asks for another one by a new number.
  /** @param {MapState} state */
  openFrame(state) {
    this.home = state.home;
    if (this.viewSeen === state.view.seq) return;
    this.viewSeen = state.view.seq;
    frame(this.map, state.view, this.address);
    this.address.moved = this.address.moved || !state.view.bounds;
  }

  // The state to draw: Python's, or with the rows of a change that Python has not answered yet (live.js).
  settled(state) {
    const store = this.live && state.live && pageOf(window).live;
    return store ? store.settle(state, this.live) : state;
  }

  // Show what a filter would leave, parameters as in an address; says which rows, null when only Python knows.
  ask(asked) {
    const next = this.live && this.state && this.live.state(this.state, asked);
    if (!next) return null;
    this.draw(next);
    this.imported.ask(asked);
    return { events: this.events.map((row) => row.id), presence: this.presence.map((row) => row.id) };
  }

  // Take over a new state; during playback the moment stays.
  /** @param {MapState} state */
  draw(state) {
    this.wear(state.look);
    this.events = told(rowsOn(this.doc.events, state.events), state.titles);
    this.presence = told(rowsOn(this.doc.presence, state.presence), state.titles);
    this.moment = null;
    this.playback.period(state.play);
    this.legend.confidence([...(state.marks ? this.events : []), ...(state.sites ? this.presence : [])], this.doc.style.confidence);
    this.legend.update(state.legend, state.corner);
    this.scale.setPosition(state.corner === "bottomleft" ? "bottomright" : "bottomleft");
    if (this.playback.on) this.playback.show();
    else this.drawRows(state, this.events, this.presence, state.legs);
    this.legend.drawn();
    this.address.write();
    const drawn = () => {
      if (this.state.seq !== state.seq) return;
      this.map.getContainer().dataset.drawn = String(state.seq);
      this.tell(state.told);
    };
    if (!this.playback.on) this.imported.until(null, null);
    const waiting = this.imported.update(state.imported || null); // the first time its columns have to be fetched
    if (waiting) waiting.then(drawn);
    else drawn();
  }

  // The page holds back what else it has until the map stands (pages/door/first_map.py): on the screen, not only drawn.
  tell(address) {
    if (!address || this.told) return;
    this.told = true;
    requestAnimationFrame(() => setTimeout(() => fetch(address, { method: "POST" }).catch(() => { /* it goes on by itself */ })));
  }

  // Another look: everything is drawn anew, where it stands.
  wear(name) {
    wardrobe.wear(name);
    if (this.worn === wardrobe.name) return;
    this.worn = wardrobe.name;
    wardrobe.dress(this.doc.style);
    this.map.fire("cm:look");
  }

  // One moment of playback: what has begun by then. Marks are drawn anew only when that changes, and while time
  // runs at most ten times a second: the eye follows the column, which moves in every frame.
  drawMoment(t, fresh, running) {
    const now = performance.now();
    if (running && now - this.momentDrawn < 100) return;
    this.momentDrawn = now;
    const day = new Date(t).toISOString();
    const events = this.events.filter((row) => row.start <= day);
    const presence = this.presence.filter((row) => row.start && row.start <= day && (!row.end || row.end >= day.slice(0, 10)));
    const legs = this.legsOn().filter((leg) => leg.t0 && leg.t0 <= day).map((leg) => leg.id);
    const soft = { ...this.state.soft }, today = day.slice(0, 10); // what was last reported before this moment is pale
    presence.forEach(({ id }) => { const told = this.state.reported[id]; if (told && told[0] < today) soft[id] = told[1]; });
    const face = [events.length, presence.map((row) => row.id).join(), legs.length, Object.keys(soft).join()].join("|");
    if (face !== this.moment) {
      this.moment = face;
      const reached = this.state.waypoints.filter((id) => this.doc.waypoints[id].start && this.doc.waypoints[id].start <= day);
      this.drawRows({ ...this.state, waypoints: reached, soft }, events, presence, legs);
    }
    this.imported.until(Math.floor(t / DAY), Math.floor((t - fresh) / DAY));
    const since = new Date(t - fresh).toISOString();
    this.marks.fade((row) => (row.end || row.start) < since);
  }

  legsOn() { return this.state.legs.map((id) => this.doc.legs[id]); }

  /**
   * @param {MapState} state
   * @param {EventRow[]} events
   * @param {PresenceRow[]} presence
   * @param {Id[]} legs
   */
  drawRows(state, events, presence, legs) {
    /** @type {Record<string, PresenceRow[]>} */
    const countries = {};
    presence.filter((row) => state.shade && row.shade).forEach((row) => (countries[row.country] = countries[row.country] || []).push(row));
    const used = [...(state.marks ? events : []), ...(state.sites ? presence : []), ...state.waypoints.map((id) => this.doc.waypoints[id])];
    /** @type {Record<Id, (EventRow | PresenceRow | Waypoint)[]>} */
    const vague = {}; // place id -> the rows on there, for places that are only known as an area
    for (const row of used) {
      const place = this.doc.places[row.place];
      if (place && place.area) (vague[row.place] = vague[row.place] || []).push(row);
    }
    this.areas.update({ areas: vague, steps: state.steps, rings: state.rings, candidates: state.candidates, countries, selected: state.selected, soft: state.soft });
    this.route.update({ legs, waypoints: state.waypoints, lengths: state.lengths, dates: state.dates, selected: state.selected });
    this.marks.update({ events: state.marks ? events : [], presence: state.sites ? presence : [], steps: state.steps, selected: state.selected, soft: state.soft });
    this.chosen.update([...this.areas.chosen(), ...this.route.chosen(), ...this.marks.chosen()]);
  }

  // Tell Python which frame to keep as a scene: null is the one in which the page opens.
  keep(frame) {
    this.clicks += 1;
    window.Streamlit.setComponentValue({ frame, click: this.clicks });
  }

  // The page around the frame puts the focus into the card that a key has opened, and brings it back (guide.js).
  tellGuide(id) {
    try {
      const { guide } = window.parent.ConflictMap || {};
      if (guide) guide.awaits(id, () => { window.focus(); return this.walk.to(id); });
    } catch { /* another site's page: it has no guide */ }
  }

  // Tell Python which row was picked. The running number lets the same row be picked twice.
  // Of an imported event a page without Python also gets the texts: {index, columns, row}.
  choose(id, imported) {
    this.clicks += 1;
    if (byKeys() && window.Streamlit) this.tellGuide(id);
    if (window.Streamlit) window.Streamlit.setComponentValue({ chosen: id, click: this.clicks });
    else this.map.fire("cm:choose", { id, imported });
  }
}

// What the page around a frame keeps; nothing where that is another site's.
function pageOf(frame) {
  try { return (frame.parent !== frame && frame.parent.ConflictMap) || {}; } catch { return {}; }
}

export const mount = (map, options) => { shared.renderer = new Renderer(map, options); };
export const update = (state) => shared.renderer.update(state);

// What folium's script, Python's words and the tests ask for by name.
Object.assign(shared, { mount, update, speak, words: { day, gettext, hour, joined, ngettext, number, tag } });
