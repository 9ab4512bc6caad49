// The page that stands alone: reads its data from the document, draws map, timeline, cards, claims and sources.
// With data.mode "presenter", or after the Present button, presenter.js takes the window over.
import { HandoutEvents } from "./handout_events.js";
import { element, glyph } from "./icons.js";
import { mount, update } from "./map.js";
import { startPresenting } from "./presenter.js";
import { shared } from "./shared.js";
import { mountTimeline } from "./timeline.js";
import { byKeys } from "./walk.js";
import { gettext, number } from "./words.js";

const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);

function link(source) {
  if (!/^https?:\/\//.test(source.url)) return element("span", "", source.title);
  const node = element("a", "", source.title);
  node.href = source.url;
  node.rel = "noopener noreferrer";
  node.target = "_blank";
  return node;
}

function sourceLine(id) {
  const source = data.sources[id], line = element("li");
  line.append(element("b", "", source.publisher), gettext(", {when}: ", { when: source.when }), link(source));
  if (source.low) line.append(" · " + gettext("carrier of low trust"));
  return line;
}

function sourceList(ids) {
  const list = element("ul", "h-sources");
  list.append(...ids.filter((id) => data.sources[id]).map(sourceLine));
  return list;
}

function actorChip(id) {
  const actor = data.actors[id], chip = element("span", "h-actor");
  chip.append(glyph(actor.shape, { colour: actor.colour, size: 16 }), " " + actor.short);
  return chip;
}

// The card of a row, in the order that every page of the dashboard uses.
function card(id) {
  const doc = cardOf(id), box = element("article", "h-card");
  box.dataset.card = id;
  box.tabIndex = -1;
  box.setAttribute("aria-label", doc.title);
  const close = element("button", "h-close", gettext("Close"));
  close.type = "button";
  close.addEventListener("click", () => choose(null));
  box.addEventListener("keydown", (event) => event.key === "Escape" && choose(null));
  box.append(close, element("h2", "", doc.title), element("p", "h-kind", doc.kind));
  doc.facts.forEach(([name, words]) => { const p = element("p"); p.append(element("span", "h-name", name), words); box.append(p); });
  if (doc.who.length) { const p = element("p"); p.append(element("span", "h-name", gettext("Who")), ...doc.who.map(actorChip)); box.append(p); }
  if (doc.text) box.append(element("p", "", doc.text));
  if (doc.claims.length) box.append(element("h3", "", gettext("Who says what")), claimList(doc.claims));
  if (doc.sources.length) box.append(element("h3", "", gettext("Sources")), sourceList(doc.sources));
  return box;
}

function claimList(claims) {
  const list = element("ul", "h-claims");
  claims.forEach((claim) => {
    const line = element("li");
    line.append(element("b", "", claim.claimant), (claim.when ? gettext(", {when}: ", { when: claim.when }) : gettext(": ")) + claim.text + (claim.single && " " + claim.single));
    list.append(line);
  });
  return list;
}

function table(headings, rows) {
  const node = element("table"), head = element("tr");
  const heading = (text, scope) => { const th = element("th"); th.scope = scope; th.append(text); return th; };
  if (headings) {
    head.append(...headings.map((text) => heading(text, "col")));
    node.append(head);
  }
  rows.forEach((cells) => {
    const line = element("tr");
    // without headings the first cell names what stands beside it
    cells.forEach((cell, i) => { const td = headings || i ? element("td") : heading("", "row"); td.append(cell); line.append(td); });
    node.append(line);
  });
  return node;
}

let chosen = data.state.selected;
const events = data.state.imported && new HandoutEvents(data.state.imported, (id) => { choose(id); at("stage").scrollIntoView(); });
const cardOf = (id) => (Object.hasOwn(data.cards, id) ? data.cards[id] : events ? events.card(id) : null);

function choose(id) {
  const before = chosen;
  chosen = id && cardOf(id) ? id : null;
  update({ ...data.state, selected: chosen, imported: events ? events.state(chosen) : null, seq: String(Math.random()) });
  drawSide();
  if (timeline) timeline(chosen);
  if (byKeys()) follow(before);
  history.replaceState(null, "", chosen ? "#event=" + chosen : location.pathname + location.search);
}

let opener = null; // "list" or "map": from where a key opened the card

// What a key has opened gets the focus, and what it closes gives it back. The timeline keeps it, to step on.
function follow(before) {
  if (chosen && timelineHost && timelineHost.contains(document.activeElement)) return;
  if (chosen) return at("side").querySelector(".h-card").focus();
  const button = [...at("side").querySelectorAll("[data-row]")].find((one) => one.dataset.row === before);
  if (opener === "list" || !shared.renderer.walk.to(before)) (button || at("side").querySelector("button") || at("head").querySelector("button") || document.body).focus();
}

function drawSide() {
  const side = at("side");
  if (chosen) return side.replaceChildren(card(chosen));
  const list = element("div", "h-list");
  list.append(element("h2", "", data.words.counts));
  data.rows.forEach((row) => {
    const button = element("button", "cm-choice");
    button.type = "button";
    button.append(element("span", "cm-choice-when", row.when), element("span", "", row.title));
    button.dataset.row = row.id;
    button.addEventListener("click", () => { opener = "list"; choose(row.id); });
    list.append(button);
  });
  side.replaceChildren(list);
}

let timeline = null, timelineHost = null;

// The timeline is the very component of the dashboard, in a shadow window of its own.
function drawTimeline(host) {
  const shadow = host.attachShadow({ mode: "open" }), style = element("style", "", data.timelineStyle), home = element("div");
  home.id = "timeline-root";
  timelineHost = host;
  shadow.append(style, home);
  const send = (name, value) => { if (name === "chosen") choose(value); };
  timeline = (id) => mountTimeline({ parentElement: shadow, data: { ...data.timeline, chosen: id }, setTriggerValue: send });
  timeline(chosen);
}

function fold(title, content, open) {
  const box = element("details");
  box.open = !!open;
  box.append(element("summary", "", title), content);
  return box;
}

function drawPage() {
  const head = at("head"), words = element("div");
  words.append(element("h1", "", data.words.title), element("p", "", data.words.filters), ...data.words.scenes.map((line) => element("p", "", line)));
  head.append(words);
  if (data.scenes.length) {
    const present = element("button", "h-present", gettext("Present"));
    present.type = "button";
    present.addEventListener("click", () => startPresenting(data, 0));
    head.append(present);
  }
  const strip = element("div", "h-timeline");
  at("below").setAttribute("aria-label", gettext("Timeline, claims and sources"));
  const sources = Object.keys(data.sources);
  at("below").append(fold(gettext("Timeline"), strip, true), fold(gettext("Claims ({n})", { n: number(data.claims.length) }), claimTable()),
    fold(gettext("Sources ({n})", { n: number(sources.length) }), sourceList(sources)), fold(gettext("About this file"), about()));
  drawTimeline(strip);
  if (events) {
    const n = number(data.state.imported.shown);
    const list = fold(data.state.imported.shared ? gettext("Events of a database ({n})", { n }) : gettext("Events of a file ({n})", { n }), events.box);
    list.addEventListener("toggle", () => events.list(), { once: true }); // its texts are unpacked when someone looks
    at("below").insertBefore(list, at("below").children[1]);
  }
  at("foot").append(...data.words.foot.map((line) => element("p", "", line)));
  drawSide();
}

function claimTable() {
  const headings = [gettext("Claimant"), gettext("Claim"), gettext("Figure"), gettext("Claimed"), gettext("Sources")];
  const node = table(headings, data.claims.map((claim) => [claim.claimant + (claim.dimmed && " (" + claim.dimmed + ")"), claim.text, claim.figure,
    claim.when, claim.sources.filter((id) => data.sources[id]).map((id) => data.sources[id].publisher).join(gettext("; ")) + (claim.single && " " + claim.single)]));
  data.claims.forEach((claim, i) => node.rows[i + 1].classList.toggle("h-dimmed", Boolean(claim.dimmed)));
  return node;
}

function about() {
  return table(null, Object.entries(data.about).map(([name, words]) => [name, words]));
}

function start() {
  const map = L.map("map_div", { zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 3, maxZoom: 11, maxBoundsViscosity: 1, wheelPxPerZoomLevel: 120 });
  map.setView([18, 4], 5);
  mount(map, data.options);
  map.on("cm:choose", ({ id, imported }) => {
    if (shared.presenting) return;
    if (imported) events.learn(imported.index, imported.columns, imported.row);
    opener = "map";
    choose(id);
  });
  const wanted = /^#event=([\w-]+)$/.exec(location.hash);
  if (wanted && Object.hasOwn(data.cards, wanted[1])) chosen = wanted[1];
  update({ ...data.state, selected: chosen });
  if (data.mode === "presenter") startPresenting(data, Math.max(0, data.scenes.findIndex((scene) => "#" + scene.id === location.hash)));
  else shared.renderer.ready.then(drawPage); // the shapes of actors come with the story
}

shared.open = start; // once the scripts were told their words
