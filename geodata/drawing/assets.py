"""Files the browser fetches: scripts, styles, the basemap and the story, each under an address that names its content.

An address holds the first digits of the file's SHA-256, so a browser may keep a file for ever and still never
shows a stale one. Nothing comes from another host: Leaflet is read from the package ``XStatic-Leaflet``
(1.9.3, the version folium 0.20 is written for) and the text face from the installed Streamlit.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geodata.drawing.linked_scripts import BROWSER, module_script, page_script
from geodata.drawing.looks import looks_script
from geodata.drawing.story_document import story_json
from geodata.drawing.strip_document import strip_json
from geodata.drawing.style import glyph_svg
from geodata.languages import speaking
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag
from geodata.reading.story import Story
from geodata.story_folder import BASEMAP

MAP_SHEETS = ("map", "access", "touch")
#: What a page looks like when it is printed.
SHEET_STYLE = "print.css"
#: Pictures that Leaflet's style sheet names: the button of the layer switch, and its default pin.
LEAFLET_PICTURES = ("layers.png", "layers-2x.png", "marker-icon.png")
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".geojson": "application/geo+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_COMPRESSED = {".webp", ".png", ".woff2"}


@dataclass(frozen=True)
class Asset:
    """One file: its address below the assets' root, its bytes and its media type."""

    name: str
    body: bytes

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        return Path(self.name).suffix

    @property
    def media_type(self) -> str:
        """The media type that the ending stands for."""
        return MEDIA_TYPES[self.suffix]

    @cached_property
    def path(self) -> str:
        """The address below the root, such as ``map.1f3c9a2b7d.js``."""
        digest = hashlib.sha256(self.body).hexdigest()[:12]
        return f"{Path(self.name).stem}.{digest}{self.suffix}"

    @cached_property
    def gzipped(self) -> bytes | None:
        """The body compressed once for all viewers; None where the format is compressed already."""
        return None if self.suffix in _COMPRESSED else gzip.compress(self.body, 6, mtime=0)


class Assets:
    """All files of the browser, by name (:meth:`path_of`) and by address (:meth:`at`)."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        self._by_name = {asset.name: asset for asset in assets}
        self._by_path = {asset.path: asset for asset in self._by_name.values()}

    def path_of(self, name: str) -> str:
        """Return the address of a file below the root. Raises KeyError for an unknown name."""
        return self._by_name[name].path

    def named(self, name: str) -> Asset:
        """Return a file by its name. Raises KeyError for an unknown name."""
        return self._by_name[name]

    def at(self, path: str) -> Asset | None:
        """Return the file at an address, or None."""
        return self._by_path.get(path)

    def names(self) -> list[str]:
        """Return the names of all files."""
        return list(self._by_name)


def build_assets(story: Story | None) -> Assets:
    """Gather every file. Without a story (its tables are broken) the maps have a basemap and no marks."""
    return Assets([*_lasting_files(), *(_story_files(story) if story is not None else [])])


def in_language(assets: Assets, story: Story) -> Assets:
    """Return the files with those that hold words in the language of the story; all others are shared."""
    changed = {asset.name: asset for asset in _story_files(story)}
    return Assets([*(assets.named(name) for name in assets.names() if name not in changed), *changed.values()])


def language_script(code: str, tag: str) -> bytes:
    """Return the script that tells the browser's scripts their words."""
    words = json.dumps({"tag": tag, "words": browser_words(code)}, ensure_ascii=False, sort_keys=True)
    return f"ConflictMap.speak({words});\n".encode()


def _story_files(story: Story) -> list[Asset]:
    looks = story.actors[["shape", "colour"]].drop_duplicates()
    with speaking(story.language):
        return [
            Asset("language.js", language_script(story.language, locale_tag())),
            Asset("story.json", story_json(story)),
            Asset("strip.json", strip_json(story)),
            *(Asset(glyph_name(a.shape, a.colour), glyph_svg(a.shape, a.colour).encode()) for a in looks.itertuples()),
        ]


def _lasting_files() -> list[Asset]:
    files = [
        Asset("leaflet.js", _leaflet("leaflet.js")),
        Asset("map.js", map_script()),
        *(Asset(path.name, path.read_bytes()) for path in sorted(BASEMAP.glob("*.webp"))),
        *(Asset(path.name, path.read_bytes()) for path in sorted(BASEMAP.glob("*.geojson"))),
    ]
    font = _text_face()
    if font:
        files.append(Asset("text-face.woff2", font))
    files.extend(Asset(name, _leaflet(f"images/{name}")) for name in LEAFLET_PICTURES)
    files.extend(Asset(f"{name}.js", module_script(name).encode()) for name in ("sheet", "strip"))
    files.append(Asset("strip.css", (BROWSER / "strip.css").read_bytes()))
    files.append(Asset(SHEET_STYLE, (BROWSER / SHEET_STYLE).read_bytes()))
    files.append(Asset("map.css", _map_styles(files)))
    return files


def map_script() -> bytes:
    """Return the script of a map's frame: the table of looks, then everything that ``browser/map.js`` needs."""
    return looks_script() + b"\n" + page_script("map").encode()


def glyph_name(shape: str, colour: str) -> str:
    """Return the name under which an actor's glyph is filed."""
    return f"{shape}-{colour.lstrip('#')}.svg"


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {name} is not installed; run: pip install -r requirements.txt")
    return Path(next(iter(spec.submodule_search_locations)))


def _leaflet(name: str) -> bytes:
    return (_package("xstatic.pkg.leaflet") / "data" / name).read_bytes()


def _text_face() -> bytes | None:
    """The variable upright face that Streamlit itself uses, so that map and page share one type family."""
    media = _package("streamlit") / "static" / "static" / "media"
    faces = sorted(media.glob("SourceSansVF-Upright*.woff2"))
    return faces[0].read_bytes() if faces else None


def _map_styles(files: list[Asset]) -> bytes:
    """The text face, Leaflet's style sheet with its pictures at their addresses here, and our own sheet."""
    paths = {asset.name: asset.path for asset in files}
    leaflet = _leaflet("leaflet.css").decode()
    for name in LEAFLET_PICTURES:
        leaflet = leaflet.replace(f"images/{name}", paths[name])
    face = paths.get("text-face.woff2")
    rule = (
        f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url("{face}") format("woff2")}}\n'
        if face
        else ""
    )
    return "\n".join([rule, leaflet, *((BROWSER / f"{name}.css").read_text("utf-8") for name in MAP_SHEETS)]).encode()
