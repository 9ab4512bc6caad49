// The map before Python has answered: the state as a filter would leave it, made in the browser (asking.js).
// A state brings what that needs in `live` (geodata/views/live.py).
import { Asking, packed, unpacked } from "./asking.js";
import { gettext } from "./words.js";

const TABLES = ["events", "presence"];
const both = (a, b) => a.map((on, i) => on & b[i]);
const either = (a, b) => a.map((on, i) => on | b[i]);

export class LiveMap {
  constructor(doc) {
    this.doc = doc;
    this.waypoints = Object.keys(doc.waypoints);
    this.counts = { events: doc.events.length, presence: doc.presence.length, route: this.waypoints.length };
    this.asking = new Asking(doc.filter, this.counts);
  }

  // The state as it is when `asked` is asked for, parameters as in an address; null when Python alone knows.
  state(state, asked) {
    const { live } = state;
    if (!live) return null;
    const passing = {};
    for (const table of Object.keys(this.counts)) {
      passing[table] = this.pass(table, asked, live);
      if (!passing[table]) return null;
    }
    const next = { ...state, titles: this.asking.untold(asked), soft: {} };
    for (const table of TABLES) {
      const whole = live.whole[table], { sure, apart } = passing[table];
      if (!whole) continue;
      const on = both(unpacked(whole, this.counts[table]), sure);
      next[table] = packed(live.apart.includes(table) ? either(on, apart) : on);
      if (table === "presence") Object.assign(next.soft, this.faded(state, on, live.begins || (asked.from || [])[0]));
      if (live.apart.includes(table)) Object.assign(next.soft, this.pale(this.doc[table], apart));
    }
    return { ...next, ...this.route(passing.route, asked, live) };
  }

  // What passes; of a searched text only what Python has said of this very text, as of this very day.
  pass(table, asked, live) {
    if (!this.asking.isPythons(table, asked)) return this.asking.pass(table, asked);
    const same = (name) => String(asked[name] || "") === String(live.asked[name] || "");
    if (!live.found || !same("q") || !same("asof")) return null;
    const found = unpacked(live.found[table], this.counts[table]), { sure, apart } = this.asking.pass(table, asked);
    return { sure: both(sure, found), apart: both(apart, found) };
  }

  route({ sure, apart }, asked, live) {
    const named = (rows) => new Set(this.waypoints.filter((_, i) => rows[i]));
    const on = named(either(sure, apart)), told = { asof: asked.asof || [] };
    const known = this.asking.pass("route", told), ends = named(known.sure);
    const isOn = (leg) => on.has(leg.to) && ends.has(leg.from) && this.asking.isLegPublic(leg.id, asked);
    const legs = (live.whole.legs || []).filter((id) => isOn(this.doc.legs[id]));
    return { legs, waypoints: (live.whole.waypoints || []).filter((id) => on.has(id)) };
  }

  // Rows of presence that are on and were last reported before the days asked for.
  faded(state, on, begins) {
    const rows = begins ? this.doc.presence.filter(({ id }, i) => on[i] && state.reported[id] && state.reported[id][0] < begins) : [];
    return Object.fromEntries(rows.map(({ id }) => [id, state.reported[id][1]]));
  }

  pale(rows, apart) {
    const words = (row) => (row.start ? gettext("may lie in these days; dated only to {date}", { date: row.when }) : gettext("may lie in these days; its start is not known"));
    return Object.fromEntries(rows.filter((_, i) => apart[i]).map((row) => [row.id, words(row)]));
  }

  // Where the rows that Python has on are not those that the browser would have on: the tables' names.
  differences(state) {
    const own = state.live && this.state(state, state.live.asked);
    if (!own) return [];
    const text = (name) => JSON.stringify(own[name] || "") !== JSON.stringify(state[name] || "");
    return [...TABLES, "legs", "waypoints"].filter((name) => (state.live.whole[name] ? text(name) : false));
  }
}
