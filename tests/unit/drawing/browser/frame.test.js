import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { Chosen } from "../../../../geodata/drawing/browser/chosen.js";
import { addLocator, frameBox } from "../../../../geodata/drawing/browser/locator.js";
import { fitting } from "../../../../geodata/drawing/browser/map.js";

const plain = (value) => JSON.parse(JSON.stringify(value));

test("a narrow screen shows a little less of a frame as wide as the theatre, and all of a close-up", () => {
  const theatre = [[-1, -14], [25, 28]], valley = [[19, 1.9], [20.3, 3.7]];
  assert.deepEqual(plain(fitting(theatre, 370)), { bounds: [[-1, -11], [25, 25]], margin: 2 });
  assert.deepEqual(plain(fitting(theatre, 660)), { bounds: theatre, margin: 10 });
  assert.deepEqual(plain(fitting(valley, 370)), { bounds: valley, margin: 10 });
});

test("the box of a view lies in the small map and can be seen, however small or large the view", () => {
  const views = [{ south: 19.6, west: 2.7, north: 19.7, east: 2.8 }, { south: 10, west: -5, north: 24, east: 12 }, { south: -60, west: -170, north: 75, east: 170 }, { south: 60, west: 60, north: 61, east: 61 }];
  views.map(frameBox).forEach((box) => {
    assert.ok(box.width >= 7 && box.height >= 7, JSON.stringify(box));
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 104.01 && box.y + box.height <= 80, JSON.stringify(box));
  });
});

test("there is no small map where the basemap has nothing of its region", () => {
  const far = { geometry: { type: "Polygon", coordinates: [[[-122, -47], [-121, -47], [-121, -46], [-122, -47]]] }, properties: {} };
  assert.equal(addLocator(map(), { features: [far] }, [], {}), null);
});

test("the corners around what is chosen leave it room and are never too small to be seen", () => {
  const at = Object.assign(map(), { latLngToLayerPoint: ({ lat, lng }) => ({ x: 10 * lng, y: 10 * (50 - lat) }) });
  const chosen = new Chosen(at), [lat, lng] = [40, 20];
  assert.deepEqual([...chosen.box({ latlng: { lat, lng }, size: [20, 60] })], [181, 63, 38, 74]);
  const bounds = { getNorthWest: () => ({ lat: 41, lng: 19 }), getSouthEast: () => ({ lat: 36, lng: 20 }) };
  assert.deepEqual([...chosen.box({ bounds })], [176, 83, 38, 64]);
});
