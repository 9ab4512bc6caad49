import { test } from "node:test";
import assert from "node:assert/strict";

const FRENCH = { tag: "fr", words: { Legend: "Légende", "{name}, online": "{name}, en ligne", "{n} event": ["{n} événement", "{n} événements"] } };

// The words of a page of their own, with no-break spaces shown as ~.
async function told(page, language) {
  const words = await import("../../../../geodata/drawing/browser/words.js?" + page), shown = (text) => text.replace(/\u00a0/g, "~");
  if (language) words.speak(language);
  return { ...words, gettext: (...of) => shown(words.gettext(...of)), number: (...of) => shown(words.number(...of)),
    events: (n) => shown(words.ngettext("{n} event", "{n} events", n)) };
}

const english = await told("english"), french = await told("french", FRENCH);

test("words are told in the language of the page, English where none is known", () => {
  assert.deepEqual([english.gettext("Legend"), french.gettext("Legend")], ["Legend", "Légende"]);
  assert.equal(french.gettext("nobody translated {this}", {}), "nobody translated {this}");
  assert.deepEqual([english.tag(), french.tag()], ["en-GB", "fr"]);
});

test("values are set in by name and letter by letter", () => {
  assert.equal(english.gettext("{name}, online", { name: "A {b}" }), "A {b}, online");
  assert.equal(french.gettext("{name}, online", { name: "A {b}" }), "A {b}, en ligne");
});

test("a number takes its own form, and its thousands are parted", () => {
  assert.deepEqual([0, 1, 2, 1848, 1000000].map(english.events), ["0 events", "1 event", "2 events", "1,848 events", "1,000,000 events"]);
  assert.deepEqual([0, 1, 2, 1848, 1000000].map(french.events), ["0 événement", "1 événement", "2 événements", "1~848 événements", "1~000~000 événements"]);
  assert.deepEqual([english.number(1234567.5), french.number(1234567.5)], ["1,234,567.5", "1~234~567,5"]);
});

test("days are days of UTC, and French counts the first of a month", () => {
  const day = { day: "numeric", month: "long", year: "numeric" }, short = { day: "numeric", month: "short" };
  assert.deepEqual([english.day("2024-08-01", day), french.day("2024-08-01", day)], ["1 August 2024", "1er août 2024"]);
  assert.deepEqual([english.day("2024-08-11", short), french.day("2024-08-11", short)], ["11 Aug", "11 août"]);
  assert.deepEqual([english.day("2024-07-31T23:30Z", short), french.day("2024-07-31T23:30Z", short)], ["31 Jul", "31 juil."]);
  assert.equal(french.day("2024-08-01", { month: "long", year: "numeric" }), "août 2024");
});

test("French runs de into a vowel", () => {
  assert.deepEqual([english, french].map(({ joined }) => joined("de août à juin")), ["de août à juin", "d’août à juin"]);
});

test("words that are told later come to those of before", async () => {
  const found = await told("later", FRENCH);
  found.speak({ tag: "fr", words: { Play: "Lire" } });
  assert.deepEqual([found.gettext("Play"), found.gettext("Legend")], ["Lire", "Légende"]);
});

test("the order in which a browser lists plural forms does not matter", () => {
  const forms = Intl.PluralRules.prototype, usual = forms.resolvedOptions;
  forms.resolvedOptions = function () { // many, one, other
    const found = usual.call(this);
    return { ...found, pluralCategories: [...found.pluralCategories].sort() };
  };
  try {
    assert.deepEqual([1, 2].map(french.events), ["1 événement", "2 événements"]);
  } finally {
    forms.resolvedOptions = usual;
  }
});
