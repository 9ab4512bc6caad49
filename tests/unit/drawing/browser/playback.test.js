import { test } from "node:test";
import assert from "node:assert/strict";
import { map } from "./window.js";
import { Playback } from "../../../../geodata/drawing/browser/playback.js";

const HOUR = 3600000, DAY = 24 * HOUR;

// A playback over a period, and what it had drawn: [moment, how long an event is fresh, whether time runs].
function playback(legs = []) {
  const drawn = [];
  const player = new Playback(map(), { legsOn: () => legs, drawMoment: (...moment) => drawn.push(moment), draw() {}, marks: { fade() {} } });
  player.period({ from: "2024-07-22", to: "2024-07-31", unit: "day" });
  player.on = true;
  return Object.assign(player, { drawn });
}

const moment = (player) => new Date(player.t).toISOString().slice(0, 13);

test("a period begins with its first day and ends with its last one", () => {
  const player = playback();
  assert.equal(moment(player), "2024-07-22T00");
  player.to(Infinity);
  assert.equal(moment(player), "2024-08-01T00");
  assert.equal(player.date.textContent, "31 July 2024");
});

test("a step goes on and back by an hour, a day or a month", () => {
  for (const [unit, there] of [["hour", "2024-07-26T01"], ["day", "2024-07-27T00"], ["month", "2024-08-01T00"]]) {
    const player = playback();
    player.unit = unit;
    player.to(Date.UTC(2024, 6, 26));
    player.step(1);
    assert.equal(moment(player), there);
    player.step(-1);
    assert.equal(moment(player), unit === "month" ? "2024-07-22T00" : "2024-07-26T00");
  }
});

test("no step leaves the period", () => {
  const player = playback();
  player.step(-1);
  assert.equal(moment(player), "2024-07-22T00");
});

test("a moment is told by the hour, the day or the month", () => {
  const player = playback();
  player.to(Date.UTC(2024, 6, 26, 13));
  for (const [unit, words] of [["hour", "26 July 2024, 13:00 UTC"], ["day", "26 July 2024"], ["month", "July 2024"]]) {
    player.unit = unit;
    player.show();
    assert.equal(player.date.textContent, words);
  }
});

test("time runs by so many steps a second and stops at the end", () => {
  const player = playback();
  Object.assign(player, { playing: true, last: 0, speed: 2 });
  player.frame(500);
  assert.equal(moment(player), "2024-07-23T00");
  player.frame(60000);
  assert.equal(moment(player), "2024-08-01T00");
  assert.equal(player.playing, false);
});

test("in a loop the end is followed by the beginning", () => {
  const player = playback();
  Object.assign(player, { playing: true, last: 0, loop: true });
  player.frame(60000);
  assert.equal(moment(player), "2024-07-22T00");
  assert.equal(player.playing, true);
});

test("play at the end begins anew", () => {
  const player = playback();
  player.to(Infinity);
  player.play();
  assert.equal(moment(player), "2024-07-22T00");
});

test("with reduced motion time goes in whole steps", () => {
  const player = playback();
  Object.assign(player, { playing: true, still: true, last: 0, speed: 2 });
  player.frame(400);
  assert.equal(moment(player), "2024-07-22T00");
  player.frame(900);
  assert.equal(moment(player), "2024-07-23T00");
});

test("an event is fresh for a twentieth of the period", () => {
  const player = playback();
  player.to(player.from + DAY);
  assert.deepEqual(player.drawn.at(-1), [player.from + DAY, 12 * HOUR, false]);
});

test("the column is as far along a leg as time is, measured on the map", () => {
  const leg = { id: "L", t0: "2024-07-22", t1: "2024-07-24", path: [[50, 0], [50, 6], [48, 6]], kind: "documented" };
  const seen = [];
  const player = new Playback(map(), { legsOn: () => [leg], drawMoment() {}, draw() {}, marks: { fade() {} } });
  player.period({ from: "2024-07-22", to: "2024-07-31", unit: "day" });
  const marker = { setLatLng(at) { seen.push([at.lat, at.lng]); }, remove() { seen.push("gone"); } };
  player.columns.set("L", marker);
  player.to(Date.UTC(2024, 6, 23));
  player.to(Date.UTC(2024, 6, 23, 18));
  player.to(Date.UTC(2024, 6, 25));
  assert.deepEqual([...seen].map(String), ["50,4", "49,6", "gone"]);
});
