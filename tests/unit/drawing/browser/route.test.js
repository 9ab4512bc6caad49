import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { middle } from "../../../../geodata/drawing/browser/route.js";

test("a part of the way along a path is measured on the map plane, with the direction there", () => {
  const path = [[50, 0], [50, 6], [48, 6]]; // sixty pixels east, twenty south
  const at = (part) => { const [{ lat, lng }, degrees] = middle(map(), path, part); return [lat, lng, degrees]; };
  assert.deepEqual([0, 0.5, 1].map(at), [[50, 0, 0], [50, 4, 0], [48, 6, 90]]);
});

test("a path that stays where it is has a middle there", () => {
  assert.deepEqual(middle(map(), [[50, 1], [50, 1]], 0.5)[0], { lat: 50, lng: 1 });
});
