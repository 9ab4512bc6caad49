// What the files of the timeline share: sizes in pixels, SVG, time, and the words of a row.
import { gettext, hour } from "./words.js";

const NS = "http://www.w3.org/2000/svg";
export const DAY = 86400000; // milliseconds
export const LEFT = 112; // where the axis begins, right of the names of the lanes
export const TOP = 58; // where the lanes begin, below the strip and the axis
export const BAR = 15; // the height of an event
export const THIN = 8; // and of a report of presence
export const GAP = 4;
export const STRIP = 24; // the height of the whole period in small
export const NARROW = 500; // a drawing of less width has its words below the bars,
export const SIDE = 8; // so much room at its edges,
export const HEAD = 24; // and so much for the name of a lane

export const svg = (name, attributes, parent) => {
  const node = document.createElementNS(NS, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  if (parent) parent.appendChild(node);
  return node;
};

export const time = (iso) => Date.parse(iso + (iso.length === 10 ? "T00:00:00Z" : "Z"));

// The hours that a source gives. Their zone is not told here: the note on the card says which is meant, where one is.
export function moment(row) {
  const parts = { when: row.when, from: hour(row.start.slice(11)), until: hour(row.end.slice(11)) };
  if (parts.from && parts.until) return gettext("{when}, from {from}, until {until}", parts);
  if (parts.from) return gettext("{when}, from {from}", parts);
  return parts.until ? gettext("{when}, until {until}", parts) : row.when;
}

// The confidence of a row stands before its words: the same three marks as on map and table.
export const marked = (row) => row.mark + " " + row.title;

// The words that fit into so many pixels, with an ellipsis where they were cut.
export function fit(ink, words, room) {
  if (ink.measureText(words).width <= room) return words;
  let length = words.length;
  while (length > 1 && ink.measureText(words.slice(0, length) + "…").width > room) length -= 1;
  return words.slice(0, length).trimEnd() + "…";
}
