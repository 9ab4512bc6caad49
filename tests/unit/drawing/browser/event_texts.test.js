import { test } from "node:test";
import assert from "node:assert/strict";
import "./window.js";
import { BLOCK, EventTexts, importedCard } from "../../../../geodata/drawing/browser/event_texts.js";

// Blocks as a server gives them, and what was asked for.
function served(answer = (asked) => [["id", "title"], [["first of " + asked, "a"]]]) {
  const asked = [];
  globalThis.fetch = (address) => {
    asked.push(address);
    const [columns, rows] = answer(address);
    return Promise.resolve(new Response(JSON.stringify({ columns, rows })));
  };
  return asked;
}

test("a row is read from its block, which is asked for once", async () => {
  const asked = served(() => [["id"], Array.from({ length: BLOCK }, (_, i) => ["row " + i])]), texts = new EventTexts("own/texts/");
  assert.deepEqual(await texts.row(BLOCK + 3), { columns: ["id"], row: ["row 3"] });
  await texts.row(BLOCK + 4);
  assert.deepEqual(asked, ["own/texts/1"]);
});

test("blocks of a stand-alone file have addresses of their own", async () => {
  const asked = served(), texts = new EventTexts(["data:a", "data:b"]);
  await texts.block(1);
  assert.deepEqual(asked, ["data:b"]);
});

test("a block that could not be had is asked for again", async () => {
  let fails = true;
  const asked = served(() => { if (fails) throw new Error("away"); return [[], []]; }), texts = new EventTexts("own/");
  await assert.rejects(texts.block(0), /away/);
  fails = false;
  assert.deepEqual(await texts.block(0), { columns: [], rows: [] });
  assert.equal(asked.length, 2);
});

test("of many blocks the oldest are forgotten", async () => {
  const asked = served(), texts = new EventTexts("own/");
  for (let i = 0; i <= 400; i++) await texts.block(i);
  await texts.block(400);
  await texts.block(0);
  assert.deepEqual([asked.length, asked.at(-1)], [402, "own/0"]);
});

test("the card of an own event leaves out what the file does not say", () => {
  const card = importedCard(["id", "title", "when", "kind"], ["7", "A clash", "27 July 2024", "battle"], {});
  assert.deepEqual([card.title, card.kind], ["A clash", "Battle · from a file, not rated"]);
  assert.deepEqual(card.facts.map(([name, words]) => name + ": " + words), ["When: 27 July 2024", "Row in the file: id 7"]);
});

test("a dataset without a licence says that none is stated", () => {
  const told = (about) => importedCard(["title"], ["x"], about).facts.find(([name]) => name === "Dataset")[1];
  assert.deepEqual([told({ dataset: "GED", licence: "CC BY" }), told({ dataset: "Mine", licence: "" })], ["GED (CC BY)", "Mine (no licence stated)"]);
});
