// The words of the scripts in the language of the page. Python says which language and sends the words that are used
// here (geodata/languages); a word that is missing stays English.
//   speak({tag, words})                          once, before anything is drawn
//   gettext("{n} of {total}", {n: 1, total: 2})  words with values set in by name
//   ngettext("{n} event", "{n} events", n)       the form that goes with a number; {n} is written with its thousands

// Browsers list the forms of a language in different orders; a catalogue has them in this one.
/** @type {Intl.LDMLPluralRule[]} */
const FORMS = ["zero", "one", "two", "few", "many", "other"];
let spoken = "en-GB", words = {}, plurals = new Intl.PluralRules(spoken);

export function speak(language) {
  words = language.tag === spoken ? { ...words, ...language.words } : language.words; // several scripts of a page tell their own
  spoken = language.tag;
  plurals = new Intl.PluralRules(spoken);
}

export const tag = () => spoken;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

export const gettext = (text, values = {}) => fill(words[text] || text, values);

export function ngettext(one, many, n, values = {}) {
  const forms = words[one] || [one, many];
  const known = plurals.resolvedOptions().pluralCategories, kinds = FORMS.filter((kind) => known.includes(kind));
  return fill(forms[Math.min(kinds.indexOf(plurals.select(n)), forms.length - 1)], { n: number(n), ...values });
}

// As geodata/languages/formats.py: groups of a number are parted by the usual no-break space, not the narrow one.
export const number = (value, form) => value.toLocaleString(spoken, form).replace(/\u202f/g, "\u00a0");

// A day or moment, always in UTC, as the tables give it. French counts the first day of a month ("1er juillet"), which browsers
// leave out.
export function day(time, form) {
  const text = new Date(time).toLocaleString(spoken, { timeZone: "UTC", ...form });
  return spoken === "fr" && form.day && form.month ? text.replace(/^1(?=\s)/, "1er") : text;
}

// As geodata/languages/formats.py: French writes "17:10" as "17 h 10". No zone is added.
export const hour = (text) => (spoken === "fr" ? text.replace(":", "\u00a0h\u00a0") : text);

// French runs "de" into a word that begins with a vowel: "d’août".
export const joined = (text) => (spoken === "fr" ? text.replace(/\bde (?=[aeiouâéèêîôœ])/g, "d’") : text);
