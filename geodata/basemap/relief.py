"""Shaded relief: the quiet theatre image and the sharper hillshade of the Adrar des Ifoghas.

Both images are EPSG:3857 rasters: columns are even in longitude, rows even in Web Mercator y, so a slippy map
can stretch them between two corners. Colours come from one ramp of sand greys, which is what lets the second
image lie on the first without a seam. Build-time requirements: numpy, scipy, pillow, shapely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

Array = NDArray[np.floating[Any]]

# Tones, as sRGB 0-255: dry sand, humid grey, shadow, light, deep sea, shore sea. Land stays between 78 and 93
# % lightness.
DRY = np.array([233, 225, 208], np.float32)
HUMID = np.array([222, 221, 208], np.float32)
SHADOW = np.array([126, 110, 88], np.float32)
LIGHT = np.array([252, 249, 242], np.float32)
SEA = np.array([204, 216, 223], np.float32)
SHORE = np.array([220, 229, 233], np.float32)

SOURCE_PIXELS_PER_DEGREE = 30  # the theatre's source is 10,800 pixels round the globe
DEM_PIXELS_PER_DEGREE = 120  # 30 arc-seconds
DEM_WEST, DEM_NORTH = 0.0, 50.0  # corner of the elevation tile
EXAGGERATION = 12  # of height against distance, so that wadis 30 m deep show at all


@dataclass(frozen=True)
class Frame:
    """An image's edges in degrees (EPSG:4326) and its width in pixels; pixels are square in Web Mercator."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def height(self) -> int:
        """Rows that make pixels square, from the two edges in Mercator degrees."""
        span = mercator(self.north) - mercator(self.south)
        return round(self.width * float(span) / (self.east - self.west))

    @property
    def bounds(self) -> list[list[float]]:
        """[[south, west], [north, east]] in degrees, as a web map's image overlay wants it."""
        return [[self.south, self.west], [self.north, self.east]]

    def longitudes(self) -> Array:
        """Longitude of each column's centre, degrees."""
        return np.linspace(self.west, self.east, 2 * self.width + 1, dtype=np.float32)[1::2]

    def latitudes(self) -> Array:
        """Latitude of each row's centre, degrees, north first."""
        top, bottom = mercator(self.north), mercator(self.south)
        rows = np.linspace(top, bottom, 2 * self.height + 1)[1::2]
        return np.degrees(2 * np.arctan(np.exp(np.radians(rows))) - np.pi / 2).astype(np.float32)


def mercator(latitude: float) -> float:
    """Web Mercator y of a latitude, in degrees of longitude at the equator (spherical, as EPSG:3857)."""
    return float(np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))))


def sample(plane: Array, frame: Frame, west: float, north: float, per_degree: int) -> Array:
    """Cubic samples of a plate carree plane at a frame's pixel centres; west and north are the plane's
    corner.
    """
    x = (frame.longitudes() - west) * per_degree - 0.5
    y = (north - frame.latitudes()) * per_degree - 0.5
    grid = np.meshgrid(y, x, indexing="ij")
    made: Array = ndimage.map_coordinates(plane, grid, order=3, mode="nearest").astype(np.float32)
    return made


