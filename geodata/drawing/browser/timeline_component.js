// The timeline as Streamlit mounts it: a module whose default export is called after every run of the page.
import "./live.js";
import { mountTimeline } from "./timeline.js";

export default function (component) { mountTimeline(component); }
