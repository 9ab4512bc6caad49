import { test } from "node:test";
import assert from "node:assert/strict";
import { node } from "./window.js";
import { Presenter } from "../../../../geodata/drawing/browser/presenter.js";

// A presenter at the second of four scenes, and what its keys did.
function presenter() {
  const made = Object.create(Presenter.prototype), did = [];
  Object.assign(made, { at: 1, data: { scenes: [1, 2, 3, 4] }, tools: { letters: true }, show: (i) => did.push(i), leave: () => did.push("leave"),
    toggleBlank: () => did.push("blank"), toggleNotes: () => did.push("notes") });
  const press = (key, more = {}) => {
    let kept = false;
    made.key({ key, target: { ...node(), tagName: "BODY", closest: () => null }, preventDefault() { kept = true; }, stopPropagation() {}, ...more });
    return kept;
  };
  return { made, did, press };
}

test("the keys of a clicker go on and back, Home and End to the ends", () => {
  const { did, press } = presenter();
  ["PageDown", "ArrowRight", " ", "PageUp", "ArrowUp", "Home", "End"].forEach((key) => press(key));
  assert.deepEqual(did, [2, 2, 2, 0, 0, 0, 3]);
});

test("letters act in either case, and not once they are switched off", () => {
  const { made, did, press } = presenter();
  ["b", "B", ".", "n"].forEach((key) => press(key));
  made.tools.letters = false;
  assert.deepEqual(["b", "n", "."].map((key) => press(key)), [false, false, false]);
  assert.equal(press(" "), true);
  assert.deepEqual(did, ["blank", "blank", "blank", "notes", 2]);
});

test("keys of the browser, of fields and of buttons are theirs", () => {
  const { did, press } = presenter(), field = { ...node(), tagName: "INPUT", closest: () => null }, button = { ...node(), tagName: "BUTTON", closest: () => button };
  [["ArrowRight", { ctrlKey: true }], ["ArrowRight", { metaKey: true }], ["ArrowRight", { altKey: true }], ["End", { target: field }], [" ", { target: button }], ["Tab", {}]]
    .forEach(([key, more]) => assert.equal(press(key, more), false));
  assert.deepEqual(did, []);
});

test("Escape leaves", () => {
  const { did, press } = presenter();
  press("Escape");
  assert.deepEqual(did, ["leave"]);
});

test("the clock counts minutes and seconds", () => {
  const { made } = presenter();
  Object.assign(made, { time: node(), began: Date.now() - 754000 });
  made.tick();
  assert.equal(made.time.textContent, "12:34");
});
