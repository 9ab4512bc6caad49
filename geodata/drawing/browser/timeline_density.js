// The lane of imported events: how many a day or a month, as columns. Thousands of bars would hide one another.
// `counts`: {unit: "day"|"month", start: [ISO days], count: [numbers], undated, label, colour}, as
// geodata/imported/day_counts.py makes it. Belongs to timeline.js, which draws everything else.
import { DAY, HEAD, SIDE, svg, time } from "./timeline_ground.js";
import { day as dayWords, gettext, joined, ngettext, number } from "./words.js";

export const DENSITY = 64; // the height of the lane
const LEAST = 3; // and the width of a column

// Columns of at least LEAST pixels: neighbouring days share one, so that the counts always sum to what is in view.
export function densityColumns(counts, timeline) {
  const columns = new Map();
  counts.start.forEach((start, i) => {
    const t0 = time(start), t1 = counts.unit === "day" ? t0 + DAY : nextMonth(t0);
    if (t1 <= timeline.from || t0 >= timeline.to) return;
    const x0 = Math.max(timeline.left, timeline.x(t0)), wide = Math.max(LEAST, timeline.x(t1) - timeline.x(t0) - 0.5);
    const slot = Math.floor((x0 - timeline.left) / LEAST);
    const column = columns.get(slot) || { x: x0, wide, count: 0, from: start, to: start };
    column.count += counts.count[i];
    column.wide = Math.max(column.wide, wide);
    column.to = start;
    columns.set(slot, column);
  });
  return [...columns.values()];
}

function nextMonth(t) {
  const day = new Date(t);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}

const events = (n) => ngettext("{n} event", "{n} events", n);

export function drawDensity(timeline, y, parent) {
  const counts = timeline.data.imported, columns = densityColumns(counts, timeline);
  const most = columns.reduce((top, column) => Math.max(top, column.count), 1);
  const total = columns.reduce((sum, column) => sum + column.count, 0);
  svg("line", { x1: 0, x2: timeline.width, y1: y, y2: y, class: "rule" }, parent);
  svg("text", { x: 2, y: y + 17, class: "lane" }, parent).textContent = counts.label;
  const side = timeline.narrow ? { x: timeline.width - SIDE, "text-anchor": "end", class: "tick" } : { x: 2, class: "tick" };
  const told = timeline.narrow ? [gettext("up to {number} a column", { number: number(most) })] : [gettext("up to {number}", { number: number(most) }), gettext("a column")];
  told.forEach((words, i) => { svg("text", { ...side, y: y + (timeline.narrow ? 17 : 34 + 14 * i) }, parent).textContent = words; });
  if (timeline.narrow) y += HEAD;
  const inDays = ngettext("{label}: {n} event in the days shown", "{label}: {n} events in the days shown", total, { label: counts.label });
  const group = svg("g", { class: "density", role: "img", "data-total": total, "aria-label": inDays + mostWords(columns, most, counts.unit) }, parent);
  for (const column of columns) {
    const high = Math.max(1.5, (column.count / most) * (DENSITY - 14));
    const bar = svg("rect", { x: column.x, y: y + DENSITY - 4 - high, width: column.wide, height: high, fill: timeline.colour(counts.colour) }, group);
    const days = densityWords(column, counts.unit);
    bar.addEventListener("pointerenter", (event) => timeline.tip.show(days + "\n" + events(column.count) + "\n" + counts.label, event));
    bar.addEventListener("pointerleave", (event) => timeline.tip.leave(event));
  }
}

// The highest column, for those who do not see it.
function mostWords(columns, most, unit) {
  const top = columns.find((column) => column.count === most);
  return top ? ". " + ngettext("Most: {n} event, {when}", "Most: {n} events, {when}", most, { when: densityWords(top, unit) }) : "";
}

export function densityWords(column, unit) {
  const words = (iso) => dayWords(time(iso), { day: unit === "day" ? "numeric" : undefined, month: "long", year: "numeric" });
  const from = words(column.from), to = words(column.to);
  if (from === to) return from;
  if (unit === "day") return gettext("{start_day} to {end_day}", { start_day: from, end_day: to });
  return joined(gettext("{start_month} to {end_month}", { start_month: from, end_month: to }));
}
