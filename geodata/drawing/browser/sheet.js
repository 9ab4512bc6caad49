// Pages on paper. When somebody prints a page, the rows of its address are fetched as plain data
// (geodata/exports/sheet.py) and stand as HTML before and after what the page itself gives to the sheet: its map, its
// timeline, its prose. A module; the page calls it after every run. Texts are set with textContent only.
const NS = "http://www.w3.org/2000/svg";
const BAR = 400; // width of the longest line of a chart, in pixels
const SIGNS = { diamond: "M0 -5.5L5.5 0L0 5.5L-5.5 0z", square: "M-4.5 -4.5h9v9h-9z", circle: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", more: "M-3 -5L6 0L-3 5z", less: "M3 -5L-6 0L3 5z" };
const MUTED = "#5b6068"; // ink of what is dimmed, as in the style table
let now = null; // what the page said last: page, script, style, address, failed; own and scope where they matter

export function sheet(data) {
  now = data;
  const link = document.getElementById("sheet-style") || document.head.appendChild(element("link", { id: "sheet-style", rel: "stylesheet", media: "print" }));
  if (link.getAttribute("href") === data.style) return;
  const first = !link.hasAttribute("href");
  link.addEventListener("load", () => { document.documentElement.dataset.printable = "yes"; }, { once: true });
  link.setAttribute("href", data.style);
  if (!first) return;
  addEventListener("beforeprint", make);
  addEventListener("afterprint", unmake);
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}

const text = (selector, from = document) => (from.querySelector(selector)?.textContent || "").trim();

// Printing does not wait, so neither does the request. What cannot be had is said on the sheet.
function fetched() {
  const url = new URL(now.address, document.baseURI), ask = new XMLHttpRequest();
  url.search = location.search;
  const tabs = [...document.querySelectorAll('.stMain [data-testid="stTab"]')];
  for (const name of ["own", "scope"]) if (now[name]) url.searchParams.set(name, now[name]);
  url.searchParams.set("part", String(Math.max(0, tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true"))));
  try {
    ask.open("GET", url, false);
    ask.send();
    if (ask.status === 200) return JSON.parse(ask.responseText);
  } catch { /* no connection: as any other answer */ }
  return { filters: "", wide: false, blocks: [{ kind: "words", title: "", lines: [now.failed] }], foot: [], margin: "" };
}

function make() {
  unmake();
  const found = fetched(), home = document.documentElement;
  home.dataset.sheet = now.page;
  document.head.append(element("style", { id: "sheet-page", media: "print" }, paper(found)));
  document.body.prepend(head(found));
  document.body.append(part("sheet-rest", ...scenes(), ...found.blocks.map(block), foot(found)));
}

function unmake() {
  delete document.documentElement.dataset.sheet;
  for (const id of ["sheet-page", "sheet-head", "sheet-rest"]) document.getElementById(id)?.remove();
}

const part = (id, ...children) => element("section", { id, class: "sheet", style: "display: none" }, ...children);

function paper({ wide, margin }) {
  const foot = 'font: 8pt "Source Sans", sans-serif; color: #444;';
  return `@page { size: A4 ${wide ? "landscape" : "portrait"}; margin: 12mm 12mm 15mm;
    @bottom-left { content: ${JSON.stringify(margin)}; ${foot} }
    @bottom-right { content: counter(page) " / " counter(pages); ${foot} } }`;
}

// The page's own heading and count, what it asks for, where it stands, and what it warns of.
function head({ filters }) {
  const alerts = [...document.querySelectorAll('.stMain [data-testid="stAlert"] [data-testid="stMarkdownContainer"]')];
  const counts = [...document.querySelectorAll(".st-key-counts p")].map((p) => p.textContent).join(" · ");
  const lines = [counts, filters, decodeURI(location.href)].filter(Boolean);
  return part("sheet-head", element("h1", {}, text(".stMain h1")), ...lines.map((line, i) => element("p", { class: i ? "sheet-small" : "sheet-count" }, line)),
    ...alerts.map((alert) => element("p", { class: "sheet-alert" }, alert.textContent)));
}

// A viewer's own set of scenes is known alone to the page that has it; on others there is none.
function scenes() {
  return [...document.querySelectorAll('[class*="st-key-scene-box-"]')].map((box) => {
    const words = [...box.querySelectorAll('[data-testid="stMarkdownContainer"] > p')].filter((p) => !p.closest("details, button, [role='tooltip']"));
    const sources = [...box.querySelectorAll('details a[href^="http"]')].map((a) => a.textContent + ", " + a.getAttribute("href"));
    const [title, ...lines] = words.map((p) => p.textContent);
    return section("sheet-words", title || "", ...lines.map((line) => element("p", {}, line)), ...sources.map((line) => element("p", { class: "sheet-small" }, line)));
  });
}

const section = (name, title, ...children) => element("section", { class: name }, ...(title ? [element("h2", {}, title)] : []), ...children);
const note = (words) => (words ? [element("p", { class: "sheet-small" }, words)] : []);

function block(one) {
  if (one.kind === "table") return section("sheet-table", one.title, ...note(one.note), table(one.columns, one.rows, one.dimmed), ...note(one.left));
  if (one.kind === "sources") return section("sheet-sources", one.title, element("ol", {}, ...one.rows.map(source)));
  if (one.kind === "chart") return section("sheet-chart", one.title, ...note(one.note), ...one.groups.map((group) => chart(group, one.limit)));
  return section("sheet-words", one.title, ...one.lines.map((line) => element("p", {}, line)));
}

const source = ([id, ...words]) => element("li", {}, element("b", {}, id), words.filter(Boolean).join(", "));

// Cells without much in them stand on one line: ids, days, how sure a row is.
function table(columns, rows, dimmed) {
  const short = columns.map((_, i) => rows.every((cells) => cells[i].length < 17));
  const cell = (words, i) => element("td", short[i] ? { class: "sheet-short" } : {}, words);
  const line = (name, cells, dim) => element("tr", dim ? { class: "sheet-dimmed" } : {}, ...cells.map((words, i) => (name === "th" ? element("th", { scope: "col" }, words) : cell(words, i))));
  return element("table", {}, element("thead", {}, line("th", columns)), element("tbody", {}, ...rows.map((cells, i) => line("td", cells, dimmed[i]))));
}

function chart(group, limit) {
  const lines = group.lines.map((line) => element("div", { class: line.dimmed ? "sheet-line sheet-dimmed" : "sheet-line" }, element("span", {}, line.label), mark(line, limit)));
  return element("div", { class: "sheet-group" }, element("h3", {}, group.title), ...lines);
}

// A figure as its claimant left it: a point, a range, or an arrow where one end is open. A dimmed one is hollow.
function mark({ low, high, figure, colour: own, mark: usual, dimmed }, limit) {
  const colour = dimmed ? MUTED : own;
  const at = (value) => 8 + value / limit * BAR, reach = limit * 0.05;
  const from = low ?? Math.max(0, high - reach), to = high ?? low + reach;
  const svg = document.createElementNS(NS, "svg");
  const draw = (name, attributes) => { const node = svg.appendChild(document.createElementNS(NS, name)); for (const key in attributes) node.setAttribute(key, attributes[key]); return node; };
  const sign = (value, name) => draw("path", { d: SIGNS[name], fill: dimmed ? "#fff" : colour, stroke: dimmed ? MUTED : "none", transform: "translate(" + at(value) + " 8)" });
  for (const [key, value] of Object.entries({ width: BAR + 110, height: 16, "aria-hidden": "true" })) svg.setAttribute(key, String(value));
  draw("line", { x1: 8, x2: 8 + BAR, y1: 8, y2: 8, stroke: "#ddd" });
  draw("line", { x1: at(from), x2: at(to), y1: 8, y2: 8, stroke: colour, "stroke-width": 3 });
  sign(from, low === null ? "less" : usual);
  if (high === null || high !== low) sign(to, high === null ? "more" : usual);
  draw("text", { x: at(to) + 11, y: 12 }).textContent = figure;
  return svg;
}

const foot = (found) => section("sheet-foot", "", ...found.foot.map((line) => element("p", {}, line)));
