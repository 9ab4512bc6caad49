import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";
import { Timeline } from "../../../../geodata/drawing/browser/timeline.js";
import { ticks } from "../../../../geodata/drawing/browser/timeline_axis.js";
import { densityColumns, densityWords } from "../../../../geodata/drawing/browser/timeline_density.js";
import { DAY, fit, moment, time } from "../../../../geodata/drawing/browser/timeline_ground.js";
import { Fingers, stacked, wrapped } from "../../../../geodata/drawing/browser/timeline_phone.js";
import { spokenRow } from "../../../../geodata/drawing/browser/timeline_tip.js";
import { speak } from "../../../../geodata/drawing/browser/words.js";

const ink = { measureText: (text) => ({ width: 10 * text.length }) };
const axis = (from, to, width) => Array.from(ticks(time(from), time(to), width), ([, words]) => words);

// A timeline as wide as it is told, without a page.
function timeline(from, to, whole = ["2018-01-01", "2025-01-01"]) {
  const made = Object.create(Timeline.prototype);
  Object.assign(made, { left: 100, width: 1108, look: { type: 1, instead: {} }, whole: whole.map(time) });
  made.show(time(from), time(to));
  return made;
}

const day = (t) => new Date(t).toISOString().slice(0, 16);

test("marks of the axis stand on the first of months and years", () => {
  assert.deepEqual(axis("2023-11-15", "2024-04-15", 600), ["Dec", "Jan 2024", "Feb", "Mar", "Apr"]);
  assert.deepEqual(axis("2018-06-01", "2022-06-01", 400), ["2019", "2020", "2021", "2022"]);
});

test("marks of the axis are days and hours where these are wide enough", () => {
  assert.deepEqual(axis("2024-07-25", "2024-07-27", 300), ["25 Jul", "26 Jul", "27 Jul"]);
  assert.deepEqual(axis("2024-07-27", "2024-07-28", 400), ["27 Jul", "06:00 UTC", "12:00 UTC", "18:00 UTC", "28 Jul"]);
});

test("a place on the axis and its moment are each other's", () => {
  const made = timeline("2024-07-20", "2024-07-30");
  assert.equal(made.x(time("2024-07-20")), 100);
  assert.equal(made.x(time("2024-07-30")), 1100);
  assert.equal(day(made.at(made.x(time("2024-07-24")))), "2024-07-24T00:00");
});

test("the view keeps to the whole period and never shows less than half a day", () => {
  const made = timeline("2010-01-01", "2030-01-01");
  assert.deepEqual([made.from, made.to].map(day), ["2018-01-01T00:00", "2025-01-01T00:00"]);
  made.show(time("2024-07-27"), time("2024-07-27"));
  assert.equal(made.to - made.from, DAY / 2);
});

test("a drag over days selects whole days, whichever way it goes", () => {
  for (const [start, end] of [[250, 450], [450, 250]]) {
    const made = timeline("2024-07-20", "2024-07-30"), chosen = [], handlers = {};
    globalThis.addEventListener = (name, act) => { handlers[name] = act; };
    Object.assign(made, { svg: { clientHeight: 100, appendChild() {} }, draw() {}, select: (...days) => chosen.push(days.join()), place: (event) => [event.clientX, 0] });
    made.brush(start);
    handlers.pointermove({ clientX: end });
    handlers.pointerup({ type: "pointerup" });
    assert.deepEqual(chosen, ["2024-07-21,2024-07-23"]);
  }
});

test("a drag of a few pixels and one that the browser takes away select nothing", () => {
  for (const [end, type] of [[252, "pointerup"], [450, "pointercancel"]]) {
    const made = timeline("2024-07-20", "2024-07-30"), handlers = {}, chosen = [];
    globalThis.addEventListener = (name, act) => { handlers[name] = act; };
    Object.assign(made, { svg: { clientHeight: 100, appendChild() {} }, draw() {}, select: (...days) => chosen.push(days), place: (event) => [event.clientX, 0] });
    made.brush(250);
    handlers.pointermove({ clientX: end });
    handlers[type]({ type });
    assert.deepEqual(chosen, []);
  }
});

