// Less motion for viewers who asked their system for it: the map jumps to where it would glide.
(function (root) {
  "use strict";
  const CM = (root.ConflictMap = root.ConflictMap || {});
  const wish = root.matchMedia("(prefers-reduced-motion: reduce)");
  const { panBy, flyTo, _tryAnimatedZoom: tryAnimatedZoom } = L.Map.prototype;

  // Asked anew each time: the wish may change while the page is open.
  CM.still = () => wish.matches;
  if (CM.still()) L.Map.mergeOptions({ fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false, inertia: false });

  const calm = (options) => (CM.still() ? { ...options, animate: false } : options);
  L.Map.include({
    panBy(offset, options) { return panBy.call(this, offset, calm(options)); },
    flyTo(centre, zoom, options) { return flyTo.call(this, centre, zoom, calm(options)); },
    _tryAnimatedZoom(centre, zoom, options) { return CM.still() ? false : tryAnimatedZoom.call(this, centre, zoom, options); },
  });
  L.Marker.mergeOptions({ autoPanOnFocus: false }); // walk.js brings into view what has the focus
})(window);
