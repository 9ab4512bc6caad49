// A change of the filter goes to the map first and then to Python, whose answer wins. The one store of the page for it:
// controls tell it what they would ask for; it lies in the page's window, as long as the page is open.
// Each change that is asked for has a number, which comes back with the answer: an answer to an older change is drawn
// with the rows of the newer one.
import { shared } from "./shared.js";

const asTexts = (asked) => Object.fromEntries(Object.entries(asked).filter(([, texts]) => texts && texts.length));

class Live {
  constructor() {
    this.number = 0;
    /** @type {Asked} */
    this.asked = {};
    /** @type {{ number: number, asked: Asked } | null} */
    this.wanted = null;
    /** @type {Asked | null} */
    this.trying = null;
    /** @type {Set<(asked: Asked, drawn: { events: Id[], presence: Id[] } | null) => void>} */
    this.followers = new Set();
    /** @type {Set<string>} */
    this.told = new Set();
  }

  // What Python says that is asked for, and the number of the last change that it has heard of.
  learn(asked, change) {
    this.asked = asked;
    this.number = Math.max(this.number, change); // a page that was loaded anew goes on counting
    if (this.wanted && change >= this.wanted.number) this.wanted = null;
  }

  // The map of the page, if there is one and it stands.
  get renderer() {
    const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector(".st-key-map-frame iframe"));
    try { return frame?.contentWindow.ConflictMap?.renderer || null; } catch { return null; }
  }

  // What is asked for with some parameters changed: names to lists of texts, an empty list for nothing.
  changed(parameters) { return asTexts({ ...(this.wanted ? this.wanted.asked : this.asked), ...parameters }); }

  // Show in the next frame what a change would leave; nothing is asked for yet.
  show(parameters) {
    const waits = this.trying;
    this.trying = this.changed(parameters);
    if (!waits) requestAnimationFrame(() => { if (this.trying) { this.draw(this.trying); this.trying = null; } });
  }

  // Ask for a change: draws it, and returns its number, which Python is to be told with it.
  ask(parameters) {
    this.trying = null;
    this.number += 1;
    this.wanted = { number: this.number, asked: this.changed(parameters) };
    this.draw(this.wanted.asked);
    return this.number;
  }

  // Take back what was only shown.
  back() {
    this.trying = null;
    this.draw(this.wanted ? this.wanted.asked : this.asked);
  }

  draw(asked) {
    const { renderer } = this, drawn = renderer && renderer.ask(asked);
    this.followers.forEach((follow) => follow(asked, drawn || null));
  }

  // The map has a new state from Python: returns the one to draw.
  settle(state, map) {
    const { asked, change } = state.live, differing = map.differences(state);
    if (differing.length) this.say(differing, asked);
    this.learn(asked, change);
    return this.wanted ? map.state(state, this.wanted.asked) || state : state;
  }

  // Once for each kind of difference: what is drawn is what Python says.
  say(names, asked) {
    const key = names.join();
    if (this.told.has(key)) return;
    this.told.add(key);
    console.error("The filter in the browser leaves other rows than the one in Python: " + key + " for " + JSON.stringify(asked));
  }
}

// Several components bring it along; the first one makes it.
export const live = (shared.live = shared.live || new Live());
