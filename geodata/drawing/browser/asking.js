// The filter in the browser: which rows pass what an address asks, with the same meaning as geodata/asking has in Python.
// Columns come with the story document (geodata/drawing/filter_document.py); what has none is left to Python.

const DAY = 86400000; // milliseconds

// A mask as it travels (geodata/drawing/mask.py) as one byte a row, and back.
export function unpacked(mask, count) {
  const bytes = atob(mask), rows = new Uint8Array(count);
  for (let i = 0; i < count; i++) rows[i] = bytes.charCodeAt(i >> 3) & (128 >> (i & 7)) ? 1 : 0;
  return rows;
}

export function packed(rows) {
  const bytes = new Uint8Array((rows.length + 7) >> 3);
  rows.forEach((on, i) => { if (on) bytes[i >> 3] |= 128 >> (i & 7); });
  return btoa(String.fromCharCode(...bytes));
}

const dayNumber = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);

// One column, read once: what it needs to say whether a row passes.
class Column {
  /** @param {FilterColumn} document @param {number} count */
  constructor(document, count) {
    this.count = count;
    this.onward = !!document.onward;
    this.days = document.days;
    this.sure = document.sure || document.days;
    this.on = document.on === undefined ? null : unpacked(document.on, count);
    this.any = document.any && Object.fromEntries(Object.entries(document.any).map(([value, mask]) => [value, unpacked(mask, count)]));
  }

  // Leave of `may` and `sure` (one byte a row) what passes the texts of one parameter.
  narrow(texts, may, sure) {
    if (this.any) return this.keep(this.union(texts), may, sure);
    const [text] = texts.slice(-1);
    if (!text) return null;
    if (this.on) return this.keep(this.on, may, sure);
    const day = dayNumber(text), passes = (own) => own === null || (this.onward ? own <= day : own >= day);
    for (let i = 0; i < this.count; i++) {
      if (!passes(this.days[i])) may[i] = 0;
      if (!passes(this.sure[i])) sure[i] = 0;
    }
    return null;
  }

  union(values) {
    const found = new Uint8Array(this.count);
    values.forEach((value) => { const has = this.any[value]; if (has) has.forEach((on, i) => { found[i] |= on; }); });
    return found;
  }

  keep(rows, may, sure) {
    rows.forEach((on, i) => { if (!on) { may[i] = 0; sure[i] = 0; } });
  }
}

export class Asking {
  // `filter` is the document; `counts` are the numbers of rows by table.
  /** @param {FilterDocument} filter @param {Record<string, number>} counts */
  constructor(filter, counts) {
    this.counts = counts;
    this.python = filter.python;
    this.titles = filter.titles;
    this.columns = Object.fromEntries(Object.entries(filter.columns).map(([table, columns]) => [table,
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, new Column(column, counts[table])]))]));
    this.legs = new Map(filter.legs.ids.map((id, i) => [id, filter.legs.public.days[i]]));
  }

  // Whether Python alone knows which rows pass: `asked` are the parameters of an address, a list of texts by name.
  isPythons(table, asked) {
    return (this.python[table] || []).some((name) => (asked[name] || []).some((text) => text));
  }

  // Which rows of a table pass, one byte a row: those that surely do, and those that only may, as of a vague date.
  // A parameter that the table does not know asks nothing of it.
  pass(table, asked) {
    const may = new Uint8Array(this.counts[table]).fill(1), sure = may.slice();
    for (const [name, column] of Object.entries(this.columns[table])) {
      if ((asked[name] || []).length) column.narrow(asked[name], may, sure);
    }
    return { sure: sure.map((on, i) => on & may[i]), apart: may.map((on, i) => on & (sure[i] ^ 1)) };
  }

  // Whether a leg was public by the as-of day, if there is one.
  isLegPublic(id, asked) {
    const [day] = (asked.asof || []).slice(-1);
    return !day || this.legs.get(id) <= dayNumber(day);
  }

  // Titles in place of those that could not be told as of the day, by id.
  untold(asked) {
    const [day] = (asked.asof || []).slice(-1);
    if (!day) return {};
    const now = dayNumber(day);
    return Object.fromEntries(Object.entries(this.titles).filter(([, [told]]) => told > now).map(([id, [, words]]) => [id, words]));
  }
}
