// The filter on events that a viewer brings, in the browser: a pass over columns of codes, for a million rows in some
// milliseconds. What a parameter asks stands in the header of the columns (geodata/imported/filter_columns.py).
import { MISSING_DAY } from "./columns.js";

const DAY = 86400000; // milliseconds

// Whether Python alone knows what is asked.
function isPythons(columns, asked) {
  return Object.keys(columns.asking).some((name) => columns.asking[name].python && (asked[name] || []).some((text) => text));
}

// Take out of `on` (one byte a row) what does not pass the texts of one parameter.
const narrow = {
  hides: (_columns, _name, _texts, on) => on.fill(0),
  on(columns, name, _texts, on) {
    const passes = columns["ask " + name];
    for (let row = 0; row < on.length; row++) on[row] &= passes[row];
  },
  values(columns, name, texts, on) {
    const { values } = columns.asking[name], codes = columns["ask " + name], chosen = new Uint8Array(values.length);
    values.forEach((own, code) => { if (own.some((value) => texts.includes(value))) chosen[code] = 1; });
    for (let row = 0; row < on.length; row++) if (!chosen[codes[row]]) on[row] = 0; // a row without a value has no code
  },
  days(columns, name, [text], on) {
    const { days, onward } = columns.asking[name], own = columns[days], day = Math.round(Date.parse(text + "T00:00:00Z") / DAY);
    for (let row = 0; row < on.length; row++) if (own[row] !== MISSING_DAY && (onward ? own[row] > day : own[row] < day)) on[row] = 0;
  },
};

// Which rows pass, one byte a row, written into `on`; null when Python alone knows. `asked`: texts by parameter.
export function passing(columns, asked, on) {
  if (!columns.asking || isPythons(columns, asked)) return null;
  on.fill(1);
  for (const [name, how] of Object.entries(columns.asking)) {
    const texts = (asked[name] || []).filter((text) => text), kind = Object.keys(narrow).find((one) => how[one]);
    if (texts.length && kind) narrow[kind](columns, name, texts, on);
  }
  return on;
}

// The numbers of those that are on and have a place, written into `found`; returns the part of it that is filled.
export function placed(columns, on, found) {
  const { x } = columns;
  let count = 0;
  for (let row = 0; row < on.length; row++) if (on[row] && !Number.isNaN(x[row])) found[count++] = row;
  return found.subarray(0, count);
}
