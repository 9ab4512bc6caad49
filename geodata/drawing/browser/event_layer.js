// The viewer's own events, on one canvas below the story's marks: dots, or hexagons where there are too many for dots.
// Python says by a mask which rows are on; the columns are fetched once by their address. Nothing here moves the map,
// except a click on a hexagon.
import { passing, placed } from "./asking_events.js";
import { readColumns, rowsBegun, rowsInView, rowsPlaced } from "./columns.js";
import { Dots } from "./dots.js";
import { EventPointer } from "./event_pointer.js";
import { EventTexts } from "./event_texts.js";
import { Hexagons } from "./hexagons.js";
import { element } from "./icons.js";
import { notice } from "./legend.js";
import { wardrobe } from "./look.js";
import { gettext } from "./words.js";

const PANE = "cm-imported";
const HEIGHT = { dots: 360, hexagons: 330 }; // dots above the story's areas, hexagons below; route and marks above both
const PADDING = 0.25; // how far the picture reaches beyond each edge of the window, so that it can be dragged
const SHARPEST = 2; // pixels of the screen to a pixel of the page, at most
const LOST = (why, shared) => shared ? gettext("The events of the database could not be loaded ({why}). Load the page again.", { why })
  : gettext("Your events could not be loaded ({why}). Open Your data and choose the file again.", { why });

export class EventLayer {
  // `choose(id, {index, columns, row})` is called with the id of the event a viewer picked, and its texts.
  /**
   * @param {LeafletMap} map
   * @param {StyleTable} style
   * @param {import("./labels.js").Labels} labels
   * @param {(id: Id, texts: any) => void} choose
   */
  constructor(map, style, labels, choose) {
    this.map = map;
    this.style = style;
    this.labels = labels;
    this.day = null;
    this.since = null;
    const pane = map.createPane(PANE);
    pane.style.pointerEvents = "none"; // event_pointer.js asks what lies under the pointer
    this.dots = new Dots(style.eventDot, style);
    this.hexagons = new Hexagons(style.hexagon, style);
    this.canvas = element("canvas", "leaflet-zoom-animated");
    this.canvas.setAttribute("aria-hidden", "true"); // a table stands beside the map
    this.ink = this.canvas.getContext("2d");
    map.on("moveend resize", () => this.draw());
    map.on("cm:labels", () => this.repaint());
    map.on("cm:look", () => { if (this.drawn) this.paint(); });
    map.on("move", () => this.follow());
    map.on("zoom", () => this.place(map.latLngToLayerPoint(this.corner || [0, 0]), map.getZoom()));
    map.on("zoomanim", (to) => this.place(map._latLngToNewLayerPoint(L.latLng(this.corner || [0, 0]), to.zoom, to.center), to.zoom));
    this.pointer = new EventPointer(map, this, choose);
  }

  // `imported`: {columns, texts, mask, selected} as MapState.imported, or null for none. Returns null when it is drawn,
  // else a promise that is kept as soon as it is (or cannot be: then a notice has been shown).
  /** @param {ImportedState | null} imported */
  update(imported) {
    this.wanted = imported;
    if (!imported) { this.hide(); return null; }
    if (this.columns && this.address === imported.columns) { this.show(); return null; }
    if (this.address !== imported.columns) this.load(imported);
    return this.loading;
  }

  // The columns of the last address are kept; those of another one are dropped at once.
  load(imported) {
    const address = this.address = imported.columns;
    this.columns = this.rows = this.mask = null;
    this.hide();
    this.loading = readColumns(address).then((columns) => {
      if (this.address !== address) return this.loading; // another file has been opened since
      this.columns = columns;
      this.texts = new EventTexts(imported.texts);
      if (this.wanted && this.wanted.columns === address) this.show();
    }).catch((error) => {
      if (this.address !== address) return this.loading;
      this.address = null; // the next state asks again
      if (this.wanted) notice(this.map, LOST(error.message, imported.shared));
    });
  }

