// What hover, lists and cards say about the viewer's own events: fetched in blocks of 256 rows, when first asked for.
import { readBytes } from "./columns.js";
import { gettext } from "./words.js";

export const BLOCK = 256; // rows
const KEPT = 400; // blocks

export class EventTexts {
  // `address`: a prefix ending in "/", to which the number of the block is added, or a list of addresses.
  constructor(address) {
    this.address = address;
    this.blocks = new Map();
  }

  block(number) {
    if (!this.blocks.has(number)) {
      const address = Array.isArray(this.address) ? this.address[number] : this.address + number;
      const read = readBytes(address).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
      read.catch(() => this.blocks.delete(number)); // ask again the next time
      this.blocks.set(number, read);
      if (this.blocks.size > KEPT) this.blocks.delete(this.blocks.keys().next().value);
    }
    return this.blocks.get(number);
  }

  // Resolves to {columns: names, row: texts} of a row.
  async row(index) {
    const { columns, rows } = await this.block(Math.floor(index / BLOCK));
    return { columns, row: rows[index % BLOCK] };
  }
}

// A row's texts by their names.
export const namedTexts = (columns, row) => Object.fromEntries(columns.map((name, i) => [name, row[i] || ""]));

// The card of a row, as geodata/imported/card.py makes it. `about` is the header of the columns.
export function importedCard(columns, row, about) {
  const text = namedTexts(columns, row), { dataset = "", licence = "", origin = gettext("from a file") } = about || {}, kind = text.kind || gettext("event");
  const facts = [[gettext("When"), text.when], [gettext("Where"), text.where], [gettext("Actors as given"), text.who], [gettext("Deaths"), text.deaths],
    [gettext("Source"), text.source], [gettext("Dataset"), dataset && dataset + " (" + (licence || gettext("no licence stated")) + ")"],
    [gettext("Row in the file"), text.id && gettext("id {id}", text)]];
  return { title: text.title, kind: gettext("{kind} · {origin}, not rated", { kind: kind[0].toUpperCase() + kind.slice(1), origin }), confidence: "",
    facts: facts.filter(([, words]) => words), who: [], text: text.notes, base: "", claims: [], sources: [] };
}
