"""Which layout a table has, by the names of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geodata.importers import acled, plain, ucdp
from geodata.importers.model import Draft
from geodata.importers.options import ImportOptions
from geodata.importers.raw_table import RawTable, plain_names

#: Two columns of ACLED have one name when it is cut: GDAL gives the second a number in place of its last letters.
_NUMBERED = {"assoc_acto": "assoc_actor_1", "assoc_ac_1": "assoc_actor_2"}


@dataclass(frozen=True)
class Layout:
    """Words for the layout, the columns (plain names) to read, and what makes rows of the model out of them."""

    words: str
    columns: tuple[str, ...]
    draft: Callable[[RawTable, ImportOptions], Draft]


def recognise(names: Sequence[str], options: ImportOptions, file: str, *, with_points: bool) -> Layout:
    """Recognise UCDP GED and ACLED by their columns, also when a mapping is given; all else is a plain table.

    Raises ImportFault as :func:`plain.map_columns` does.
    """
    if ucdp.is_ucdp(names):
        return Layout(ucdp.LAYOUT, _present(ucdp.COLUMNS, names), ucdp.draft_ucdp)
    if acled.is_acled(names):
        return Layout(acled.LAYOUT, _present(acled.COLUMNS, names), acled.draft_acled)
    mapped = plain.map_columns(names, options, file, with_points=with_points)
    columns = tuple(dict.fromkeys(column for group in mapped.values() for column in group))
    return Layout(plain.LAYOUT, columns, lambda table, options: plain.draft_plain(table, options, mapped, file))


def _present(columns: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(column for column in columns if column in names)


def whole_names(header: Sequence[str], options: ImportOptions | None = None) -> list[str]:
    """Plain names of the columns of a shapefile, which cuts names after ten letters: what is cut is made whole again.

    A cut name that fits several known ones, such as "fatalities", stays as it is, and so does one that the mapping
    of ``options`` names; the names of UCDP GED and ACLED are made whole all the same.

    >>> whole_names(["type_of_vi", "latitude", "event_id_c", "descriptio"])
    ['type_of_violence', 'latitude', 'event_id_cnty', 'description']
    """
    names = plain_names(header)
    chosen = plain.chosen_columns(options.mapping) if options else ()
    recognised = [name for candidates in plain.FIELDS.values() for name in candidates if name[:10] not in chosen]
    all_known = {*ucdp.COLUMNS, *acled.COLUMNS, *recognised}
    for position, given in enumerate(header):
        if len(given) == 10:
            whole = [known for known in all_known if known[:10] == given.lower()]
            if len(whole) == 1 and whole[0] not in names:
                names[position] = whole[0]
    return [_NUMBERED.get(name, name) for name in names] if set(_NUMBERED) <= set(names) else names