  // The moment of playback: rows that begin later are hidden, rows that ended by `since` are a trace. Both are days
  // since 1970; null for no playback.
  until(day, since) {
    if (this.day === day && this.since === since) return;
    this.day = day;
    this.since = since;
    this.begun = null;
    if (this.rows && this.wanted) this.show();
  }

  hide() {
    this.canvas.remove();
    this.drawn = null;
    this.pointer.leave();
    this.map.getContainer().classList.remove("cm-crowded");
    delete this.map.getContainer().dataset.imported;
  }

  // The rows that are on, worked out anew only when the mask or the moment is another.
  show(rows = null) {
    if (!rows && this.canvas.isConnected && this.begun && this.mask === this.wanted.mask && this.selected === this.wanted.selected) return;
    this.selected = this.wanted.selected;
    if (!rows && this.mask !== this.wanted.mask) {
      this.mask = this.wanted.mask;
      this.rows = rowsPlaced(this.columns, this.mask);
      this.begun = null;
    }
    if (!this.begun) this.begun = this.day === null ? this.rows : rowsBegun(this.columns, this.rows, this.day, this.room());
    if (!this.canvas.isConnected) this.map.getPane(PANE).appendChild(this.canvas);
    this.face = null;
    this.draw();
  }

  // Where the numbers of the rows of a moment are written.
  room() {
    if (!this.moment || this.moment.length < this.rows.length) this.moment = new Uint32Array(this.columns.rows);
    return this.moment;
  }

  // What a filter would leave, before Python has said it; false where only Python knows. Its own state comes with the
  // next update().
  ask(asked) {
    const { columns, wanted } = this;
    if (!wanted || !columns || this.address !== wanted.columns) return false;
    this.on = this.on && this.on.length === columns.rows ? this.on : new Uint8Array(columns.rows);
    if (!passing(columns, asked, this.on)) return false;
    this.spare = this.spare && this.spare.length === columns.rows ? this.spare : new Uint32Array(columns.rows);
    this.rows = placed(columns, this.on, this.spare);
    this.mask = this.begun = null; // whatever mask Python sends is drawn anew
    this.show(this.rows);
    return true;
  }

  // The part of the map plane that the picture covers, in its pixels at this zoom.
  view() {
    const { map } = this, zoom = map.getZoom(), size = map.getSize(), pad = size.multiplyBy(PADDING).round();
    const at = map.containerPointToLayerPoint([-pad.x, -pad.y]).round(), origin = map.getPixelOrigin().add(at);
    return { zoom, at, scale: map.options.crs.scale(zoom), left: origin.x, top: origin.y,
      width: size.x + 2 * pad.x, height: size.y + 2 * pad.y };
  }

  draw() {
    if (!this.columns || !this.canvas.isConnected) return;
    const view = this.view(), face = JSON.stringify(view);
    if (face === this.face) return;
    this.face = face;
    this.pointer.leave();
    const { columns, begun, since } = this, inside = this.dotted(view);
    const dots = inside && this.dots.arrange(columns, inside, view), hexagons = inside ? null : this.hexagons.bin(columns, begun, view, since);
    this.drawn = { view, dots, hexagons };
    this.paint();
    const box = this.map.getContainer(), shown = dots ? dots.count : hexagons.shown;
    box.classList.toggle("cm-crowded", !dots);
    this.map.getPane(PANE).style.zIndex = dots ? HEIGHT.dots : HEIGHT.hexagons;
    box.dataset.imported = [shown, begun.length, begun.length - shown].join("/");
  }

  paint() {
    const { view, dots, hexagons } = this.drawn, ratio = wardrobe.onPaper ? SHARPEST : Math.min(SHARPEST, window.devicePixelRatio || 1);
    this.clear(view, ratio);
    if (dots) this.dots.paint(this.ink, dots, this.columns, this.since, ratio);
    else this.hexagons.paint(this.ink, hexagons, this.taken(view));
    this.drawSelected(view, ratio);
  }

  // Labels have found their places: the numbers give way.
  repaint() {
    if (this.drawn && this.drawn.hexagons && JSON.stringify(this.view()) === this.face) this.paint();
  }

