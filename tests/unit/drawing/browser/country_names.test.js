import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { basemapLabels, namedCountries } from "../../../../geodata/drawing/browser/basemap.js";
import { breakings } from "../../../../geodata/drawing/browser/country_names.js";
import { Labels } from "../../../../geodata/drawing/browser/labels.js";
import { nameSpot, Outline } from "../../../../geodata/drawing/browser/outlines.js";

const box = (x, y, w, h) => new Outline([[{ x, y }, { x: x + w, y }, { x: x + w, y: y + h }, { x, y: y + h }]]);
const way = (w, h) => ({ size: [w, h] });
const size = { x: 400, y: 300 };
const spot = (outline, ways, { fixed = [], taken = [], homes = [] } = {}) => nameSpot(outline, ways, { size, homes, fixed, taken });
const apart = (a, b) => a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3] || b[1] >= a[1] + a[3];

// Ten pixels a degree: a country of 100 by 80 pixels from [50, 100], and its neighbour to the east.
const square = (west, east) => ({ type: "Polygon", coordinates: [[[west, 32], [east, 32], [east, 40], [west, 40], [west, 32]]] });
const countries = [
  { code: "AAA", name: "Longish Land", subject: true, homes: [[36, 10]], geometry: square(5, 15) },
  { code: "BBB", name: "Beyond", subject: true, homes: [[36, 20]], geometry: square(15, 30) },
];
const labels = (known = countries) => {
  const made = Object.assign(new Labels(map([400, 300])), { controlBoxes: () => [], draw(keep) { this.kept = keep; } });
  made.learn(known);
  return made;
};
const country = (placed, code) => [...placed.kept].filter(([key]) => key.startsWith("country " + code)).map(([, [, at]]) => at);

test("a line across an outline with a hole lies inside on both sides of it", () => {
  const ring = [{ x: 0, y: 0 }, { x: 90, y: 0 }, { x: 90, y: 90 }, { x: 0, y: 90 }], hole = [{ x: 30, y: 30 }, { x: 60, y: 30 }, { x: 60, y: 60 }, { x: 30, y: 60 }];
  const outline = new Outline([ring, hole]);
  assert.deepEqual(JSON.parse(JSON.stringify(outline.spans(45))), [[0, 30], [60, 90]]);
  assert.deepEqual([outline.has({ x: 10, y: 45 }), outline.has({ x: 45, y: 45 })], [true, false]);
});

test("a name stands at its own place, and elsewhere inside when a mark lies there", () => {
  const at = { homes: [{ x: 120, y: 120 }] }, mark = [110, 110, 20, 20];
  assert.deepEqual([...spot(box(50, 50, 200, 150), [way(40, 16)], at).box], [100, 112, 40, 16]);
  const moved = spot(box(50, 50, 200, 150), [way(40, 16)], { ...at, taken: [mark] }).box;
  assert.ok(apart(moved, mark) && moved[0] >= 44 && moved[0] + 40 <= 256);
});

test("a smaller way of writing is taken before a mark is covered", () => {
  const found = spot(box(50, 50, 100, 60), [way(90, 20), way(40, 14)], { taken: [[50, 50, 45, 60]] });
  assert.deepEqual([...found.way.size], [40, 14]);
  assert.ok(apart(found.box, [50, 50, 45, 60]));
});

test("a name with no free room stands where it covers least, and never under a button", () => {
  const marks = [[50, 50, 60, 60], [110, 50, 40, 30]], button = [[0, 80, 400, 40]];
  const found = spot(box(50, 50, 100, 60), [way(70, 20)], { taken: marks });
  assert.ok(found && found.box[1] >= 70, "the lower right is the emptiest");
  assert.ok(apart(spot(box(50, 50, 100, 60), [way(70, 20)], { fixed: button, taken: marks }).box, button[0]));
});

test("a country out of the window has no name, and one of which a part is in it has one there", () => {
  assert.equal(spot(box(500, 50, 100, 100), [way(40, 16)]), null);
  const found = spot(box(330, 50, 300, 200), [way(40, 16)]).box;
  assert.ok(found[0] >= 330 - 6 && found[0] + 40 <= 397);
});

test("names of countries come before any other label and none is left out", () => {
  const placed = labels();
  placed.set("marks", Array.from({ length: 40 }, (_, i) => ({ key: "p" + i, latlng: [32 + i % 8, 5 + i % 25], text: "place", face: "place", rank: -1, gap: 4 })),
    Array.from({ length: 50 }, (_, i) => ({ latlng: [32 + (i % 5) * 2, 5 + (i % 10) * 2.5], size: [24, 24] })));
  placed.place();
  assert.deepEqual([country(placed, "AAA").length, country(placed, "BBB").length], [1, 1]);
  const [first] = country(placed, "AAA");
  [...placed.kept].filter(([key]) => key.startsWith("p")).forEach(([, [, at]]) => assert.ok(apart(first, at)));
});

test("neither a label nor its line leaves for another of the story's countries", () => {
  const placed = labels([{ ...countries[1], homes: [[33, 27]] }]);
  const far = { key: "far", latlng: [36, 14], text: "valley", face: "area", rank: 0, gap: 5, reach: [5, 40], anchors: ["right", "top"] };
  placed.set("areas", [far]);
  placed.place();
  assert.equal(placed.kept.get("far")[1][4], "right");
  placed.set("areas", [{ ...far, home: "AAA" }]);
  placed.place();
  assert.equal(placed.kept.get("far")[1][4], "top");
});

test("a line to a label crosses no mark where there is another way", () => {
  const placed = labels([]);
  placed.set("areas", [{ key: "far", latlng: [36, 20], text: "valley", face: "area", rank: 0, gap: 5, reach: [60], anchors: ["right", "left"] }],
    [{ latlng: [36, 23], size: [20, 20] }]);
  placed.place();
  assert.equal(placed.kept.get("far")[1][4], "left");
});

test("a long name is broken evenly, a short one as a last resort", () => {
  const text = (name) => breakings(name).map((lines) => [...lines].join("/"));
  assert.deepEqual([text("Mali").join(), text("Burkina Faso")[0]].map(String), ["Mali", "Burkina/Faso"]);
  assert.deepEqual(String(text("Central African Republic")), "Central/African/Republic,Central African/Republic,Central African Republic");
});

test("the table's points of a country that is always named are places for its name, no labels of their own", () => {
  const point = (name, code, kind = "country") => ({ properties: { kind, name, country: code, min_zoom: 3, max_zoom: 9, rank: 1, anchor: "c" }, geometry: { coordinates: [1, 2] } });
  const features = [point("Mali", "MLI"), point("Chad", "TCD"), point("Kidal", "MLI", "town")];
  assert.deepEqual([...basemapLabels(features, {}, ["MLI"])].map((label) => label.lines[0]), ["Chad", "Kidal"]);
  const known = { features: [{ properties: { iso_a3: "MLI", name: "Mali" }, geometry: square(0, 1) }] };
  const [named] = namedCountries(["MLI", "NER"], ["MLI"], features, known, { Mali: "le Mali" });
  assert.deepEqual([named.name, named.subject, String(named.homes)], ["le Mali", true, "2,1"]);
});
