"""The one table of filter parameters.

The address, the filter bar, the HTTP interface and its description, the words of a hand-out, the command line, the
three ways to filter (pandas, Arrow, SQL) and the proof of the documentation read it; none of them names a parameter.
The order is that of an address. How to add one stands in ``.docs/adding-a-filter.md``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from geodata.asking.dialects import Say
from geodata.asking.kinds import BOUND, CHOICE, DAY, FLAG, TEXT
from geodata.asking.parameter import Choice, Parameter, Part
from geodata.languages import gettext, noop
from geodata.reading.codes import CONFIDENCES


def _days(say: Say, first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return gettext("days from {first} to {last}").format(first=say.day(first), last=say.day(last))
    if first:
        return gettext("days from {day} on").format(day=say.day(first))
    return gettext("days up to {day}").format(day=say.day(last)) if last else ""


def _listed(words: str, named: Callable[[Say, str], str]) -> Callable[[Say, tuple[str, ...]], str]:
    """Return what says the values of a choice; ``words`` has ``{names}`` in it."""

    def says(say: Say, values: tuple[str, ...]) -> str:
        return gettext(words).format(names=", ".join(named(say, value) for value in values))

    return says


def _exactly(say: Say, _: bool) -> str:
    words = gettext("only what is known to the day and to a place within {limit} km")
    return words.format(limit=say.point_km())


_SPAN = Part(
    "dates",
    noop("the dates"),
    _days,
    dims_claim=noop("not about an event of the chosen days"),
    dims_report=noop("not for the chosen days"),
)

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="from",
        field="date_from",
        kind=BOUND,
        words="first day; rows that touch the span pass",
        example="2001-01-01",
        label=noop("From"),
        help=noop("Leaves out what ended before this day."),
        part=_SPAN,
        story=lambda rows, day: rows.ends_from(day),
        imported=lambda rows, day: rows.events.last_days >= rows.day(day),
        sql=lambda rows, day: rows.columns.date_end.is_(None) | (rows.columns.date_end >= day),
        surely=lambda rows, day: rows.surely_ends_from(day),
        days=lambda rows: rows.ends(),
    ),
    Parameter(
        name="to",
        field="date_to",
        kind=BOUND,
        words="last day",
        example="2001-12-31",
        label=noop("To"),
        help=noop("Leaves out what began after this day."),
        part=_SPAN,
        story=lambda rows, day: rows.starts_by(day),
        imported=lambda rows, day: rows.events.first_days <= rows.day(day),
        sql=lambda rows, day: rows.columns.date_start.is_(None) | (rows.columns.date_start <= day),
        surely=lambda rows, day: rows.surely_starts_by(day),
        days=lambda rows: rows.starts(),
    ),
    Parameter(
        name="actor",
        field="actors",
        kind=CHOICE,
        choice=Choice(
            values=lambda offered: offered.most_frequent(("events", "actor_ids"), ("presence", "force_ids")),
            imported=lambda events: events.actors,
            named=lambda say, actor: say.actor(actor),
            unknown=(
                noop("No actor is called “{value}”."),
                noop("No actor is called “{value}”, so that part of the address was ignored."),
            ),
        ),
        words="id of an actor who takes part",
        label=noop("Actors"),
        help=noop("Events and forces in which one of these takes part."),
        part=Part(
            "actors",
            noop("the actors"),
            _listed(noop("actors: {names}"), lambda say, actor: say.actor(actor)),
            dims_claim=noop("not about an event of the chosen actor"),
            dims_report=noop("not of the chosen actor"),
        ),
        story=lambda rows, actors: rows.share(actors),
        imported=lambda rows, actors: rows.share(rows.events.actor_groups, actors),
        sql=lambda rows, actors: rows.share(actors),
    ),
    Parameter(
        name="country",
        field="countries",
        kind=CHOICE,
        choice=Choice(
            values=lambda offered: offered.most_frequent(("events", "country"), ("presence", "country")),
            imported=lambda events: events.countries,
            is_open=True,
            named=lambda say, iso: say.country(iso),
            unknown=(
                noop("No country is called “{value}”."),
                noop("No country is called “{value}”, so that part of the address was ignored."),
            ),
        ),
        words="ISO 3166-1 alpha-3",
        label=noop("Countries"),
        help=noop("Where it happened."),
        part=Part(
            "countries",
            noop("the countries"),
            _listed(noop("countries: {names}"), lambda say, iso: say.country(iso)),
            dims_claim=noop("not about an event in the chosen country"),
            dims_report=noop("not in the chosen country"),
        ),
        story=lambda rows, countries: rows.lie_in(countries),
        imported=lambda rows, countries: rows.have(rows.events.country_groups, countries),
        sql=lambda rows, countries: rows.columns.country.in_(countries),
    ),
    Parameter(
        name="kind",
        field="kinds",
        kind=CHOICE,
        choice=Choice(
            values=lambda offered: sorted(offered.story.events["kind"].unique()),
            imported=lambda events: events.kinds,
            is_open=True,
            named=lambda say, kind: say.kind(kind),
            unknown=(
                noop("No kind of event is called “{value}”."),
                noop("No kind of event is called “{value}”, so that part of the address was ignored."),
            ),
        ),
        words="kind of event",
        label=noop("Kinds of event"),
        help=noop("Applies to events, not to presence or route."),
        part=Part(
            "kinds",
            noop("the kinds of event"),
            _listed(noop("kinds of event: {names}"), lambda say, kind: say.kind(kind)),
            dims_claim=noop("not about an event of the chosen kind"),
        ),
        cuts=("events",),
        story=lambda rows, kinds: rows.have("kind", kinds),
        imported=lambda rows, kinds: rows.have(rows.events.kind_groups, kinds),
        sql=lambda rows, kinds: rows.columns.kind.in_(kinds),
    ),
    Parameter(
        name="confidence",
        field="confidences",
        kind=CHOICE,
        choice=Choice(
            values=lambda _: list(CONFIDENCES),
            named=lambda say, level: say.confidence(level),
            unknown=(
                noop("No confidence is called “{value}”."),
                noop("No confidence is called “{value}”, so that part of the address was ignored."),
            ),
        ),
        words="how well it is attested",
        example="contested",
        label=noop("Confidence"),
        help=noop("How well sources bear out that it happened; see Method."),
        part=Part(
            "confidences",
            noop("the confidence"),
            _listed(noop("confidence: {names}"), lambda say, level: say.confidence(level)),
            dims_claim=noop("not about an event of the chosen confidence"),
            dims_report=noop("not of the chosen confidence"),
        ),
        story=lambda rows, levels: rows.have("confidence", levels),
        imported=None,
        sql=None,
        hidden=lambda whose: whose.hidden_by_confidence,
    ),
    Parameter(
        name="q",
        field="text",
        kind=TEXT,
        words="free text, in any spelling",
        option="free text, any spelling of a name",
        example="bridge",
        label=noop("Search"),
        help=noop("Finds places, actors and words in any spelling."),
        sentence="search",
        placeholder=noop("any spelling of a name"),
        part=Part(
            "text",
            noop("the search text"),
            lambda _, text: gettext("text “{text}”").format(text=text),
            dims_claim=noop("without the searched words"),
            dims_report=noop("without the searched words"),
        ),
        claims="or",
        story=lambda rows, text: rows.say(text),
        imported=lambda rows, text: rows.say(text),
        sql=lambda rows, text: rows.say(text),
    ),
    Parameter(
        name="asof",
        field="known_on",
        kind=DAY,
        words="only what was public by this day",
        example="2001-06-30",
        label=noop("As known on"),
        help=noop("Hides every claim, event and report that was made public later."),
        part=Part(
            "known_on", noop("the as-of day")
        ),  # said on a line of its own; what was not yet public is not dimmed
        claims="too",
        story=lambda rows, day: rows.public_by(day),
        days=lambda rows: rows.becomes_public(),
        imported=None,
        sql=None,
        hidden=lambda whose: whose.hidden_by_as_of,
    ),
    Parameter(
        name="exact",
        field="exact",
        kind=FLAG,
        words="1: only what is known to the day and to a place within 25 km",
        option="only what is known to the day and to a place within 25 km",
        example="1",
        label=noop("Exact only"),
        help=noop("Only what is known to the day and to a place within 25 km."),
        part=Part(
            "exact",
            noop("“exact only”"),
            _exactly,
            dims_claim=noop("not about an event known to day and place"),
            dims_report=noop("not known to day and place"),
        ),
        story=lambda rows, _: rows.at_point() & rows.to_the_day(),
        imported=lambda rows, _: rows.events.is_exact,
        sql=lambda rows, _: (rows.columns.date_precision == "day") & rows.at_point(),
    ),
)
