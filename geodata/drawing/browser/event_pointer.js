// Hover and click on the viewer's own events. The canvas takes no events itself: below it lie areas and countries that
// can be clicked, above it the story's marks, which come first.
import { namedTexts } from "./event_texts.js";
import { notice } from "./legend.js";
import { pickRow, tooltip } from "./marks.js";
import { gettext, ngettext, number } from "./words.js";

const ABOVE = ".leaflet-marker-icon, .leaflet-control-container, .leaflet-cm-route-pane, .leaflet-tooltip, .cm-chooser, .cm-play, .cm-notice";
const DELAY = 70; // milliseconds the pointer has to rest
const NAMED = 4, LISTED = 50; // rows in a tooltip, rows in a list

const NO_TEXTS = (why) => gettext("The texts of this event could not be loaded ({why}).", { why });

export class EventPointer {
  constructor(map, layer, choose) {
    this.map = map;
    this.layer = layer;
    this.choose = choose;
    this.over = null;
    this.tip = L.tooltip({ direction: "top", className: "cm-tooltip cm-event-tip" });
    const box = map.getContainer();
    box.addEventListener("pointermove", (event) => this.move(event));
    box.addEventListener("pointerleave", () => this.leave());
    // before Leaflet, which would hand the click to the country or the area below
    box.addEventListener("click", (event) => this.click(event), { capture: true });
  }

  under(event) {
    if (!this.layer.drawn || event.target.closest(ABOVE)) return null;
    return this.layer.hit(this.map.mouseEventToContainerPoint(event));
  }

  move(event) {
    if (event.pointerType !== "mouse" || event.buttons) return; // a finger chooses at once
    const hit = this.under(event);
    if (!hit) return this.leave();
    if (this.over === hit.key) return;
    this.leave();
    this.over = hit.key;
    this.map.getContainer().classList.add("cm-over");
    this.timer = setTimeout(() => this.show(hit), DELAY);
  }

  leave() {
    if (!this.over) return;
    this.over = null;
    clearTimeout(this.timer);
    this.map.getContainer().classList.remove("cm-over");
    this.tip.remove();
  }

  async show(hit) {
    const lines = await this.lines(hit).catch((error) => [NO_TEXTS(error.message)]);
    if (this.over !== hit.key) return;
    this.tip.options.offset = L.point(0, -hit.gap - 2);
    this.tip.setContent(tooltip(lines)).setLatLng(hit.latlng).addTo(this.map);
  }

  async lines(hit) {
    if (hit.cell && hit.cell.count > 1) return this.hexagonLines(hit.cell);
    const rows = this.ordered(hit.cell ? this.layer.rowsOf(hit.cell) : hit.rows), texts = await this.read(rows.slice(0, NAMED));
    if (rows.length === 1) {
      const { title, when, where, who, deaths, source } = texts[0].text;
      return [title, when, where, who, deaths && gettext("Deaths: {words}", { words: deaths }), source].filter(Boolean);
    }
    const named = texts.map(({ text }) => gettext("{when}: {title}", text)), more = rows.length - named.length;
    const here = ngettext("{n} event at this spot", "{n} events at this spot", rows.length);
    return [here, ...named, ...(more ? [ngettext("and {n} more", "and {n} more", more)] : [])];
  }

  hexagonLines(cell) {
    const { count, vague } = cell, rough = ngettext("{n} of them at a place only roughly known", "{n} of them at a place only roughly known", vague);
    const how = this.canZoom() ? gettext("Click to look closer.") : gettext("Click for a list.");
    return [ngettext("{n} event", "{n} events", count), ...(vague ? [rough] : []), how];
  }

  // Latest first; rows without a date at the end.
  ordered(rows) {
    const { start } = this.layer.columns;
    return Array.from(rows).sort((a, b) => start[b] - start[a] || a - b);
  }

  read(rows) {
    const { texts } = this.layer;
    return Promise.all(rows.map(async (index) => {
      const { columns, row } = await texts.row(index);
      return { index, columns, row, text: namedTexts(columns, row) };
    }));
  }

  canZoom() { return this.map.getZoom() < this.map.getMaxZoom(); }

  click(event) {
    if (this.map.dragging && this.map.dragging.moved()) return; // the end of a drag
    const hit = this.under(event);
    if (!hit) return;
    event.stopPropagation();
    const open = this.map.getContainer().querySelector(".cm-chooser");
    if (open) open.remove();
    this.leave();
    const rows = hit.cell ? this.layer.rowsOf(hit.cell) : hit.rows;
    if (hit.cell && hit.cell.count > 1 && this.canZoom()) this.zoomTo(rows);
    else this.pick(rows);
  }

  // So close that the rows fill the window, and one level at least.
  zoomTo(rows) {
    const { x, y } = this.layer.columns, { map } = this, crs = map.options.crs;
    let [west, north, east, south] = [1, 1, 0, 0];
    for (const row of rows) {
      west = Math.min(west, x[row]); east = Math.max(east, x[row]);
      north = Math.min(north, y[row]); south = Math.max(south, y[row]);
    }
    const size = crs.scale(0), corner = (a, b) => crs.pointToLatLng(L.point(a * size, b * size), 0);
    const bounds = L.latLngBounds(corner(west, south), corner(east, north)), least = Math.min(map.getMaxZoom(), map.getZoom() + 1);
    const fits = map.getBoundsZoom(bounds, false, L.point(80, 80));
    map.setView(bounds.getCenter(), Math.max(least, Math.min(map.getMaxZoom(), fits)));
  }

  async pick(rows) {
    const listed = this.ordered(rows).slice(0, LISTED);
    try {
      const texts = await this.read(listed), byId = new Map(texts.map((one) => [one.text.id, one]));
      const all = rows.length === listed.length, head = all ? ngettext("{n} event at this spot", "{n} events at this spot", rows.length)
        : ngettext("{n} event at this spot; the latest {listed} of them:", "{n} events at this spot; the latest {listed} of them:", rows.length,
          { listed: number(listed.length) });
      const choices = texts.map(({ text }) => ({ id: text.id, when: text.when, title: text.title, mark: "" }));
      pickRow(this.map, head, choices, (id) => {
        const { index, columns, row } = byId.get(id);
        this.choose(id, { index, columns, row });
      });
    } catch (error) {
      notice(this.map, NO_TEXTS(error.message) + " " + gettext("Open Your data and choose the file again."));
    }
  }
}
