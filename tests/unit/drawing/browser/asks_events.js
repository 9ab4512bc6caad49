// Answers filters on imported events as the browser does: reads {columns, cases} from the file that is named, writes for
// each case one number a row, or null where it leaves the answer to Python.
"use strict";
const fs = require("node:fs");
const { run } = require("./scripts.js");

const { columns, cases } = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const world = run(["columns", "asking_events"], "globalThis");
world.fetch = fetch;
const CM = world.ConflictMap;
CM.readColumns("data:application/octet-stream;base64," + columns).then((read) => {
  const answer = (asked) => { const on = CM.askingEvents.passing(read, asked, new Uint8Array(read.rows)); return on && Array.from(on); };
  process.stdout.write(JSON.stringify(cases.map(answer)));
});
