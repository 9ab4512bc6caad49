// The words of the scripts in the language of the page. Python says which language and sends the words that are used
// here (geodata/languages); a word that is missing stays English.
//   ConflictMap.speak({tag, words})            once, before anything is drawn
//   gettext("{n} of {total}", {n: 1, total: 2})  words with values set in by name
//   ngettext("{n} event", "{n} events", n)       the form that goes with a number; {n} is written with its thousands
(function (root) {
  "use strict";
  const CM = (root.ConflictMap = root.ConflictMap || {});
  if (CM.words) return; // map and timeline of one file share these, and were told their words already

  // Browsers list the forms of a language in different orders; a catalogue has them in this one.
  const FORMS = ["zero", "one", "two", "few", "many", "other"];
  let tag = "en-GB", words = {}, plurals = new Intl.PluralRules(tag);

  CM.speak = (language) => {
    words = language.tag === tag ? { ...words, ...language.words } : language.words; // several scripts of a page tell their own
    tag = language.tag;
    plurals = new Intl.PluralRules(tag);
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  // As geodata/languages/formats.py: groups of a number are parted by the usual no-break space, not the narrow one.
  const number = (value, form) => value.toLocaleString(tag, form).replace(/\u202f/g, "\u00a0");
  // French counts the first day of a month ("1er juillet"), which browsers leave out.
  const day = (time, form) => {
    const text = new Date(time).toLocaleString(tag, { timeZone: "UTC", ...form });
    return tag === "fr" && form.day && form.month ? text.replace(/^1(?=\s)/, "1er") : text;
  };

  CM.words = {
    gettext: (text, values = {}) => fill(words[text] || text, values),
    ngettext(one, many, n, values = {}) {
      const forms = words[one] || [one, many];
      const known = plurals.resolvedOptions().pluralCategories, kinds = FORMS.filter((kind) => known.includes(kind));
      return fill(forms[Math.min(kinds.indexOf(plurals.select(n)), forms.length - 1)], { n: number(n), ...values });
    },
    number,
    day, // a day or moment, always in UTC, as the tables give it
    // As geodata/languages/formats.py: French writes "17:10" as "17 h 10". No zone is added.
    hour: (text) => (tag === "fr" ? text.replace(":", "\u00a0h\u00a0") : text),
    // French runs "de" into a word that begins with a vowel: "d’août".
    joined: (text) => (tag === "fr" ? text.replace(/\bde (?=[aeiouâéèêîôœ])/g, "d’") : text),
    tag: () => tag,
  };
})(window);
