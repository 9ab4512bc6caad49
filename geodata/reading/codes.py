"""The codes that the machine itself gives a meaning to, whatever story its tables tell, and what each is called."""

from __future__ import annotations

from geodata.languages import noop

#: How well a row is attested, surest first.
CONFIDENCES = {
    "well-attested": noop("well attested"),
    "single-source": noop("single source"),
    "contested": noop("contested"),
}

#: What each of these means.
CONFIDENCE_MEANINGS = {
    "well-attested": noop("Well attested: told by several sources or by those who acted, and disputed by none seen."),
    "single-source": noop("Single source: told by one source, or by several that repeat one."),
    "contested": noop("Contested: sources disagree, or a party denies it."),
}

#: What a report of presence speaks of.
NATURES = {
    "country-level": noop("reported in the country"),
    "country-total": noop("figure for the country"),
    "base": noop("base or camp"),
    "garrison": noop("garrison or guard"),
    "operation": noop("operation or patrol, no base shown"),
    "economic": noop("mine or permit"),
    "incident": noop("incident, no base shown"),
}
