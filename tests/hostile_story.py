"""The real story with a stranger's words in every cell of free text, as if nobody had read the tables before."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from geodata.reading.story import Story
from tests.hostile import TEXTS

#: Columns of free text, by the name of the frame.
FREE = {
    "events": ("title", "summary", "base_document_support", "known_from_why", "time_note"),
    "claims": ("claimant", "claim", "unit", "known_from_why", "notes"),
    "actors": ("name", "short_name", "notes"),
    "places": ("name", "how_checked", "notes"),
    "presence": ("force", "role", "strength_claimant", "known_from_why", "notes"),
    "route": ("waypoint", "what_is_known", "what_is_interpolation"),
    "legs": ("note",),
    "sources": ("publisher", "title", "reliability_why", "interest", "origin", "notes", "url"),
    "claim_links": ("note",),
    "questions": ("question", "answer"),
    "positions": ("position",),
    "scenes": ("headline", "text", "notes"),
    "facts": ("fact",),
    "corrections": ("what_changed", "why", "source"),
}

#: Addresses that are no web addresses, or are and try to leave the link.
URLS = (
    "javascript:window.ran=20",
    "data:text/html,<script>window.ran=21</script>",
    "https://example.org/)[x](javascript:window.ran=22)",
    'https://example.org/"onmouseover=window.ran=23 x="',
    "https://example.org/`${window.ran=24}`",
    "//evil.example/x",
    "",
)


def hostile_story(story: Story) -> Story:
    """Return a story of the same rows in which every free text is one of the corpus, in turn."""
    changed = {}
    for name, columns in FREE.items():
        frame = getattr(story, name)
        for column in columns:
            words = cycle(URLS if column == "url" else TEXTS.values())
            frame = frame.assign(**{column: [next(words) for _ in range(len(frame))]}).astype({column: "str"})
        changed[name] = frame
    return replace(story, **changed)
