"""What countries are called: as the story calls its own, or as they are usually called."""

from __future__ import annotations

from geodata.importers.countries import country_names
from geodata.languages import ENGLISH, language
from geodata.languages.formats import territory
from geodata.reading.story import Story


def country_name(story: Story, iso: str) -> str:
    """Return a country's name as the story has it, in the language that is spoken; else its usual name."""
    terms = story.manifest.countries
    return terms[iso].words() if iso in terms else world_country(iso)


def world_country(iso: str) -> str:
    """Return the usual name of a country in the language that is spoken, or the code where there is no such country."""
    if language() != ENGLISH and (name := territory(iso)):
        return name
    return country_names().get(iso, (iso,))[0]
