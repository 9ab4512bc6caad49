"""One HTML page with the whole view: map, timeline, cards, claims, sources, and the scenes for presenting.

Drawn by the very renderer of the dashboard (``drawing/browser``). As a hand-out everything is inside the file:
scripts, styles and pictures, under a content security policy that lets it ask nobody. As the presenter page of the
server the same files are named by their addresses.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from geodata.asking.filters import Filters
from geodata.asking.told_titles import instead_of_titles
from geodata.atomic import write_bytes
from geodata.basemap import credit, extent, manifest
from geodata.drawing.assets import Assets, build_assets, language_script
from geodata.drawing.card_document import card_documents, claim_documents, source_document
from geodata.drawing.imported_layer import inline_layer, layer_entries
from geodata.drawing.kept_rows import kept_rows
from geodata.drawing.legend import Entry
from geodata.drawing.linked_scripts import BROWSER, page_script
from geodata.drawing.looks import looks_script
from geodata.drawing.page_map import PageMap
from geodata.drawing.story_document import story_json
from geodata.drawing.story_map import View, script_json
from geodata.drawing.timeline import timeline_document
from geodata.exports.language import in_story_language
from geodata.imported.day_counts import day_counts
from geodata.knowing.presence import report_periods
from geodata.knowing.rivals import dimmed_words
from geodata.languages import gettext, language, ngettext, speaking
from geodata.languages.formats import locale_tag, number
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection
from geodata.telling.scenes import Scene, Told, scenes_told, story_scenes
from geodata.views.overview import OVERVIEW
from geodata.views.registry import page_map

#: The largest a stand-alone file may be, in bytes.
MAX_BYTES = 6_000_000


#: The most that imported events may take up in a stand-alone file, in bytes: the rest is basemap, scripts and story.
_ROOM = 2_300_000


def write_html(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the stand-alone file. Raises OSError when the path cannot be written."""
    write_bytes(path, html_bytes(selection, colophon))


@in_story_language
def html_bytes(selection: Selection, colophon: Colophon, scenes: list[Scene] | None = None) -> bytes:
    """Return the stand-alone file; ``scenes`` replace the story's own.

    It holds the rows that the selection or one of its scenes shows, and no other.
    """
    assets = build_assets(None)
    data = _data(selection, colophon, scenes, "handout", lambda name: _inline(assets, name), trim=True)
    return _page(assets, data, selection.story.manifest.sentence("title"), inline=True)


def presenter_bytes(story: Story, assets: Assets, selection: Selection, colophon: Colophon, root: str) -> bytes:
    """Return the presenter page of the server. ``root`` is the address of the assets, ending in a slash.

    Without a filter it fetches the story that every page fetches; with one it carries a trimmed story of its own.
    """
    trim = not selection.filters.is_empty
    with speaking(story.language):
        data = _data(selection, colophon, None, "presenter", lambda name: root + assets.path_of(name), trim)
        return _page(assets, data, story.manifest.sentence("title"), inline=False, root=root)


