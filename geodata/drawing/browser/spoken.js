// What a mark is called for those who hear the map: when, where, how exactly that is known, what, who, and how sure.
// timeline.js names its bars in the same words.
import { stepSpan } from "./marks.js";
import { gettext, ngettext } from "./words.js";

const listed = (names) => [...new Set(names)].filter(Boolean).join(", ");

export class Spoken {
  /** @param {StoryDocument} doc */
  constructor(doc) { this.doc = doc; }

  who(row) { return listed((row.actors || []).map((id) => (this.doc.style.actors[id] || {}).short)); }

  // A waypoint brings its words, behind the mark that stands for them. What is known by relay alone says so.
  sure(row) {
    const label = row.sure ? row.sure.replace(/^\S\s/, "") : this.doc.style.confidence[row.confidence].label;
    return [label, row.relay].filter(Boolean).join(gettext("; "));
  }

  title(row) { return row.title || row.name; }

  // Events, reports of presence and waypoints at one place, with the numbers of the steps that they are.
  rows(place, rows, steps) {
    const text = rows.length === 1 ? this.one(place, rows[0]) : this.several(place, rows);
    return steps && steps.length ? ngettext("Step {steps}. {rest}", "Steps {steps}. {rest}", steps.length, { steps: stepSpan(steps), rest: text }) : text;
  }

  one(place, row) {
    if (row.sure) return this.waypoint(row, place);
    const said = { when: row.when, place: place.short, exact: place.words, title: this.title(row), who: this.who(row), sure: this.sure(row) };
    return said.who ? gettext("{when}, {place}, {exact}: {title}; {who}; {sure}", said) : gettext("{when}, {place}, {exact}: {title}; {sure}", said);
  }

  several(place, rows) {
    const first = this.first(rows), said = { place: place.short, exact: place.words, first: this.brief(first) };
    return first.nature
      ? ngettext("{place}, {exact}: {n} report of presence. The first: {first}", "{place}, {exact}: {n} reports of presence. The first: {first}", rows.length, said)
      : ngettext("{place}, {exact}: {n} event. The first: {first}", "{place}, {exact}: {n} events. The first: {first}", rows.length, said);
  }

  country(name, rows) {
    const said = { place: name, first: this.brief(this.first(rows)) };
    return ngettext("{place}, the country: {n} report of presence. The first: {first}", "{place}, the country: {n} reports of presence. The first: {first}", rows.length, said);
  }

  brief(row) {
    const said = { when: row.when, title: this.title(row), who: this.who(row), sure: this.sure(row) };
    return said.who ? gettext("{when}, {title}; {who}; {sure}", said) : gettext("{when}, {title}; {sure}", said);
  }

  // The day by which a row stands in the order of time; what is only known to a year had surely happened at its end.
  time(row) { return (/^(year|season)$/.test(row.precision) ? row.end : row.start) || ""; }

  // The earliest; what has no date comes last.
  first(rows) { return rows.reduce((best, row) => ((this.time(row) || "9") < (this.time(best) || "9") ? row : best)); }

  waypoint(point, place) {
    const said = { when: point.when, place: point.name, exact: place.words, sure: this.sure(point) };
    return said.when ? gettext("{when}, {place}, {exact}: waypoint of the column; {sure}", said) : gettext("{place}, {exact}: waypoint of the column, date not known; {sure}", said);
  }

  leg(leg) {
    const to = this.doc.waypoints[leg.to], said = { when: to ? to.when : "", ends: leg.tip[0], length: leg.tip[1], phase: this.doc.style.phases[leg.phase].label };
    return said.when ? gettext("Until {when}, {ends}: leg of the route, {phase}; {length}", said) : gettext("{ends}: leg of the route, {phase}; {length}", said);
  }
}
