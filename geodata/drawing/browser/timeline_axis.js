// The marks of the timeline's axis, and their words.
import { DAY } from "./timeline_ground.js";
import { day as dayWords, hour } from "./words.js";

const STEPS = [1 / 24, 0.25, 1, 2, 7, 14, 30.4, 91.3, 182.6, 365.25, 2 * 365.25, 5 * 365.25, 10 * 365.25, 20 * 365.25].map((days) => days * DAY);

// Axis marks: calendar steps, so that a month line stands on the first of the month.
export function ticks(from, to, width) {
  const wanted = (to - from) / Math.max(2, width / 95);
  const step = STEPS.find((s) => s >= (s > 365 * DAY ? wanted / 2 : wanted)) || STEPS[STEPS.length - 1]; // a year is short
  const out = [], start = new Date(from), years = Math.max(1, Math.round(step / (365.25 * DAY)));
  let at = new Date(Date.UTC(Math.floor(start.getUTCFullYear() / years) * years, step >= 30 * DAY ? 0 : start.getUTCMonth(), 1));
  for (let i = 0; i < 4000 && at.getTime() <= to; i++) {
    if (at.getTime() >= from) out.push(at.getTime());
    if (step >= 365 * DAY) at = new Date(Date.UTC(at.getUTCFullYear() + years, 0, 1));
    else if (step >= 30 * DAY) at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + Math.round(step / (30.4 * DAY)), 1));
    else at = new Date(at.getTime() + step);
  }
  return out.map((t) => [t, tickWords(new Date(t), step)]);
}

function tickWords(day, step) {
  const form = (options) => dayWords(day, options);
  if (step >= 365 * DAY) return String(day.getUTCFullYear());
  if (step >= 30 * DAY) return form({ month: "short" }) + (day.getUTCMonth() === 0 ? " " + day.getUTCFullYear() : "");
  if (step < DAY && day.getUTCHours()) return hour(day.toISOString().slice(11, 16)) + " UTC";
  return form({ day: "numeric", month: "short" });
}