def _data(
    selection: Selection,
    colophon: Colophon,
    scenes: list[Scene] | None,
    mode: str,
    address: Callable[[str], str],
    trim: bool,
) -> dict[str, Any]:
    """Everything the page shows. Texts are plain; the browser sets them with ``textContent``."""
    story, filters = selection.story, selection.filters
    told = scenes_told(story, story_scenes(story) if scenes is None else scenes, filters)
    events, presence = _on(story.events, selection.events), _on(story.presence, selection.presence)
    page = page_map(OVERVIEW.path(story), story, filters, variant=selection.variant)
    row_ids = [*selection.events.index, *selection.presence.index, *selection.waypoints.index]
    cards = card_documents(story, row_ids, filters)
    claims = _claims(selection)
    chosen = selection.chosen if selection.chosen in cards else None
    layer, entries, missing = _imported(selection) if mode == "handout" else (None, [], "")
    state = page.state(View("handout", bounds=page.home), chosen, layer, entries).document()
    stages = [_scene(story, scene) for scene in told.scenes]
    kept = kept_rows(story, [state, *(stage["state"] for stage in stages)], row_ids) if trim else None
    if kept:
        state = kept.trimmed(story, state)
        stages = [{**stage, "state": kept.trimmed(story, stage["state"])} for stage in stages]
    named = {source for part in (*cards.values(), *claims, *stages) for source in part["sources"]}
    named |= {source for card in cards.values() for claim in card["claims"] for source in claim["sources"]}
    who = {actor for card in cards.values() for actor in card["who"]}
    return {
        "mode": mode,
        "options": _options(
            address, story_json(story, kept, instead_of_titles(story, filters.known_on)) if kept else None
        ),
        "state": state,
        "scenes": stages,
        "rows": _rows(selection),
        "cards": cards,
        "claims": claims,
        "sources": {i: source_document(story.sources.loc[i]) for i in story.sources.index if i in named},
        "actors": {
            row.Index: {"short": row.short_name, "shape": row.shape, "colour": row.colour}
            for row in story.actors.itertuples()
            if row.Index in who
        },
        "timeline": {
            **timeline_document(story, events, presence, "country", filters, None, _days(selection) if layer else None),
            "brush": False,
        },
        "timelineStyle": (BROWSER / "timeline.css").read_text("utf-8"),
        "words": _words(selection, colophon, told, missing),
        "about": colophon.labelled(),
    }


def _words(selection: Selection, colophon: Colophon, told: Told, missing: str) -> dict[str, Any]:
    """The sentences around map and lists; ``missing`` says that a viewer's own events found no room, "" if they did."""
    foot = (
        colophon.coverage,
        colophon.claims,
        colophon.borders,
        missing or colophon.imported,
        colophon.citation,
    )
    filters = gettext("Filters: {filters} · As known on: {as_of}")
    return {
        "title": colophon.title,
        "filters": filters.format(filters=colophon.filters, as_of=colophon.as_of),
        "counts": selection.counts.words(),
        "scenes": _scene_words(told, selection.filters),
        "credit": credit(),
        "coverage": colophon.covers,
        "foot": [*filter(None, foot), colophon.licence],
    }


def _imported(selection: Selection) -> tuple[dict[str, Any] | None, list[Entry], str]:
    """The layer of a viewer's own events, its entries of the legend, and what is to be said when there is no room."""
    shown = selection.imported
    if shown is None or selection.own_events is None:
        return None, [], ""
    layer = inline_layer(shown, selection.story, _ROOM)
    if layer is None:
        words = ngettext(
            "{n} event of the file “{name}” is left out: it needs more room than a file to hand over should have. "
            "Filter the events, or take them as a GeoPackage.",
            "{n} events of the file “{name}” are left out: they need more room than a file to hand over should have. "
            "Filter them, or take them as a GeoPackage.",
            shown.counts.shown,
        )
        return None, [], words.format(n=number(shown.counts.shown), name=shown.events.name)
    return layer, layer_entries(shown, selection.story), ""


def _days(selection: Selection) -> dict[str, Any] | None:
    shown = selection.imported
    return None if shown is None else {**day_counts(shown.events, shown.mask), "label": gettext("Events of a file")}


def _scene_words(told: Told, filters: Filters) -> list[str]:
    """What a reader has to know of the scenes: which are left out, and what cuts those that are told."""
    words = [told.left_out] if told.left_out else []
    if told.scenes and replace(filters, known_on=None) != Filters():
        day = gettext("The as-of day cuts them too.")
        own = gettext("Each scene has filters of its own; the filters named here do not cut the scenes.")
        words.append(f"{own} {day}" if filters.known_on else own)
    return words


def _claims(selection: Selection) -> list[dict[str, Any]]:
    """The claims with their rivals; ``dimmed`` is the mark, in words, of one that the filters do not match."""
    documents = claim_documents(selection.story, selection.rivals, selection.filters)
    reasons = selection.rivals["dimmed"]
    return [{**claim, "dimmed": dimmed_words(why)} for claim, why in zip(documents, reasons, strict=True)]


