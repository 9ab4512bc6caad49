import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { Address } from "../../../../geodata/drawing/browser/address.js";
import amend from "../../../../geodata/drawing/browser/amend_address.js";

// A page around the frame, at an address; it remembers what was written.
function page(href) {
  const written = [];
  const location = { get href() { return href; }, get pathname() { return new URL(href).pathname; } };
  const history = { state: null, replaceState(_, __, url) { href = String(url); written.push(href); } };
  return { location, history, written };
}

function address(href, { size = [800, 500], zoom = 6.3 } = {}) {
  window.parent = page(href);
  const view = Object.assign(map(size), { getCenter: () => ({ lat: 19.66666, lng: -2.5 }), getZoom: () => zoom });
  return new Address(view);
}

test("the page says where the map stands, or does not", () => {
  assert.deepEqual(address("https://map.example/overview?lat=19.5&lng=-2&zoom=6.5").place(), { lat: 19.5, lng: -2, zoom: 6.5 });
  assert.equal(address("https://map.example/overview?lat=19.5&lng=&zoom=6").place(), null);
  assert.equal(address("https://map.example/overview").place(), null);
});

test("only what a viewer has moved is written, beside what stands in the address", () => {
  const made = address("https://map.example/overview?side=mali");
  made.write();
  assert.deepEqual(window.parent.written, []);
  made.moved = true;
  made.write();
  made.write();
  assert.deepEqual(window.parent.written, ["https://map.example/overview?side=mali&lat=19.6667&lng=-2.5000&zoom=6.3"]);
});

test("a frame that is being taken away writes nothing", () => {
  const made = address("https://map.example/overview", { size: [0, 0] });
  made.moved = true;
  made.write();
  assert.deepEqual(window.parent.written, []);
});

test("the address of another site is neither read nor written", () => {
  const made = address("https://map.example/overview");
  window.parent = { get location() { throw new Error("another site"); } };
  made.moved = true;
  assert.equal(made.place(), null);
  made.write();
  assert.equal(made.moved, false);
});

test("a change of view that is ours counts as no movement of the viewer, even when it fails", () => {
  const made = address("https://map.example/overview");
  made.silently(() => assert.equal(made.quiet, 1));
  assert.throws(() => made.silently(() => { throw new Error("no such view"); }), /no such view/);
  assert.equal(made.quiet, 0);
});

// The page's own amendment of its address.
function amended(href, more = {}) {
  const here = page(href);
  Object.assign(globalThis, { location: here.location, history: here.history });
  const data = { token: href + JSON.stringify(more), page: "overview", read: {}, names: ["side"], dropped: [], written: { side: ["mali", "russia"] }, ...more };
  amend({ data });
  amend({ data });
  return here.written;
}

test("a page amends its address once, in place, and leaves what it does not name", () => {
  assert.deepEqual(amended("https://map.example/overview?look=dark"), ["https://map.example/overview?look=dark&side=mali&side=russia"]);
  assert.deepEqual(amended("https://map.example/overview?old=1", { dropped: ["old"] }), ["https://map.example/overview?side=mali&side=russia"]);
});

test("what came into the address later, or on another page, stays", () => {
  assert.deepEqual(amended("https://map.example/overview?side=islamist"), []);
  assert.deepEqual(amended("https://map.example/timeline"), []);
});
