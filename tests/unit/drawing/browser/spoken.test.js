import { test } from "node:test";
import assert from "node:assert/strict";
import { map, node } from "./window.js";
import { Legend } from "../../../../geodata/drawing/browser/legend.js";
import { Spoken } from "../../../../geodata/drawing/browser/spoken.js";
import { Walk } from "../../../../geodata/drawing/browser/walk.js";

const doc = {
  style: { actors: { army: { short: "Army" }, jnim: { short: "JNIM" } }, confidence: { contested: { mark: "◐", label: "contested" }, sure: { mark: "●", label: "well attested" } } },
  waypoints: {},
};
const spoken = new Spoken(doc), place = { short: "Town", words: "±3 km" };
const row = (more) => ({ id: "E1", when: "27 July 2024", title: "Ambush", actors: ["army", "jnim", "army"], confidence: "contested", start: "2024-07-27", end: "2024-07-27", precision: "day", ...more });

test("a mark says when, where, how exactly, what, who and how sure", () => {
  assert.equal(spoken.rows(place, [row()]), "27 July 2024, Town, ±3 km: Ambush; Army, JNIM; contested");
  assert.equal(spoken.rows(place, [row({ actors: [] })]), "27 July 2024, Town, ±3 km: Ambush; contested");
});

test("what is known by relay alone says so behind how sure it is, alone and as the first of several", () => {
  const relay = "seen through a relay; page not opened", told = row({ relay });
  assert.equal(spoken.rows(place, [told]), "27 July 2024, Town, ±3 km: Ambush; Army, JNIM; contested; " + relay);
  assert.match(spoken.rows(place, [told, row({ start: "2024-07-28" })]), /; contested; seen through a relay; page not opened$/);
  assert.match(spoken.country("Mali", [row({ nature: "base", relay })]), /; contested; seen through a relay; page not opened$/);
});

test("several rows at a place are counted and the first of them is told", () => {
  const rows = [row(), row({ when: "25 July 2024", start: "2024-07-25", title: "Clash" })];
  assert.equal(spoken.rows(place, rows), "Town, ±3 km: 2 events. The first: 25 July 2024, Clash; Army, JNIM; contested");
});

test("steps of a story come before the rest", () => {
  assert.match(spoken.rows(place, [row()], [3]), /^Step 3\. 27 July/);
  assert.match(spoken.rows(place, [row(), row()], [3, 4]), /^Steps 3, 4\. Town/);
});

test("what is known to a year stands at its end, what has no date comes last", () => {
  assert.equal(spoken.time(row({ precision: "year", start: "2024-01-01", end: "2024-12-31" })), "2024-12-31");
  const rows = [row({ id: "none", start: "", end: "" }), row({ id: "late" }), row({ id: "year", precision: "year", start: "2024-01-01", end: "2024-12-31" })];
  assert.equal(spoken.first(rows).id, "late");
});

test("keys go through the marks by group and time, then by end and id", () => {
  const walk = new Walk(map(), []), stop = (key, group, time, more = {}) => ({ key, node: node(), rows: [key], at: {}, group, time, ...more });
  walk.set("areas", [stop("country", 2, "2020-01-01"), stop("undated", 0, "")]);
  walk.set("marks", [stop("site", 1, "2019-01-01"), stop("late", 0, "2024-07-27"), stop("b", 0, "2024-07-25"), stop("a", 0, "2024-07-25"), stop("longer", 0, "2024-07-25", { end: "2024-07-26" })]);
  assert.equal([...walk.stops].map((one) => one.key).join(), "a,b,longer,late,undated,site,country");
  assert.deepEqual([...walk.stops].map((one) => one.node.attributes.tabindex).join(), "0,-1,-1,-1,-1,-1,-1");
});

test("the legend names the marks of confidence that are on the map, in the order of the table", () => {
  const legend = Object.create(Legend.prototype), rows = (...found) => found.map((confidence) => ({ confidence }));
  const marks = (on) => { legend.confidence(on, doc.style.confidence); return legend.marks; };
  assert.deepEqual([rows("sure", "contested", "sure"), rows("sure"), rows()].map(marks), ["◐ contested   ● well attested", "● well attested", ""]);
});
