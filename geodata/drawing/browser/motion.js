// Less motion for viewers who asked their system for it: the map jumps to where it would glide.

const wish = window.matchMedia("(prefers-reduced-motion: reduce)");
const { panBy, flyTo, _tryAnimatedZoom: tryAnimatedZoom } = L.Map.prototype;

// Asked anew each time: the wish may change while the page is open.
const still = () => wish.matches;
if (still()) L.Map.mergeOptions({ fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false, inertia: false });

const calm = (options) => (still() ? { ...options, animate: false } : options);
L.Map.include({
  panBy(offset, options) { return panBy.call(this, offset, calm(options)); },
  flyTo(centre, zoom, options) { return flyTo.call(this, centre, zoom, calm(options)); },
  _tryAnimatedZoom(centre, zoom, options) { return still() ? false : tryAnimatedZoom.call(this, centre, zoom, options); },
});
L.Marker.mergeOptions({ autoPanOnFocus: false }); // walk.js brings into view what has the focus
