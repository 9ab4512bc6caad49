import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";
import { OwnWords } from "../../../../geodata/drawing/browser/own_words.js";

const FRENCH = { "Clear all": "Tout effacer", "{n} more": "{n} de plus", "Search: {table}": "Chercher : {table}", "Remove {name}": "Retirer {name}", "{n}MB per file": "{n} Mo par fichier" };

function words() {
  const made = Object.create(OwnWords.prototype);
  Object.assign(made, { changed: new Map(), search() {} });
  made.speak(FRENCH);
  return made;
}

test("a word of Streamlit's is exchanged whole, or not at all", () => {
  assert.deepEqual(["Clear all", "Clear all filters", "clear all"].map((text) => words().translated(text)), ["Tout effacer", "", ""]);
});

test("what stands in a sentence is taken over letter by letter", () => {
  const told = (text) => words().translated(text);
  assert.equal(told("3 more"), "3 de plus");
  assert.equal(told("Search: Events (12)"), "Chercher : Events (12)");
  assert.equal(told("Remove A $& B {n}"), "Retirer A $& B {n}");
  assert.equal(told("200MB per file"), "200 Mo par fichier");
});
