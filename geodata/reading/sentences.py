"""Sentences of the pages and hand-outs that a story can tell in words of its own, by name; each has a usual one.

The machine knows what has to be said where; who acted and where it was, it does not. A line of the section
``[sentences]`` of ``story.toml`` says it instead::

    [sentences]
    reports = { en = "Reports of foreign soldiers", fr = "Mentions de soldats étrangers" }
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from geodata.languages import gettext, noop
from geodata.reading.terms import Term

#: The usual sentences; "" is one that is left out unless the story has it. A sentence is given the values that stand
#: in braces in the usual one.
SENTENCES: Mapping[str, str] = {
    # the story as a whole: on every page and in every hand-out, and in full; thanks to those whose data it holds
    "title": noop("Conflict map"),
    "full_title": noop("A small conflict map"),
    "credits": "",
    # beside rival figures of the fighting; what the ledger calls the claims about it; where it may have been
    "rival_figures": noop("Rival figures overlap and are never added up."),
    "fighting": noop("The fighting"),
    "candidates": noop("Where the fighting may have been"),
    # the route: which starts are told, and what its lengths are
    "starts": "",
    "lengths": noop("Lengths are straight lines. ⚠ marks more than {km} km a day."),
    # the presence: its name in legends, its reports as a table, and counted
    "presence": noop("Presence"),
    "reports": noop("Reports of presence"),
    "report": noop("{n} report of presence"),
    "many_reports": noop("{n} reports of presence"),
    # beside the field for a text to search for: what finds more than one spelling
    "search": noop("Finds places, actors and words in any spelling."),
}


def sentence(sentences: Mapping[str, Term], name: str) -> str:
    """Return a sentence as the story has it, else the usual one, in the language that is spoken."""
    return sentences[name].words() if name in sentences else gettext(SENTENCES[name])


def brace_fault(usual: str, text: str) -> str:
    """Say what is wrong with the values in braces of a text that stands in place of the usual one; "" if nothing is."""
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return "a brace stands alone; close it, or write it twice"
    known = {name for _, name, _, _ in Formatter().parse(usual) if name is not None}
    if unknown := sorted(used - known):
        return f"nothing is known of {{{unknown[0]}}} here; leave it out"
    return ""
