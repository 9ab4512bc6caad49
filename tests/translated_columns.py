"""Which columns of the tables every language has texts for."""

from __future__ import annotations

#: The columns that hold texts for readers, by table. All others hold ids, numbers, dates, codes or titles of works.
TRANSLATED = {
    "actors": ("name", "short_name", "aliases", "notes"),
    "base_document_facts": ("fact",),
    "claim_links": ("note",),
    "claims": ("claimant", "claim", "unit", "known_from_why", "notes"),
    "corrections": ("what_changed", "why", "source"),
    "events": ("title", "summary", "base_document_support", "known_from_why", "time_note"),
    "legs": ("note",),
    "places": ("name", "alt_names", "coord_source", "how_checked", "independent_check", "notes"),
    "positions": ("position",),
    "presence": ("force", "role", "strength_claimant", "known_from_why", "notes"),
    "questions": ("question", "answer"),
    "route": ("waypoint", "what_is_known", "what_is_interpolation"),
    "scenes": ("headline", "text", "notes"),
    "sources": ("publisher", "reliability_why", "interest", "origin", "notes"),
}
