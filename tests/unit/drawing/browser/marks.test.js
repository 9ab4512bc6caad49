import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { Labels } from "../../../../geodata/drawing/browser/labels.js";
import { Marks, stepSpan } from "../../../../geodata/drawing/browser/marks.js";

const place = (id, glyph = true) => ({ id, lat: 50, lon: 1, glyph, name: id, short: id, also: [], words: "±3 km" });
const doc = { places: { A: place("A"), B: place("B"), VAGUE: place("VAGUE", false) } };
const event = (id, at, sides, mark = "●") => ({ id, place: at, sides, mark });
const site = (id, at, forces, nature = "base") => ({ id, place: at, forces, nature });

function collected({ events = [], presence = [], steps = {}, selected = null }) {
  const marks = new Marks(map(), doc, { set() {} }, () => {}, {}), wanted = new Map(), shown = { events, presence, steps, selected };
  marks.collectEvents(shown, wanted);
  marks.collectSites(shown, wanted);
  return wanted;
}

test("events of one place are one mark with their number and the sides of all", () => {
  const wanted = collected({ events: [event("E1", "A", ["mali"]), event("E2", "B", ["mali"]), event("E3", "A", ["russia", "mali"])] });
  assert.deepEqual([...wanted.keys()], ["events A", "events B"]);
  const { text, sides, rows } = wanted.get("events A");
  assert.deepEqual([text, sides.join(), rows.map((row) => row.id).join()], ["2", "mali,russia", "E1,E3"]);
});

test("a single event carries the mark of its confidence", () => assert.equal(collected({ events: [event("E1", "A", [], "◐")] }).get("events A").text, "◐"));

test("a vague place and a missing one have no mark", () => {
  assert.equal(collected({ events: [event("E1", "VAGUE", []), event("E2", "", [])], presence: [site("R1", "VAGUE", ["wagner"])] }).size, 0);
});

test("steps of a story stand on a mark in place of the number", () => {
  const wanted = collected({ events: [event("E1", "A", []), event("E2", "A", []), event("E3", "B", [])], steps: { E1: 2, E2: 3 } });
  assert.equal(wanted.get("events A").text, "2, 3");
  assert.equal(wanted.get("events B").steps, false);
});

test("the chosen event makes its mark larger and selected", () => {
  const [plain, chosen] = [null, "E1"].map((selected) => collected({ events: [event("E1", "A", [])], selected }).get("events A"));
  assert.equal(chosen.selected, true);
  assert.ok(chosen.size > plain.size && chosen.face !== plain.face);
});

test("a mark is drawn anew when a row of it is called otherwise", () => {
  const faces = (title) => {
    const row = { ...event("E1", "A", []), title }, beside = { ...site("R1", "B", ["wagner"]), title };
    return [...collected({ events: [row], presence: [beside] }).values()].map((mark) => mark.face);
  };
  assert.deepEqual(faces("Ambush valley"), faces("Ambush valley"));
  faces("Ambush valley").forEach((face, i) => assert.notEqual(face, faces("Who did what is disputed")[i]));
});

test("a site has a glyph for each force and steps aside where events are", () => {
  const rows = [site("R1", "A", ["wagner"]), site("R2", "A", ["africa-corps", "wagner"]), site("R3", "B", ["wagner"])];
  const wanted = collected({ events: [event("E1", "A", [])], presence: rows });
  const beside = wanted.get("site A"), alone = wanted.get("site B");
  assert.deepEqual([...beside.forces].map(([force, its]) => force + its.length), ["wagner2", "africa-corps1"]);
  assert.deepEqual([beside.offset.join(), beside.name, alone.offset.join(), alone.name], ["15,15", null, "0,0", "B"]);
});

test("presence in a whole country is no site", () => assert.equal(collected({ presence: [site("R1", "A", ["wagner"], "country-level")] }).size, 0));

test("steps are told as runs", () => {
  assert.deepEqual([[3], [4, 3], [3, 4, 5], [13, 4, 5, 6, 9], []].map(stepSpan), ["3", "3, 4", "3–5", "4–6, 9, 13", ""]);
});

const labels = (controls = []) => Object.assign(new Labels(map([400, 300])), { controlBoxes: () => controls, draw(keep) { this.kept = keep; } });
const label = (key, lat, lng, more = {}) => ({ key, latlng: [lat, lng], text: "four", face: "town3", rank: 5, gap: 5, ...more });

test("no label covers another or a mark", () => {
  const placed = labels();
  placed.set("towns", Array.from({ length: 12 }, (_, i) => label("t" + i, 35, 20, { rank: i, gap: 18 })), [{ latlng: [35, 20], size: [20, 20] }]);
  placed.place();
  const boxes = [[190, 140, 20, 20], ...[...placed.kept.values()].map(([, spot]) => spot)];
  assert.ok(boxes.length > 3 && boxes.length < 13);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    assert.ok(a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3] || b[1] >= a[1] + a[3]);
  }));
});

test("what matters more gets the room, and a name stands once", () => {
  const placed = labels();
  placed.set("towns", [label("late", 35, 20, { rank: 9, anchors: ["right"] }), label("first", 35, 20, { rank: 1, anchors: ["right"] }),
    label("one", 25, 10, { name: "Kidal" }), label("again", 45, 10, { rank: 6, name: "Kidal" })]);
  placed.place();
  assert.deepEqual([...placed.kept.keys()], ["first", "one"]);
});

test("a label leaves no edge of the map and goes under no button", () => {
  const placed = labels([[0, 0, 60, 300]]);
  placed.set("towns", [label("edge", 35, 39.9), label("button", 35, 7, { anchors: ["left"] }), label("gone", 35, 90)]);
  placed.place();
  assert.deepEqual([...placed.kept].map(([key, [, spot]]) => key + " " + spot[4]), ["edge left"]);
});

test("a label is shown from its least to its greatest zoom", () => {
  const placed = labels();
  placed.set("towns", [label("near", 35, 10, { minZoom: 9 }), label("far", 35, 20, { maxZoom: 7.99 }), label("both", 35, 30, { minZoom: 8, maxZoom: 8 })]);
  placed.place();
  assert.deepEqual([...placed.kept.keys()], ["both"]);
});

test("no label lies on a line", () => {
  const placed = labels();
  placed.set("route", [label("on it", 35, 20, { anchors: ["center"] })], [{ path: [[35, 0], [35, 40]] }]);
  placed.place();
  assert.equal(placed.kept.size, 0);
});