def _on(table: Any, rows: Any) -> Any:
    """A mask over the table of the rows that are on."""
    return table.index.to_series().isin(rows.index)


def _rows(selection: Selection) -> list[dict[str, str]]:
    """The list beside the map: events in order of time, then reports of presence."""
    events = selection.events.sort_values(["start", "end"], kind="stable")
    listed = [
        {"id": r.Index, "when": date_words(r.date_start, r.date_end, r.date_precision), "title": r.title}
        for r in events.itertuples()
    ]
    said, periods = gettext("{name}: {words}"), report_periods(selection.story, selection.filters.known_on)
    for r in selection.presence.itertuples():
        listed.append(
            {
                "id": r.Index,
                "when": periods[r.Index],
                "title": said.format(name=r.force, words=r.role),
            }
        )
    return listed


def _scene(story: Story, scene: Scene) -> dict[str, Any]:
    page: PageMap = scene.map(story)
    state = page.state(View(scene.id, bounds=scene.bounds), scene.chosen()).document()
    return {
        "id": scene.id,
        "headline": scene.headline,
        "text": scene.text,
        "notes": scene.notes,
        "sources": list(scene.source_ids),
        "state": state,
    }


def _options(address: Callable[[str], str], story: bytes | None) -> dict[str, Any]:
    """Where the renderer finds its files. ``story`` are the bytes of a story that is trimmed to this page."""
    files = manifest()["files"]
    return {
        "story": address("story.json") if story is None else _data_address("application/json", story),
        "basemap": {
            name: {"url": address(name), "bounds": entry.get("bounds"), "minZoom": entry.get("min_zoom")}
            for name, entry in files.items()
        },
        "limits": extent(),
        "credit": credit(),
        "online": [],
    }


def _inline(assets: Assets, name: str) -> str:
    """A file as a data address, so that the page can read it without asking anybody."""
    asset = assets.named(name)
    return _data_address(asset.media_type.split(";")[0], asset.body)


def _data_address(media_type: str, body: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(body).decode('ascii')}"


def _page(assets: Assets, data: dict[str, Any], title: str, inline: bool, root: str = "") -> bytes:
    told = language_script(language(), locale_tag())
    leaflet = assets.named("leaflet.js").body
    scripts = [part.decode("utf-8") for part in (leaflet, looks_script())]
    scripts += [page_script("handout"), told.decode("utf-8"), "ConflictMap.open();"]
    style = _style(assets, inline, root)
    skeleton = (BROWSER / "handout.html").read_text("utf-8")
    policy = _policy(scripts, inline)
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>{style}</style>'
    payload = f'<script type="application/json" id="data">{script_json(data)}</script>'
    tags = "\n".join(f"<script>{script}</script>" for script in scripts)
    page = _worded(skeleton, title).replace("<!--HEAD-->", head).replace("<!--DATA-->", payload)
    return page.replace("<!--SCRIPTS-->", tags).encode("utf-8")


def _worded(skeleton: str, title: str) -> str:
    """Set the words into the page that is seen before any script runs."""
    without_scripts = gettext(
        "This page draws a map and needs JavaScript. "
        "The claims and sources are in the tables that the dashboard exports."
    )
    words = {"LANGUAGE": language(), "TITLE": title, "NOSCRIPT": without_scripts}
    for name, text in words.items():
        skeleton = skeleton.replace(f"<!--{name}-->", html.escape(text))
    return skeleton


def _style(assets: Assets, inline: bool, root: str) -> str:
    style = assets.named("map.css").body.decode("utf-8") + (BROWSER / "handout.css").read_text("utf-8")
    for name in assets.names():
        path = assets.path_of(name)
        if path in style:
            style = style.replace(path, _inline(assets, name) if inline else root + path)
    return style


def _policy(scripts: list[str], inline: bool) -> str:
    """Only the scripts of this very page may run, and only its own files may be read."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"
        for script in scripts
    )
    own = "data:" if inline else "'self' data:"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {own}; font-src {own}; "
        f"connect-src {own}; base-uri 'none'; form-action 'none'"
    )
