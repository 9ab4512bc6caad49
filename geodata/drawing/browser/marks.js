// Marks that can be clicked and reached with Tab: places where events happened, and sites of presence.
// A mark is a place; several events at one place open a short list to choose from.
import { element, glyph, ring } from "./icons.js";
import { wardrobe } from "./look.js";
import { gettext, ngettext } from "./words.js";

const PANE = "cm-marks";

// Where type is larger, marks are larger too, though by half of it: they would lie on each other.
const grown = (size) => Math.round(size * (1 + wardrobe.now.type) / 2);

export function markIcon(node, size, className) {
  return L.divIcon({ html: node, className: "cm-mark " + (className || ""), iconSize: [size, size] });
}

export function tooltip(lines) {
  const box = element("div", "cm-tip");
  lines.forEach((line, i) => box.appendChild(element("div", i ? "" : "cm-tip-head", line)));
  return box;
}

// A list of rows to choose from, in a corner of the map: a popup at the mark would have to move the map to fit.
// `rows`: {id, when, title}. Escape or a click elsewhere closes it.
function chooser(map, head, rows, choose) {
  const open = map.getContainer().querySelector(".cm-chooser"), back = /** @type {HTMLElement | null} */ (document.activeElement);
  if (open) open.close(false);
  const box = element("div", "cm-chooser");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", head);
  const close = (refocus) => { box.remove(); if (refocus && back) back.focus({ preventScroll: true }); };
  box.close = close;
  box.appendChild(element("div", "cm-tip-head", head));
  rows.forEach((row) => {
    const button = element("button", "cm-choice");
    button.type = "button";
    button.appendChild(element("span", "cm-choice-when", row.when + " " + row.mark));
    button.appendChild(element("span", "", row.title));
    button.addEventListener("click", () => { close(true); choose(row.id); });
    box.appendChild(button);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
    const all = [...box.querySelectorAll("button")], at = all.indexOf(event.target), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || at < 0) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  });
  box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) close(false); });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  map.getContainer().appendChild(box);
  map.once("click", () => close(false));
  box.querySelector("button").focus({ preventScroll: true });
}

// Choose the only row, or ask which of several.
export function pickRow(map, head, rows, choose) {
  if (rows.length === 1) choose(rows[0].id);
  else if (rows.length) chooser(map, head, rows, choose);
}

// Leaflet gives a marker the focus but no key a meaning.
export function onEnter(node, act) {
  node.setAttribute("role", "button");
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}

