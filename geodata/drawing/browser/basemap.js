// The offline basemap: two relief pictures, then coast, water, borders and regions as vectors.
// Everything is fetched by address from the same server and cached by the browser.
(function (root) {
  "use strict";
  const CM = (root.ConflictMap = root.ConflictMap || {});

  // Colours are names in the table of looks.
  const BORDERS = {
    international: { color: "border", weight: 1.4, dashArray: null, opacity: 0.9 },
    disputed: { color: "border", weight: 1.4, dashArray: "5 5", opacity: 0.9 },
    indefinite: { color: "border", weight: 1.4, dashArray: "5 5", opacity: 0.9 },
  };
  const COAST = { color: "coast", weight: 0.9, dashArray: null, opacity: 0.8 };
  const REGION = { color: "inner", weight: 0.8, dashArray: "2 4", opacity: 0.75 };
  const RIVER = { color: "river", weight: 1.5, opacity: 0.9 };
  const LAKE = { color: "river", weight: 0.8, fillColor: "lake", fillOpacity: 1 };

  function worn(style) {
    const now = CM.look.now;
    return { ...style, color: now[style.color], weight: style.weight * now.line, ...(style.fillColor ? { fillColor: now[style.fillColor] } : {}) };
  }

  function pane(map, name, z) {
    const node = map.createPane(name);
    node.style.zIndex = z;
    node.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.3 });
  }

  function lines(geojson, renderer, name, style) {
    return L.geoJSON(geojson, { pane: name, renderer: renderer, interactive: false, style: (f) => worn(style(f)) });
  }

  // `files` maps a file's name to its address. Returns the relief at once, and a promise of the vectors.
  function load(map, files) {
    const read = (name) => fetch(files[name].url).then((answer) => {
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    });
    const relief = L.layerGroup();
    map.createPane("cm-relief").style.zIndex = 210;
    for (const name of Object.keys(files).filter((one) => one.endsWith(".webp"))) { // the widest comes first
      const picture = L.imageOverlay(files[name].url, files[name].bounds, { pane: "cm-relief", interactive: false, alt: "" });
      picture.addTo(relief);
      // Farther out than this the finer relief would be a dark spot on the coarser one.
      const near = () => picture.setOpacity(map.getZoom() >= (files[name].minZoom || 0) ? 1 : 0);
      map.on("zoomend", near);
      near();
    }
    return { relief, vectors: vectors(map, read) };
  }

  // Resolves to {group, countries, labels} once all is loaded.
  async function vectors(map, read) {
    const group = L.layerGroup();
    const [countries, borders, coast, water, regions, labels] = await Promise.all(
      ["countries", "borders", "coast", "water", "regions", "labels"].map((name) => read(name + ".geojson")));
    const wet = pane(map, "cm-water", 300), dry = pane(map, "cm-borders", 310);
    const only = (kind, set) => ({ type: "FeatureCollection", features: set.features.filter(kind) });
    const isLine = (f) => f.geometry.type.includes("Line");
    lines(only((f) => !isLine(f) && !f.geometry.type.includes("Point"), water), wet, "cm-water", () => LAKE).addTo(group);
    lines(only(isLine, water), wet, "cm-water", () => RIVER).addTo(group);
    lines(only(isLine, regions), dry, "cm-borders", () => REGION).addTo(group);
    lines(coast, wet, "cm-water", () => COAST).addTo(group);
    lines(borders, dry, "cm-borders", (f) => BORDERS[f.properties.status] || BORDERS.international).addTo(group);
    map.on("cm:look", () => group.eachLayer((layer) => layer.setStyle(layer.options.style)));
    return { group, countries, labels: labels.features };
  }

  const RANKS = { country: 30, region: 70, physical: 60, water: 65 };

  // A long name of a country stands on several lines, or it would run into its neighbours.
  const broken = (name) => (name.length > 11 ? name.split(" ") : [name]);

  // The side of its point on which a label stands, in the basemap's words and in those of labels.js.
  const SIDES = { c: "center", n: "top", ne: "top-right", e: "right", se: "bottom-right", s: "bottom", sw: "bottom-left", w: "left", nw: "top-left" };

  // `names`: English names of the basemap to those of another language.
  function asLabel(feature, index, names) {
    const p = feature.properties, [lng, lat] = feature.geometry.coordinates, name = names[p.name] || p.name;
    const town = p.kind === "town", dot = town && p.anchor !== "c"; // a town known only as an area has no dot
    return {
      key: "base-" + index, latlng: [lat, lng], lines: p.kind === "country" ? broken(name) : [name], name: town ? name : null,
      face: town ? "town" + (p.rank || 3) : p.kind,
      rank: town ? 30 + 10 * (p.rank || 3) : RANKS[p.kind],
      gap: town ? 5 : 0, anchors: dot ? [SIDES[p.anchor] || "right", "right", "left", "bottom", "top"] : ["center"],
      minZoom: p.min_zoom, maxZoom: p.max_zoom, dot,
    };
  }

  // The countries with the codes that every map names, with the places that the table gives for their names; `subjects` are
  // those that the story is about.
  function named(codes, subjects, labels, countries, names) {
    return codes.map((code) => [code, countries.features.find((f) => f.properties.iso_a3 === code)]).filter(([, found]) => found).map(([code, found]) => ({
      code, subject: subjects.includes(code), name: names[found.properties.name] || found.properties.name, geometry: found.geometry,
      homes: labels.filter((f) => isOf(f, [code])).map((f) => [f.geometry.coordinates[1], f.geometry.coordinates[0]]),
    }));
  }

  const isOf = ({ properties }, codes) => properties.kind === "country" && codes.includes(properties.country);

  // All labels but the names of the countries in `codes`, which are placed in another way.
  const labels = (features, names, codes) => features.map((feature, index) => asLabel(feature, index, names)).filter((_, index) => !isOf(features[index], codes));

  CM.basemap = { load, labels, named };
})(window);
