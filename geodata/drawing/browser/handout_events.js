// The imported events of a stand-alone file: their cards, and a list that can be read without the map.
import { BLOCK, EventTexts, importedCard, namedTexts } from "./event_texts.js";
import { element } from "./icons.js";
import { shared } from "./shared.js";
import { gettext, number } from "./words.js";

export class HandoutEvents {
  // `layer`: the map state's `imported`; `show(id)` opens a card.
  constructor(layer, show) {
    this.layer = layer;
    this.show = show;
    this.block = 0;
    this.cards = new Map();
    this.texts = new EventTexts(layer.texts);
    this.box = element("div", "h-events");
  }

  // Keep the card of a row, so that it can be shown by its id. `index` is the number of the row.
  learn(index, columns, row) {
    const about = shared.renderer.imported.columns || {}, id = namedTexts(columns, row).id;
    this.cards.set(id, { index, card: importedCard(columns, row, about) });
    return id;
  }

  card(id) { return this.cards.has(id) ? this.cards.get(id).card : null; }

  // The layer with a chosen row, or with none.
  state(id) { return { ...this.layer, selected: this.cards.has(id) ? this.cards.get(id).index : null }; }

  // A block of the list, with the way to the next one.
  async list() {
    const { columns, rows } = await this.texts.block(this.block), first = this.block * BLOCK;
    const turn = (words, step) => {
      const button = element("button", "h-turn", words);
      button.type = "button";
      button.disabled = !this.layer.texts[this.block + step];
      button.addEventListener("click", () => { this.block += step; this.list(); });
      return button;
    };
    const bar = element("div", "h-turns");
    const where = { first: number(first + 1), last: number(first + rows.length), total: number(this.layer.shown) };
    bar.append(turn(gettext("Earlier rows"), -1), element("span", "", gettext("{first} to {last} of {total}", where)), turn(gettext("Later rows"), 1));
    this.box.replaceChildren(bar, ...rows.map((row, i) => this.line(first + i, columns, row)));
  }

  line(index, columns, row) {
    const text = namedTexts(columns, row), button = element("button", "cm-choice");
    button.type = "button";
    button.append(element("span", "cm-choice-when", text.when + " · " + text.where), element("span", "", text.title));
    button.addEventListener("click", () => this.show(this.learn(index, columns, row)));
    return button;
  }
}