export class Marks {
  // `choose(id)` is called with the id of the row a viewer picked.
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
    map.createPane(PANE).style.zIndex = 620;
    this.group = L.layerGroup().addTo(map);
    this.drawn = new Map();
    map.on("cm:look", () => { this.group.clearLayers(); this.drawn.clear(); });
  }

  // `shown`: {events: [rows on], presence: [rows on], steps: {id: n}, selected: id, soft: {id: why it is pale}}
  update(shown) {
    const wanted = new Map();
    this.collectEvents(shown, wanted);
    this.collectSites(shown, wanted);
    for (const [key, entry] of this.drawn) {
      if (!wanted.has(key) || wanted.get(key).face !== entry.face) {
        this.group.removeLayer(entry.marker);
        this.drawn.delete(key);
      }
    }
    for (const [key, mark] of wanted) {
      if (!this.drawn.has(key)) this.drawn.set(key, { face: mark.face, marker: this.build(mark), rows: mark.rows, kind: mark.kind, mark });
    }
    const marks = [...wanted.values()];
    this.walk.set("marks", marks.map((mark) => this.stop(mark)));
    this.labels.set("marks", marks.filter((m) => m.name).map((m) => this.label(m)),
      marks.map((m) => ({ latlng: m.latlng, size: [m.width + 2, m.size + 2] })));
  }

  // What is chosen, for chosen.js.
  chosen() {
    return [...this.drawn.values()].map(({ mark }) => mark).filter((mark) => mark.selected)
      .map((mark) => ({ latlng: mark.latlng, size: [mark.width, mark.size], offset: mark.offset }));
  }

  // During playback a mark whose events are all past is a trace.
  fade(isPast) {
    for (const { marker, rows, kind } of this.drawn.values()) {
      const node = marker.getElement();
      if (kind === "events" && node) node.classList.toggle("cm-trace", rows.every(isPast));
    }
  }

  collectEvents(shown, wanted) {
    const byPlace = new Map();
    for (const row of shown.events) {
      const place = this.doc.places[row.place];
      if (!place || !place.glyph) continue;
      if (!byPlace.has(row.place)) byPlace.set(row.place, []);
      byPlace.get(row.place).push(row);
    }
    for (const [id, rows] of byPlace) {
      const place = this.doc.places[id], sides = [];
      rows.forEach((row) => row.sides.forEach((side) => sides.includes(side) || sides.push(side)));
      const steps = rows.map((row) => shown.steps[row.id]).filter(Boolean);
      const selected = rows.some((row) => row.id === shown.selected);
      const text = steps.length ? stepSpan(steps) : rows.length > 1 ? String(rows.length) : rows[0].mark;
      const size = grown(20 + Math.min(12, 4 * Math.sqrt(rows.length - 1)) + (selected ? 4 : 0));
      wanted.set("events " + id, {
        key: "events " + id, place, latlng: [place.lat, place.lon], rows, selected, size, sides, text, steps: steps.length > 0, stepsOf: steps,
        width: steps.length ? 8 * wardrobe.now.type * text.length + 18 : size,
        name: place.name, face: JSON.stringify([sides, text, selected, rows.length, rows[0].id, rows[rows.length - 1].id, rows.map((row) => row.title), this.pale(rows, shown)]), kind: "events", soft: this.pale(rows, shown),
      });
    }
  }

  collectSites(shown, wanted) {
    const busy = new Set([...wanted.values()].map((mark) => mark.place.id)), byPlace = new Map();
    for (const row of shown.presence) {
      const place = this.doc.places[row.place];
      if (!place || !place.glyph || row.nature.startsWith("country")) continue;
      if (!byPlace.has(row.place)) byPlace.set(row.place, []);
      byPlace.get(row.place).push(row);
    }
    for (const [id, rows] of byPlace) {
      const place = this.doc.places[id], selected = rows.some((row) => row.id === shown.selected), forces = new Map();
      rows.forEach((row) => row.forces.forEach((force) => forces.set(force, [...(forces.get(force) || []), row])));
      wanted.set("site " + id, {
        key: "site " + id, place, latlng: [place.lat, place.lon], rows, selected, size: grown(selected ? 27 : 21), width: grown(21) * forces.size, forces,
        offset: busy.has(id) ? [15, 15] : [0, 0], name: busy.has(id) ? null : place.name, kind: "site",
        face: JSON.stringify([selected, busy.has(id), rows.map((row) => [row.id, row.title]), this.pale(rows, shown)]), soft: this.pale(rows, shown),
      });
    }
  }

  // Why each row of a mark is pale, or "" where it is not; a mark is pale when all its rows are.
  pale(rows, shown) { return rows.map((row) => (shown.soft || {})[row.id] || ""); }

  build(mark) {
    const node = mark.kind === "events" ? this.eventFace(mark) : this.siteFace(mark);
    const head = mark.place.name + ", " + mark.place.words;
    const lines = mark.rows.slice(0, 6).map((row, i) => gettext("{when}: {mark} {title}", row) + (mark.soft[i] ? " (" + mark.soft[i] + ")" : "")), rest = mark.rows.length - 6;
    if (rest > 0) lines.push(ngettext("and {n} more", "and {n} more", rest));
    const size = mark.size, wide = mark.forces ? size * mark.forces.size : size, [dx, dy] = mark.offset || [0, 0];
    const marker = L.marker(mark.latlng, {
      pane: PANE, alt: head + ". " + lines.join(". "), keyboard: true, riseOnHover: true,
      zIndexOffset: mark.selected ? 1000 : (mark.kind === "events" ? 100 : 0) + 10 * Math.min(20, mark.rows.length),
      icon: L.divIcon({ html: node, className: "cm-mark" + (mark.selected ? " cm-selected" : "") + (mark.soft.every(Boolean) ? " cm-soft" : ""),
        iconSize: [wide, size], iconAnchor: [wide / 2 - dx, size / 2 - dy] }), // wider numbers of steps stand out on both sides
    });
    this.tips.give(marker, [head, ...lines], { direction: "top", offset: [0, -size / 2] });
    marker.on("click", () => this.open(mark));
    marker.addTo(this.group);
    const shape = marker.getElement();
    onEnter(shape, () => this.open(mark));
    shape.setAttribute("aria-label", this.spoken.rows(mark.place, mark.rows, mark.stepsOf) + (mark.soft.every(Boolean) ? "; " + mark.soft[0] : ""));
    if (mark.selected) shape.setAttribute("aria-current", "true");
    shape.dataset.rows = mark.rows.map((row) => row.id).join(" ");
    return marker;
  }

  stop(mark) {
    const node = this.drawn.get(mark.key).marker.getElement(), first = this.spoken.first(mark.rows);
    return { key: mark.key, node, rows: mark.rows.map((row) => row.id), at: L.latLng(mark.latlng), group: mark.kind === "events" ? 0 : 1, time: this.spoken.time(first), end: first.end };
  }

  open(mark) {
    pickRow(this.map, mark.place.name, mark.rows, this.choose);
  }

  eventFace(mark) {
    if (mark.steps) return chip(mark.text);
    const colours = mark.sides.map((side) => this.doc.style.sides[side].colour);
    return ring(colours, mark.text, mark.size);
  }

  siteFace(mark) {
    const node = element("span", "cm-site");
    for (const [force, rows] of mark.forces) {
      const actor = this.doc.style.actors[force];
      const hollow = rows.every((row) => this.doc.style.natures[row.nature].mark !== "solid");
      const dash = this.doc.style.confidence[rows[0].confidence].dash;
      node.appendChild(glyph(actor.shape, { colour: actor.colour, hollow, dash, size: mark.size }));
    }
    return node;
  }

  label(mark) {
    return {
      key: mark.key, latlng: mark.latlng, text: mark.place.short, name: mark.name, names: [mark.name, ...mark.place.also],
      face: "place", rank: mark.selected ? 1 : mark.kind === "events" ? 10 : 14, gap: mark.width / 2 + 3, rise: mark.size / 2 + 3,
    };
  }
}

// "3", "3–7" or "4–7, 9, 13": the steps of a story that happened at one place.
export function stepSpan(steps) {
  const runs = [];
  [...steps].sort((a, b) => a - b).forEach((step) => {
    const last = runs[runs.length - 1];
    if (last && step === last[1] + 1) last[1] = step;
    else runs.push([step, step]);
  });
  return runs.map(([a, b]) => (a === b ? a : b === a + 1 ? a + ", " + b : a + "–" + b)).join(", ");
}

// The numbers of steps on a dark chip that is as wide as they need.
export function chip(text) {
  const node = element("span", "cm-chip");
  node.appendChild(element("span", "", text));
  return node;
}