def land_mask(frame: Frame, land: shapely.Geometry) -> Array:
    """1 on land, 0 on water, soft over one pixel at the coast: polygons drawn at four times the size and
    shrunk.
    """
    scale = 4
    per_degree = frame.width * scale / (frame.east - frame.west)

    def place(points: NDArray[np.float64]) -> NDArray[np.float64]:
        y = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(np.clip(points[:, 1], -85, 85)) / 2)))
        return np.column_stack([points[:, 0] - frame.west, mercator(frame.north) - y]) * per_degree

    canvas = _draw(land, (frame.width * scale, frame.height * scale), place)
    small = canvas.resize((frame.width, frame.height), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255


def _draw(
    land: shapely.Geometry, size: tuple[int, int], place: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> Image.Image:
    """Polygons in white on black; place turns degrees into pixels."""
    canvas = Image.new("L", size, 0)
    pen = ImageDraw.Draw(canvas)
    for polygon in shapely.get_parts(land):
        for ring, ink in [(polygon.exterior, 255)] + [(hole, 0) for hole in polygon.interiors]:
            pen.polygon([tuple(p) for p in place(shapely.get_coordinates(ring)).tolist()], fill=ink)
    return canvas


def theatre_tones(picture: Path, frame: Frame, land: shapely.Geometry) -> Array:
    """RGB 0-255 of the whole theatre: hue of the source thrown away, its shading kept and laid on the sand
    ramp.
    """
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(picture) as opened:
        box = _source_box(frame, *opened.size)
        rgb = np.asarray(opened.crop(box), np.float32)
    west = box[0] / SOURCE_PIXELS_PER_DEGREE - 180
    north = 90 - box[1] / SOURCE_PIXELS_PER_DEGREE
    light = rgb @ np.array([0.299, 0.587, 0.114], np.float32)
    per = SOURCE_PIXELS_PER_DEGREE
    dry = _draw(land, (rgb.shape[1], rgb.shape[0]), lambda p: np.column_stack([p[:, 0] - west, north - p[:, 1]]) * per)
    water = np.asarray(dry) == 0
    light, green = _over_water(light, water), _over_water(rgb[..., 1] - rgb[..., 0], water)
    light = sample(light, frame, west, north, per)
    green = sample(ndimage.gaussian_filter(green, 12), frame, west, north, per)
    fine = light - ndimage.gaussian_filter(light, 3)
    middle = ndimage.gaussian_filter(light, 3) - ndimage.gaussian_filter(light, 14)
    # Plains carry faint noise and mountains strong shade: tanh keeps the first visible and the second out of
    # the ink.
    shade = 0.30 * np.tanh((1.5 * fine + 0.9 * middle) / 42)
    humid = np.clip((green + 2) / 26, 0, 1)[..., None]
    tones = lay(DRY * (1 - humid) + HUMID * humid, shade)
    mask = land_mask(frame, land)
    return _sea(mask) * (1 - mask[..., None]) + (tones + grain(mask.shape)) * mask[..., None]


def _source_box(frame: Frame, width: int, height: int) -> tuple[int, int, int, int]:
    margin, per = 30, SOURCE_PIXELS_PER_DEGREE
    left, upper = int((frame.west + 180) * per) - margin, int((90 - frame.north) * per) - margin
    right, lower = int((frame.east + 180) * per) + margin, int((90 - frame.south) * per) + margin
    return max(left, 0), max(upper, 0), min(right, width), min(lower, height)


def _over_water(plane: Array, water: NDArray[np.bool_]) -> Array:
    """The plane with its water pixels (and their soft rim) taken from the nearest land, so that coasts cast
    no halo.
    """
    rim = ndimage.binary_dilation(water, iterations=2)
    nearest = ndimage.distance_transform_edt(rim, return_distances=False, return_indices=True)
    filled: Array = plane[tuple(nearest)]
    return filled


def lay(base: Array, shade: Array) -> Array:
    """A base colour moved towards shadow (shade < 0) or light (shade > 0)."""
    dark, bright = np.clip(-shade, 0, 1)[..., None], np.clip(shade, 0, 1)[..., None]
    toned: Array = base * (1 - dark) + SHADOW * dark
    return toned * (1 - bright) + LIGHT * bright


def _sea(mask: Array) -> Array:
    """Water a shade paler towards the shore: the old engravers' way of setting the land off."""
    near = np.clip(2.2 * ndimage.gaussian_filter(mask, 14), 0, 1)[..., None]
    made: Array = SEA * (1 - near) + SHORE * near
    return made


def hillshade(height: Array, cell_m: tuple[Array, float], exaggeration: float, bearing: float = 315.0) -> Array:
    """Lambert shade of a height grid (metres): 0 flat ground, positive lit, negative in shadow.

    cell_m: width of a cell in metres for each row, and its height. bearing: where the light comes from,
    degrees from north. The formula is the usual one of Horn (1981) with the light 45 degrees high, less the
    value of flat ground.
    """
    across, down = cell_m
    east = np.gradient(height, axis=1) / across[:, None] * exaggeration
    south = np.gradient(height, axis=0) / down * exaggeration
    sun, up = np.radians(bearing), np.sin(np.radians(45))
    facing = -(east * np.sin(sun) - south * np.cos(sun)) * up
    made: Array = ((facing + up) / np.sqrt(1 + east**2 + south**2) - up).astype(np.float32)
    return made


def near_tones(tile: Path, frame: Frame, theatre: Array, theatre_frame: Frame) -> Array:
    """RGBA 0-255 of the near picture: theatre's own broad colour, shaded anew from elevation, faded out at the
    rim.
    """
    with np.load(tile) as stored:
        top, left = round((DEM_NORTH - frame.north - 0.5) * DEM_PIXELS_PER_DEGREE), 0
        bottom = round((DEM_NORTH - frame.south + 0.5) * DEM_PIXELS_PER_DEGREE)
        right = round((frame.east - DEM_WEST + 0.5) * DEM_PIXELS_PER_DEGREE)
        metres = stored["arr_0"][top:bottom, left:right].astype(np.float32)
    north = DEM_NORTH - top / DEM_PIXELS_PER_DEGREE
    height = sample(ndimage.gaussian_filter(metres, 0.9), frame, DEM_WEST, north, DEM_PIXELS_PER_DEGREE)
    cell = 111_320 * (frame.east - frame.west) / frame.width
    across = (cell * np.cos(np.radians(frame.latitudes()))).astype(np.float32)
    down = float(across.mean())
    fine = hillshade(height, (across, down), EXAGGERATION)
    broad = hillshade(ndimage.gaussian_filter(height, 12), (across, down), 2 * EXAGGERATION)
    # The tile is smooth: shade is driven hard on gentle ground and held back by tanh on the few steep scarps.
    shade = 0.58 * np.tanh(5.0 * fine) + 0.30 * np.tanh(3.0 * broad) + _stature(height)
    rgb = lay(_theatre_base(frame, theatre, theatre_frame), shade)
    return np.dstack([rgb + grain(rgb.shape[:2]), 255 * _fade(frame)])


def grain(shape: tuple[int, ...]) -> Array:
    """A breath of paper grain, the same at every build: it keeps flat sand from breaking into bands and
    blocks.
    """
    noise = np.random.default_rng(1884).normal(0, 1.1, shape)
    return noise.astype(np.float32)[..., None]


def _stature(height: Array) -> Array:
    """High rock a little darker, and wadis paler than what stands within some 15 km around them."""
    around = ndimage.gaussian_filter(height, 34)
    tall = np.clip((around - 450) / 600, 0, 1)
    made: Array = -0.18 * tall - 0.08 * np.tanh((height - around) / 45)
    return made


def _theatre_base(frame: Frame, theatre: Array, theatre_frame: Frame) -> Array:
    """The theatre's colour under a frame, with half of its own shading left in: it knows ridges the tile
    smooths away.
    """
    per = theatre_frame.width / (theatre_frame.east - theatre_frame.west)
    x = (frame.longitudes() - theatre_frame.west) * per - 0.5
    rows = np.array([mercator(float(v)) for v in frame.latitudes()])
    y = (mercator(theatre_frame.north) - rows) * per - 0.5
    grid = np.meshgrid(y, x, indexing="ij")
    planes = [(theatre[..., i] + ndimage.gaussian_filter(theatre[..., i], 14)) / 2 for i in range(3)]
    return np.dstack([ndimage.map_coordinates(p, grid, order=3, mode="nearest") for p in planes]).astype(np.float32)


def _fade(frame: Frame) -> Array:
    """Opacity 0 at the edge, 1 from 8 % inwards, as a smooth step."""

    def ramp(count: int) -> Array:
        place = (np.arange(count, dtype=np.float32) + 0.5) / count
        edge = np.clip(np.minimum(place, 1 - place) / 0.08, 0, 1)
        return edge * edge * (3 - 2 * edge)

    return ramp(frame.height)[:, None] * ramp(frame.width)[None, :]


def save(tones: Array, path: Path, quality: int) -> None:
    """Write RGB or RGBA tones as WebP."""
    Image.fromarray(np.clip(tones + 0.5, 0, 255).astype(np.uint8)).save(
        path, "WEBP", quality=quality, method=6, alpha_quality=80
    )