  // The boxes of labels, buttons and marks, from the window's corner to the picture's.
  taken(view) {
    const { map } = this, off = map.containerPointToLayerPoint([0, 0]).subtract(view.at), window = map.getContainer().getBoundingClientRect();
    const marks = Array.from(map.getContainer().querySelectorAll(".leaflet-marker-icon"), (mark) => {
      const box = mark.getBoundingClientRect();
      return [box.left - window.left, box.top - window.top, box.width, box.height];
    });
    return [...this.labels.taken, ...marks].map(([x, y, width, height]) => [x + off.x, y + off.y, width, height]);
  }

  // The rows in view if they are drawn as dots; null where there are too many, or where they would lie in heaps.
  dotted(view) {
    const { columns, begun } = this, { above, few, crowd } = this.style.hexagon, inside = rowsInView(columns, begun, view, above);
    if (!inside || inside.length <= few) return inside;
    return inside.length > crowd * this.hexagons.bin(columns, inside, view, null).cells.length ? null : inside;
  }

  clear(view, ratio) {
    const { canvas, map } = this, width = Math.round(view.width * ratio), height = Math.round(view.height * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: view.width + "px", height: view.height + "px" });
    }
    this.ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ink.clearRect(0, 0, view.width, view.height);
    this.corner = map.layerPointToLatLng(view.at);
    this.drawnAt = view;
    L.DomUtil.setTransform(canvas, view.at, 1);
  }

  // The chosen event lies on top, also where it is one of many in a hexagon.
  drawSelected(view, ratio) {
    const row = this.wanted.selected, { columns } = this;
    if (!Number.isInteger(row) || !this.begun.includes(row)) return;
    const x = columns.x[row] * view.scale - view.left, y = columns.y[row] * view.scale - view.top, radius = this.dots.radius(columns.deaths[row]);
    this.dots.stamp(this.ink, columns.looks, columns.look[row], columns.vague[row], radius, x, y, ratio);
    this.dots.ring(this.ink, x, y, radius);
  }

  // While Leaflet zooms, the picture of before is stretched with the map.
  place(point, zoom) {
    if (this.drawnAt) L.DomUtil.setTransform(this.canvas, point, this.map.getZoomScale(zoom, this.drawnAt.zoom));
  }

  // A long drag may go beyond the padding: draw anew before an empty edge shows.
  follow() {
    const { drawn, map } = this;
    if (!drawn || drawn.view.zoom !== map.getZoom() || map._animatingZoom) return;
    const off = map.containerPointToLayerPoint([0, 0]).subtract(drawn.view.at), size = map.getSize();
    if (off.x < 0 || off.y < 0 || off.x + size.x > drawn.view.width || off.y + size.y > drawn.view.height) this.draw();
  }

  // What lies under a point of the window: null, {rows, total} of dots at one spot, or {cell} of a hexagon;
  // with `latlng` and `gap`, where a tooltip stands.
  hit(point) {
    if (!this.drawn || this.drawn.view.zoom !== this.map.getZoom()) return null;
    const { view, dots, hexagons } = this.drawn, at = this.map.containerPointToLayerPoint(point).subtract(view.at);
    const where = (x, y, gap) => ({ latlng: this.map.layerPointToLatLng(view.at.add([x, y])), gap });
    if (hexagons) {
      const cell = this.hexagons.at(hexagons, at.x + view.left, at.y + view.top);
      return cell ? { cell, key: "hexagon " + cell.column + " " + cell.row, ...where(cell.x, cell.y, this.style.hexagon.width / 2) } : null;
    }
    const top = dots.grid.top(at.x, at.y);
    if (top < 0) return null;
    const rows = dots.grid.together(top, 4).map((i) => dots.rows[i]);
    return { rows, key: "dot " + top, ...where(dots.x[top], dots.y[top], dots.radius[top]) };
  }

  // The rows of a hexagon.
  rowsOf(cell) {
    return this.hexagons.rowsOf(cell, this.columns, this.begun, this.drawn.view.scale);
  }
}