test("hours that a source gives stand behind the day, with no zone that it does not name", () => {
  const row = (start, end) => moment({ when: "27 July 2024", start, end });
  assert.equal(row("2024-07-27T14:50", "2024-07-27T17:10"), "27 July 2024, from 14:50, until 17:10");
  assert.equal(row("2024-07-27T14:50", "2024-07-27"), "27 July 2024, from 14:50");
  assert.equal(row("2024-07-27", "2024-07-27T17:10"), "27 July 2024, until 17:10");
  assert.equal(row("2024-07-27", "2024-07-27"), "27 July 2024");
});

test("French writes its hours with an h, on the axis too", () => {
  const words = { "{when}, until {until}": "{when}, jusqu’à {until}" };
  speak({ tag: "fr", words });
  assert.equal(moment({ when: "27 juillet 2024", start: "2024-07-27", end: "2024-07-27T17:10" }), "27 juillet 2024, jusqu’à 17\u00a0h\u00a010");
  const told = Array.from(ticks(time("2024-07-27"), time("2024-07-28"), 400), ([, text]) => text);
  assert.deepEqual(told, ["27 juil.", "06\u00a0h\u00a000 UTC", "12\u00a0h\u00a000 UTC", "18\u00a0h\u00a000 UTC", "28 juil."]);
  speak({ tag: "en-GB", words: {} });
});

test("words that do not fit are cut with an ellipsis", () => {
  assert.equal(fit(ink, "an ambush", 90), "an ambush");
  assert.equal(fit(ink, "an ambush", 60), "an am…");
  assert.equal(fit(ink, "an ambush", 40), "an…");
});

test("words on a narrow screen are set in lines, a long word in one of its own", () => {
  assert.deepEqual([...wrapped(ink, "a column is stopped at Tinzaouaten", 100)], ["a column", "is stopped", "at", "Tinzaouaten"]);
});

const counts = (unit, start, count) => ({ unit, start, count });

test("columns of days sum to the events in view, however narrow", () => {
  const days = Array.from({ length: 31 }, (_, i) => "2024-07-" + String(i + 1).padStart(2, "0"));
  const given = counts("day", days, days.map(() => 2));
  const wide = densityColumns(given, timeline("2024-07-01", "2024-08-01")), close = densityColumns(given, timeline("2018-01-01", "2025-01-01"));
  const part = densityColumns(given, timeline("2024-07-10", "2024-07-20"));
  const sum = (columns) => columns.reduce((all, column) => all + column.count, 0);
  assert.deepEqual([wide.length, sum(wide), sum(close), sum(part)], [31, 62, 62, 20]);
  assert.ok(close.length < 31);
});

test("a column is told by its day, its days or its months", () => {
  assert.equal(densityWords({ from: "2024-07-01", to: "2024-07-01" }, "day"), "1 July 2024");
  assert.equal(densityWords({ from: "2024-07-01", to: "2024-07-03" }, "day"), "1 July 2024 to 3 July 2024");
  assert.equal(densityWords({ from: "2024-07-01", to: "2024-09-01" }, "month"), "July 2024 to September 2024");
});

test("a bar that is chosen already leads into its card and asks for nothing", () => {
  const sent = [], made = Object.create(Timeline.prototype);
  let led = 0;
  window.ConflictMap.guide = { keys: true, toCard: () => { led += 1; } };
  Object.assign(made, { data: { chosen: "E34" }, send: (id) => sent.push(id) });
  made.choose("E34");
  assert.deepEqual([sent, led], [[], 1]);
  made.choose("E33");
  assert.deepEqual([sent, led], [["E33"], 1]);
});

const row = (id, from, to, more = {}) => ({ id, start: from, end: to, t0: time(from), t1: time(to) + DAY, title: id, mark: "●", thin: 0, lanes: ["a"], ...more });

test("Tab finds the bar that had the focus last, else the chosen one, else the first in time", () => {
  const made = timeline("2024-07-01", "2024-08-01"), drawn = [row("late", "2024-07-20", "2024-07-21"), row("first", "2024-07-02", "2024-07-03"), row("chosen", "2024-07-09", "2024-07-09")];
  const stop = (chosen, focusId = null) => made.tabStop.call({ data: { chosen }, focusId }, drawn).id;
  assert.deepEqual([stop(null), stop("chosen"), stop("chosen", "late"), stop("gone", "gone too")], ["first", "chosen", "late", "first"]);
  assert.equal(made.tabStop.call({ data: {}, focusId: null }, []), null);
});

