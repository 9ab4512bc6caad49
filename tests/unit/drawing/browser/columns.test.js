import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";
import { MISSING_DAY, readColumns, rowsBegun, rowsInView, rowsPlaced } from "../../../../geodata/drawing/browser/columns.js";

const mask = (bits) => Buffer.from(bits.match(/.{1,8}/g).map((byte) => parseInt(byte.padEnd(8, "0"), 2))).toString("base64");
const placed = (x, bits) => [...rowsPlaced({ rows: x.length, x: Float32Array.from(x) }, mask(bits))];

test("the first row of a mask is the highest bit", () => {
  assert.deepEqual(placed([0, 0, 0], "101"), [0, 2]);
  assert.deepEqual(placed(Array(10).fill(0), "0000000101"), [7, 9]);
});

test("a mask of whole bytes ends with its last row", () => assert.deepEqual(placed(Array(8).fill(0), "00000001"), [7]));

test("bits behind the last row mean nothing", () => assert.deepEqual(placed([0, 0], "11111111"), [0, 1]));

test("a row without a place is not among the placed", () => assert.deepEqual(placed([0, NaN, 0], "111"), [0, 2]));

test("no row is on in an empty mask", () => assert.deepEqual(placed([0, 0, 0], "000"), []));

test("a row has begun on its first day, and one without a date never has", () => {
  const columns = { start: Int32Array.from([10, 11, MISSING_DAY, 9]) };
  assert.deepEqual([...rowsBegun(columns, Uint32Array.from([0, 1, 2, 3]), 10)], [0, 3]);
  assert.deepEqual([...rowsBegun(columns, Uint32Array.from([1, 2]), 10)], []);
});

test("rows in a view are those on its edges and inside, unless there are too many", () => {
  const columns = { x: Float64Array.from([0.1, 0.5, 0.9, 0.2]), y: Float64Array.from([0.1, 0.5, 0.5, 0.2]) };
  const view = { scale: 100, left: 10, top: 10, width: 40, height: 40 }, all = Uint32Array.from([0, 1, 2, 3]);
  assert.deepEqual([...rowsInView(columns, all, view, 3)], [0, 1, 3]);
  assert.equal(rowsInView(columns, all, view, 2), null);
});

// As geodata/drawing/imported_columns.py lays it out.
function binary(head, ...arrays) {
  const text = Buffer.from(JSON.stringify(head)), start = Buffer.alloc(8);
  start.write("CME1");
  start.writeUInt32LE(text.length, 4);
  return Buffer.concat([start, text, ...arrays]);
}

test("columns are read at their offsets, with the words of the header", async () => {
  const head = { rows: 2, name: "mine.csv", dataset: "d", licence: "l", origin: "o", looks: [], columns: {} };
  const place = (offset) => ({ ...head, columns: { vague: { type: "u1", offset } } });
  const offset = binary(place(100)).length; // a header with an offset of three digits
  const address = "data:application/octet-stream;base64," + binary(place(offset), Buffer.from([1, 0])).toString("base64");
  const found = await readColumns(address);
  assert.equal(found.name, "mine.csv");
  assert.deepEqual([...found.vague], [1, 0]);
});

test("what is not the expected format is refused", async () => {
  await assert.rejects(readColumns("data:application/octet-stream;base64," + Buffer.from("nothing of ours").toString("base64")), /expected format/);
  await assert.rejects(readColumns("data:application/octet-stream,x"), /expected format/);
});
