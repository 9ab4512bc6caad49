// The timeline on paper: as wide as a sheet of A4 on its side, in the light look, cut between rows where a sheet ends,
// its axis above every part. Belongs to timeline.js, which draws it.
import { svg, TOP } from "./timeline_ground.js";

const SHEET_WIDE = 1028, SHEET_HIGH = 560, HEAD_HIGH = 90;

export function printTimeline(timeline) {
  const parts = document.createElement("div");
  parts.className = "sheets";
  let before = null;
  addEventListener("beforeprint", () => {
    if (before || !timeline.root.isConnected || !timeline.data) return;
    before = timeline.look;
    timeline.look = { type: 1, instead: {} };
    timeline.draw(SHEET_WIDE);
    parts.replaceChildren(...timelineSlices(timeline));
    timeline.root.appendChild(parts);
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    timeline.look = before;
    before = null;
    parts.remove();
    timeline.draw();
  });
}

// Between rows, never through one.
function timelineSlices(timeline) {
  const boxes = [...timeline.svg.querySelectorAll("g.row, text.lane")].map((node) => node.getBBox()).filter((box) => box.height);
  const high = +timeline.svg.getAttribute("height"), free = (y) => boxes.every((box) => y <= box.y || y >= box.y + box.height);
  const cuts = [...new Set(boxes.map((box) => Math.floor(box.y) - 1))].filter(free).sort((a, b) => a - b), slices = [];
  for (let from = TOP - 6; from < high - 8;) {
    const room = slices.length ? SHEET_HIGH : SHEET_HIGH - HEAD_HIGH; // the page's heading stands above the first
    const to = high - from <= room ? high : cuts.filter((y) => y > from + 20 && y <= from + room).pop() || from + room;
    slices.push(timelineSlice(timeline, from, to));
    from = to;
  }
  return slices;
}

function timelineSlice(timeline, from, to) {
  const axis = TOP - 6, sheet = svg("svg", { class: "timeline", width: timeline.width, height: axis + to - from });
  for (const [y, at, high] of [[0, 0, axis], [axis, from, to - from]]) {
    const part = timeline.svg.cloneNode(true);
    for (const [name, value] of Object.entries({ y, height: high, viewBox: "0 " + at + " " + timeline.width + " " + high })) part.setAttribute(name, value);
    sheet.appendChild(part);
  }
  return sheet;
}
