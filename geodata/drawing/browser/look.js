// The look of a map: light, contrast or dark. Its table comes before this script (geodata/drawing/looks.py); style
// sheets read its colours as custom properties (--cm-ink), and what scripts draw asks here.
//   wardrobe.wear(name)          take a look on, unless the address of the page itself asks for another
//   wardrobe.now                 its line of the table: ink, halo, line, type ...
//   wardrobe.colour("#1a1a1a")   what a colour of the style table becomes in it
//   wardrobe.dress(style)        the same for a whole style table, where it stands
//   wardrobe.onPaper             true while the page is printed, always in the usual look
import { shared } from "./shared.js";

const USUAL = "light", COLOUR = /^#[0-9a-f]{6}$/i;
const usual = new WeakMap(); // a style table as it came
const asked = new URLSearchParams(location.search).get("look"); // of a page that stands alone, as presenter mode

export const wardrobe = {
  name: "",
  /** @type {Look} */
  now: null,
  onPaper: false,

  wear(name) {
    const known = [asked, name].find((one) => Object.hasOwn(shared.looks, one || "")) || USUAL;
    const wanted = wardrobe.onPaper ? USUAL : known, home = document.documentElement;
    if (wanted === wardrobe.name) return;
    Object.assign(wardrobe, { name: wanted, now: shared.looks[wanted] });
    for (const [key, value] of Object.entries(wardrobe.now)) {
      if (typeof value !== "object") home.style.setProperty("--cm-" + key.replace("_", "-"), value);
    }
    home.style.colorScheme = wardrobe.now.dark ? "dark" : "light";
    home.dataset.look = wanted;
  },

  colour: (code) => wardrobe.now.instead[code.toLowerCase()] || code,

  // What stands in a style table stays where it is: its readers hold on to it.
  dress(style) {
    if (!usual.has(style)) usual.set(style, structuredClone(style));
    recolour(usual.get(style), style);
    Object.assign(style, { ink: wardrobe.now.ink, muted: wardrobe.now.muted, halo: wardrobe.now.halo, paper: wardrobe.now.paper });
    const steps = wardrobe.now.hexagon;
    if (steps.length) style.hexagon.steps.forEach((step, i) => { [step.fill, step.text] = steps[i]; });
  },
};

function recolour(from, to) {
  for (const [key, value] of Object.entries(from)) {
    if (value && typeof value === "object") recolour(value, to[key]);
    else if (typeof value === "string" && COLOUR.test(value)) to[key] = wardrobe.colour(value);
  }
}

wardrobe.wear(USUAL);
