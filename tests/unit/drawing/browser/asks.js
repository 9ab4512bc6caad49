// Answers filters as the browser does: reads {documents, cases} from the file that is named, writes the masks as JSON.
import fs from "node:fs";
import "./window.js";
import { Asking } from "../../../../geodata/drawing/browser/asking.js";

const { documents, cases } = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const engines = documents.map(({ filter, counts }) => new Asking(filter, counts));
process.stdout.write(JSON.stringify(cases.map(({ document, asked }) => {
  const engine = engines[document], tables = Object.keys(engine.counts);
  return Object.fromEntries([
    ...tables.map((table) => [table, engine.isPythons(table, asked) ? null : Object.values(engine.pass(table, asked)).map((rows) => Array.from(rows))]),
    ["titles", engine.untold(asked)],
    ["legs", [...engine.legs.keys()].filter((id) => engine.isLegPublic(id, asked))],
  ]);
})));