test("arrows step through the rows in order of time, Home and End jump, and none leaves the ends", () => {
  const made = timeline("2024-07-01", "2024-08-01"), active = { dataset: {} };
  Object.assign(made, { root: { getRootNode: () => ({ activeElement: active }) }, rows: [row("c", "2024-07-20", "2024-07-21"), row("a", "2024-07-02", "2024-07-03"), row("b", "2024-07-09", "2024-07-09")], draw() {} });
  const press = (from, key) => { active.dataset.row = from; made.key({ key, preventDefault() {} }); return made.focusId; };
  assert.deepEqual([press("a", "ArrowRight"), press("b", "ArrowDown"), press("c", "ArrowRight"), press("a", "ArrowLeft"), press("b", "End"), press("b", "Home")], ["b", "c", "c", "a", "c", "a"]);
});

test("a row out of the view that arrows come to is brought into it", () => {
  const made = timeline("2024-07-01", "2024-07-11"), active = { dataset: { row: "a" } };
  Object.assign(made, { root: { getRootNode: () => ({ activeElement: active }) }, rows: [row("a", "2024-07-02", "2024-07-03"), row("b", "2024-09-01", "2024-09-01")], draw() {} });
  made.key({ key: "End", preventDefault() {} });
  assert.ok(made.from < time("2024-09-01") && time("2024-09-01") < made.to);
  assert.equal(made.to - made.from, 10 * DAY);
});

test("bars on a narrow screen have their words below them, and share a line only where neither covers the other", () => {
  const made = Object.assign(timeline("2024-07-01", "2024-08-01"), { left: 8, width: 360 }), ends = [];
  const placed = [["one", 20, 60], ["two", 200, 230], ["a column is stopped at Tinzaouaten", 40, 70]].map(([id, x0, x1]) => stacked(made, ink, row(id, "2024-07-02", "2024-07-03"), x0, x1, ends));
  assert.deepEqual(placed.map((bar) => bar.index), [0, 0, 1]);
  assert.deepEqual(placed[2].stack.lines, ["● a column is stopped at", "Tinzaouaten"]);
  placed.forEach(({ stack: { span } }) => assert.ok(span[0] >= 8 && span[1] <= 360));
});

// A timeline under fingers: where each is, in pixels.
function fingers() {
  const made = timeline("2024-07-10", "2024-07-20");
  Object.assign(made, { svg: { addEventListener() {}, setPointerCapture() {} }, tip: { hide() {} }, draw() {}, place: (event) => [event.x, 0] });
  return [made, new Fingers(made)];
}

test("one finger takes the days along that it came down on", () => {
  const [made, held] = fingers(), under = made.at(500);
  held.put({ pointerId: 1, x: 500 });
  held.move({ pointerId: 1, x: 503 });
  assert.equal(day(made.from), "2024-07-10T00:00", "a tap moves nothing");
  held.move({ pointerId: 1, x: 700 });
  assert.ok(Math.abs(made.at(700) - under) < 1000);
  assert.equal(Math.round((made.to - made.from) / DAY), 10);
});

test("two fingers zoom, each with its day below it", () => {
  const [made, held] = fingers(), [a, b] = [made.at(400), made.at(600)];
  held.put({ pointerId: 1, x: 400 });
  held.put({ pointerId: 2, x: 600 });
  held.move({ pointerId: 1, x: 300 });
  held.move({ pointerId: 2, x: 700 });
  assert.ok(Math.abs(made.at(300) - a) < 1000 && Math.abs(made.at(700) - b) < 1000);
  assert.equal(Math.round((made.to - made.from) / DAY), 5);
});

test("a bar is told as a mark on the map is, with what is known of it", () => {
  const told = { place: "Town", exact: "within 3 km", title: "Ambush", who: "Army", sure: "contested" };
  const said = (more) => spokenRow({ told: { ...told, ...more } }, "27 July 2024");
  assert.equal(said({}), "27 July 2024, Town, within 3 km: Ambush; Army; contested");
  assert.equal(said({ who: "" }), "27 July 2024, Town, within 3 km: Ambush; contested");
  assert.equal(said({ exact: "" }), "27 July 2024, Town: Ambush; Army; contested");
});
