// The lane of imported events: how many a day or a month, as columns. Thousands of bars would hide one another.
// `counts`: {unit: "day"|"month", start: [ISO days], count: [numbers], undated, label, colour}, as
// geodata/imported/day_counts.py makes it. Belongs to timeline.js, which draws everything else.
const DENSITY = 64, LEAST = 3;

// Columns of at least LEAST pixels: neighbouring days share one, so that the counts always sum to what is in view.
function densityColumns(counts, timeline) {
  const columns = new Map();
  counts.start.forEach((start, i) => {
    const t0 = time(start), t1 = counts.unit === "day" ? t0 + DAY : nextMonth(t0);
    if (t1 <= timeline.from || t0 >= timeline.to) return;
    const x0 = Math.max(LEFT, timeline.x(t0)), wide = Math.max(LEAST, timeline.x(t1) - timeline.x(t0) - 0.5);
    const slot = Math.floor((x0 - LEFT) / LEAST);
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

const events = (n) => n.toLocaleString("en-GB") + (n === 1 ? " event" : " events");

function drawDensity(timeline, y, parent) {
  const counts = timeline.data.imported, columns = densityColumns(counts, timeline);
  const most = columns.reduce((top, column) => Math.max(top, column.count), 1);
  const total = columns.reduce((sum, column) => sum + column.count, 0);
  svg("line", { x1: 0, x2: timeline.width, y1: y, y2: y, class: "rule" }, parent);
  svg("text", { x: 2, y: y + 17, class: "lane" }, parent).textContent = counts.label;
  svg("text", { x: 2, y: y + 34, class: "tick" }, parent).textContent = "up to " + most.toLocaleString("en-GB");
  svg("text", { x: 2, y: y + 48, class: "tick" }, parent).textContent = "a column";
  const group = svg("g", { class: "density", role: "img", "data-total": total, "aria-label": counts.label + ": " + events(total) + " in the days shown" }, parent);
  for (const column of columns) {
    const high = Math.max(1.5, (column.count / most) * (DENSITY - 14));
    const bar = svg("rect", { x: column.x, y: y + DENSITY - 4 - high, width: column.wide, height: high, fill: counts.colour }, group);
    const days = densityWords(column, counts.unit);
    bar.addEventListener("pointerenter", (event) => timeline.hint({ when: days, title: events(column.count), where: counts.label }, event));
    bar.addEventListener("pointerleave", () => { timeline.tip.hidden = true; });
  }
}

function densityWords(column, unit) {
  const words = (iso) => new Date(time(iso)).toLocaleDateString("en-GB", { timeZone: "UTC", day: unit === "day" ? "numeric" : undefined, month: "long", year: "numeric" });
  return column.from === column.to ? words(column.from) : words(column.from) + " to " + words(column.to);
}
