import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";

const LIGHT = window.ConflictMap.looks.light;
window.ConflictMap.looks.dark = { ...LIGHT, ink: "#eee", muted: "#aaa", halo: "#000", paper: "#111", dark: true, instead: { "#1a1a1a": "#dddddd" }, hexagon: [["#222222", "#fff"]] };
const { wardrobe } = await import("../../../../geodata/drawing/browser/look.js");
const style = () => ({ ink: "#000", sides: { a: { colour: "#1a1a1a", shape: "circle" }, b: { colour: "#0072B2" } }, hexagon: { steps: [{ fill: "#f6f3ec", text: "#1f2328" }] } });

test("a look that nobody knows is the usual one", () => {
  wardrobe.wear("sepia");
  assert.deepEqual([wardrobe.name, wardrobe.now], ["light", LIGHT]);
});

test("a look has its own colour for some and leaves the others as they are", () => {
  wardrobe.wear("dark");
  assert.deepEqual(["#1A1A1A", "#0072B2"].map(wardrobe.colour), ["#dddddd", "#0072B2"]);
});

test("a style table changes where it stands, and back again", () => {
  const table = style(), side = table.sides.a, usual = style();
  wardrobe.wear("dark");
  wardrobe.dress(table);
  assert.deepEqual([side.colour, side.shape, table.ink, table.hexagon.steps[0].fill], ["#dddddd", "circle", "#eee", "#222222"]);
  wardrobe.wear("light");
  wardrobe.dress(table);
  assert.deepEqual([side.colour, table.sides, table.hexagon], ["#1a1a1a", usual.sides, usual.hexagon]);
});

test("on paper every look is the usual one", () => {
  wardrobe.onPaper = true;
  wardrobe.wear("dark");
  assert.equal(wardrobe.name, "light");
  wardrobe.onPaper = false;
});
