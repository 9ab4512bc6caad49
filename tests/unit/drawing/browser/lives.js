// Makes states by the filter alone, as the map does before Python has answered, and holds them against Python's: reads
// {doc, states} from the file that is named, writes for each state what differs.
import fs from "node:fs";
import "./window.js";
import { LiveMap } from "../../../../geodata/drawing/browser/live_map.js";

const { doc, states } = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const map = new LiveMap(doc);
process.stdout.write(JSON.stringify(states.map(({ before, after }) => {
  const made = map.state(before, after.live.asked);
  if (!made) return null;
  const differing = map.differences({ ...after, ...Object.fromEntries(["events", "presence", "legs", "waypoints"].map((name) => [name, made[name]])) });
  return { rows: map.differences(after), made: differing, soft: made.soft, titles: made.titles };
})));
