import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";
import { NO_DEATHS } from "../../../../geodata/drawing/browser/columns.js";
import { Dots } from "../../../../geodata/drawing/browser/dots.js";
import { EventGrid } from "../../../../geodata/drawing/browser/event_grid.js";
import { Hexagons } from "../../../../geodata/drawing/browser/hexagons.js";

const STEPS = [1, 2, 3, 4, 5].map((n) => ({ fill: "#" + n, text: "#000" }));
const hexagons = new Hexagons({ width: 30, steps: STEPS }, {});
const SIDE = 30 / Math.sqrt(3);
const view = { scale: 1, left: 0, top: 0, width: 300, height: 300 };
const centre = (column, row) => [1.5 * SIDE * column, 30 * (row + (column & 1) / 2)];

test("each point lies in the hexagon whose centre is nearest", () => {
  for (let x = -100; x < 200; x += 3.7) for (let y = -100; y < 200; y += 3.3) {
    const column = hexagons.cell(x, y), [cx, cy] = centre(column, hexagons.row), own = Math.hypot(x - cx, y - cy);
    for (const c of [column - 1, column, column + 1]) for (const r of [hexagons.row - 1, hexagons.row, hexagons.row + 1]) {
      const [ox, oy] = centre(c, r);
      assert.ok(own <= Math.hypot(x - ox, y - oy) + 1e-9, [x, y].join());
    }
  }
});

function columns(points) {
  const of = (i) => Float64Array.from(points, (p) => p[i]);
  const whole = (i, usual) => Int32Array.from(points, (p) => p[i] ?? usual);
  return { x: of(0), y: of(1), vague: Uint8Array.from(points, (p) => p[2] ?? 0), start: whole(3, 0), end: whole(4, 0) };
}

test("hexagons and what lies outside add up to all events", () => {
  const points = [];
  for (let i = 0; i < 2000; i++) points.push([(i * 37) % 400 - 50, (i * 91) % 400 - 50]);
  const held = columns(points), rows = Uint32Array.from(points, (_, i) => i), binned = hexagons.bin(held, rows, view, null);
  assert.equal(binned.cells.reduce((sum, cell) => sum + cell.count, 0), binned.shown);
  assert.equal(binned.most, Math.max(...binned.cells.map((cell) => cell.count)));
  const inside = points.filter(([x, y]) => x > 20 && y > 20 && x < 280 && y < 280).length;
  assert.ok(binned.shown >= inside && binned.shown < points.length);
  for (const cell of binned.cells) assert.equal(hexagons.rowsOf(cell, held, rows, 1).length, cell.count);
});

test("a hexagon knows how many of its events have a vague place and whether one is fresh", () => {
  const held = columns([[...centre(2, 2), 1, 5, 5], [...centre(2, 2), 0, 9, 9], [...centre(4, 4), 1, 5, 5]]);
  const binned = hexagons.bin(held, Uint32Array.from([0, 1, 2]), view, 7);
  assert.deepEqual(Array.from(binned.cells, ({ column, row, count, vague, fresh }) => [column, row, count, vague, fresh].join()), ["2,2,2,1,true", "4,4,1,1,false"]);
});

test("a point of the picture finds its hexagon, and none where no event is", () => {
  const binned = hexagons.bin(columns([centre(2, 2)]), Uint32Array.from([0]), view, null);
  assert.equal(hexagons.at(binned, ...centre(2, 2)).count, 1);
  assert.equal(hexagons.at(binned, ...centre(5, 5)), undefined);
});

test("the fills of hexagons are steps of equal ratio up to the largest number, at least a hundred", () => {
  assert.deepEqual([1, 3, 7, 16, 40, 100].map((count) => hexagons.step(count, 10)), [0, 1, 2, 3, 4, 4]);
  assert.equal(hexagons.step(100, 1e10), 1);
});

const dots = new Dots({ least: 3, base: 2, root: 1.5, most: 14 }, { shapes: {} });

test("the area of a dot follows the deaths between a least and a most", () => {
  assert.deepEqual([0, 4, 16, 1e6, NO_DEATHS].map((deaths) => dots.radius(deaths)), [3, 5, 8, 14, 3]);
});

test("small dots lie on big ones, equal ones in the order of the rows", () => {
  const held = { ...columns([[10, 10], [10, 10], [10, 10]]), deaths: Uint16Array.from([4, 16, 4]) };
  const placed = dots.arrange(held, Uint32Array.from([0, 1, 2]), view);
  assert.deepEqual([...placed.rows], [1, 0, 2]);
  assert.equal(placed.grid.top(10, 10), 2);
});

const grid = (points) => new EventGrid({ x: points.map((p) => p[0]), y: points.map((p) => p[1]), radius: points.map((p) => p[2]), count: points.length }, 300, 300);

test("the dot under a point is the last drawn of those that cover it", () => assert.equal(grid([[50, 50, 10], [54, 50, 10], [200, 50, 10]]).top(52, 50), 1));

test("a dot may be missed by less than three pixels", () => {
  assert.equal(grid([[50, 50, 4]]).top(56.5, 50), 0);
  assert.equal(grid([[50, 50, 4]]).top(57.5, 50), -1);
});

test("dots in the next square are found", () => assert.equal(grid([[31, 31, 5]]).top(33, 33), 0));

test("dots whose centres are within a distance stand at one spot", () => {
  assert.deepEqual([...grid([[50, 50, 4], [53, 50, 4], [55, 50, 4], [50, 54, 4]]).together(0, 4)].sort(), [0, 1, 3]);
});
