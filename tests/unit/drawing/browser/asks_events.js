// Answers filters on imported events as the browser does: reads {columns, cases} from the file that is named, writes for
// each case one number a row, or null where it leaves the answer to Python.
import fs from "node:fs";
import "./window.js";
import { passing } from "../../../../geodata/drawing/browser/asking_events.js";
import { readColumns } from "../../../../geodata/drawing/browser/columns.js";

const { columns, cases } = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const read = await readColumns("data:application/octet-stream;base64," + columns);
const answer = (asked) => {
  const on = passing(read, asked, new Uint8Array(read.rows));
  return on && Array.from(on);
};
process.stdout.write(JSON.stringify(cases.map(answer)));
