"""A small valid set of tables, made by hand, that a test can break in one place."""

# ruff: noqa: E501 - a row of a table cannot be broken over two lines

from __future__ import annotations

import csv
import io
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.reading.check import check_tables
from geodata.reading.corrections import publish

_TEXTS = {
    "actors": """\
id,name,short_name,aliases,kind,side,part,colour,shape,valid_from,valid_to,predecessor_ids,successor_ids,source_ids,notes
army,The army,Army,FAMa;Malian army,armed-forces,mali,party,#0072B2,circle,1960,,,,S01,
wagner,Wagner,Wagner,,private-military,russia,party,#D55E00,square,2014,2023-11,,africa-corps,S01;S02,
africa-corps,Africa Corps,Africa Corps,,armed-forces,russia,party,#D55E00,diamond,2023-11,,wagner,,S02,
rebels,Rebel alliance,Rebels,,armed-group,separatist,party,#009E73,triangle,,,,,,Named in every source
""",
    "events": """\
id,date_start,date_end,date_precision,title,summary,kind,actor_ids,place_id,country,source_ids,title_sources,in_base_document,base_document_support,confidence,known_from,known_from_why,time_start,time_end,time_note
E01,2024-07-26,2024-07-27,day,Ambush,"A column is stopped, then destroyed.",ambush,army;wagner;rebels,P_VALLEY,MLI,S01;S02,,yes,Named,contested,2024-07-27,,14:50,17:10,"The mirror gives the hours, in UTC"
E02,2018-01,,month,Arrival,Trainers arrive.,deployment,wagner,P_TOWN,MLI,S02,,no,,well-attested,2018-03-01,First report,,,
E03,2023-11,2024-02,season,Contact,Help is sought.,contact,rebels,,,S01,,no,,single-source,2024-08-05,,,,
E04,2019,2020,year,Fighting,Fighters are reported.,battle,wagner,P_ALL,MLI,S01,,no,,well-attested,2020-05-07,,,,
""",
    "claims": """\
id,event_id,claimant_id,claimant,claim,outcome,quantity_min,quantity_max,unit,date_claimed,source_ids,in_base_document,credibility,known_from,known_from_why,notes
K01,E01,rebels,The rebels,Fifty dead,wagner-killed,50,50,Wagner killed,2024-07,S01,yes,3,2024-07-31,Only the month is known,
K02,E01,army,The army,Losses without a number,position,,,,,S02,no,2,,Nothing dates the page,
K03,E01,rebels,A rebel source,At least 15.5 km away,distance,15.5,,km,2024-07-28,S02,no,6,2024-07-28,,
""",
    "places": """\
id,name,alt_names,country,lat,lon,precision,radius_km,coord_source,source_ids,how_checked,independent_check,notes
P_TOWN,Town,Ville;Stadt,MLI,18.5,1.5,exact-town,3,GeoNames,S01,Two sources,yes,
P_VALLEY,Valley,,MLI,19.5,-2.5,area,30,By hand,S01,,no,Somewhere here
P_ALL,Mali,,MLI,17,-4,country,,By hand,S01,,n/a,
P_UNKNOWN,Unknown,,MLI,,,area,,None found,S01,,n/a,No point is known
""",
    "presence": """\
id,country,place_id,force_ids,force,nature,role,from_date,to_date,strength_min,strength_max,strength_claimant_ids,strength_claimant,source_ids,role_sources,confidence,known_from,known_from_why,notes
R01,MLI,P_TOWN,wagner,Wagner,base,camp,2021-12,2022-02,300,350,army,The army,S01,,single-source,2022-03-01,,
R02,MLI,P_ALL,wagner;africa-corps,Russians,country-level,present,2021,,,,,,S02,,well-attested,2024-08-05,,
R03,MLI,P_ALL,wagner,Wagner,country-level,present,,,,,,,S02,,contested,,Nothing dates the page,
""",
    "route": """\
id,variant,seq,waypoint,place_id,date_start,date_end,leg_kind,source_ids,what_is_known,what_is_interpolation,confidence
RB1,base-document-only,1,Start,P_TOWN,,,inferred,S01,Nothing,All of it,contested
RB2,base-document-only,2,Valley,P_VALLEY,2024-07-25,2024-07-26,documented,S01,Stopped here,The point,well-attested
RE01,enriched,1,Start,P_TOWN,2024-07-20,,documented,S02,Left here,None,well-attested
RE02,enriched,2,Valley,P_VALLEY,2024-07-27,2024-07-27,inferred,S02,Destroyed here,The point,contested
""",
    "legs": """\
id,variant,from_id,to_id,kind,phase,start_version,via,source_ids,note
LB1,base-document-only,RB1,RB2,inferred,advance,A,,S01,
LE1,enriched,RE01,RE02,documented,advance,both,19.9 2.9;20 -2.95,S01;S02,Bent
""",
    "sources": """\
id,publisher,title,published,url,kind,low_trust,reliability,reliability_why,interest,origin,seen,notes
BASE,Publisher,Base document,2024-08-05,,base document,no,B,A large daily.,none seen,Publisher,,
S01,Agency,Report,2024-07,https://example.org/1,wire,no,B,An agency.,none seen,Agency,,
S02,Mirror,Repost,,http://example.org/2,news,yes,E,A mirror.,pro-Kremlin,Agency,,A mirror
""",
    "base_document_facts": """\
id,kind,fact,row_ids
F01,event,The column was stopped,E01;RB2;LB1
F02,claim,The rebels claim fifty dead,K01
F03,presence,Russians are present,R02
""",
    "claim_links": """\
id,claim_id,relation,other_id,by_actor_id,source_ids,note
L01,K01,conflicts-with,K03,,S01;S02,Two numbers
L02,K01,denied-by,,army,S02,The army denies it
""",
    "questions": """\
id,question,established,answer,source_ids
Q1,Who fought?,no,Not established.,S01;S02
""",
    "positions": """\
id,question_id,holder_id,position,since,known_from,claim_ids,source_ids
H01,Q1,rebels,Say that they fought alone,2024-07,2024-07-31,K01;K03,S01
H02,Q1,army,Says nothing of it,,,,S02
""",
    "scenes": """\
id,headline,text,notes,page,query,bounds,source_ids
SC01,The column,"The army says, the rebels claim.",Ask who says so.,overview,event=E01,15 -5 25 5,S01
""",
    "corrections": """\
id,date,row_id,what_changed,why,source
C01,2024-08-10,K01,quantity_min from 40 to 50,Misread,S01
""",
    "fingerprints": "id,table,digest,published,corrections_used\n",
}

#: What a word means, as the real story has it, for the words that the small tables use.
_MANIFEST = """\
[days]
steps = ["2024-07-22", "2024-07-30"]
opening = ["2024-06-15", "2024-08-31"]

[route]
actors = ["army", "wagner"]

[sides]
mali = { en = "Malian state", fr = "État malien" }
russia = { reported = { en = "Russian forces reported in the country" }, en = "Russian forces", fr = "Forces russes" }
separatist = { en = "Separatists", fr = "Séparatistes" }

[strands]
fighting = { en = "Fighting" }
forces = { en = "Forces move" }

[kinds]
ambush = { strand = "fighting", en = "Ambush", fr = "Embuscade" }
battle = { strand = "fighting", en = "Battle", fr = "Bataille" }
contact = { strand = "forces", en = "Contact", fr = "Contact" }
deployment = { strand = "forces", en = "Deployment", fr = "Déploiement" }

[columns]
wagner = { en = "Wagner killed" }
words = { en = "Said, without a count" }

[outcomes]
wagner-killed = { column = "wagner", people = true, en = "Wagner men killed" }
distance = { column = "words", en = "Distance" }
position = { column = "words", en = "Position" }
"""

#: The day on which the small tables, as they stand above, were published.
PUBLISHED = date(2024, 8, 20)


@cache
def _fingerprints() -> bytes:
    with TemporaryDirectory() as folder:
        for name, text in _TEXTS.items():
            (Path(folder) / f"{name}.csv").write_bytes(text.encode("utf-8"))
        assert publish(Path(folder), PUBLISHED) == []
        return (Path(folder) / "fingerprints.csv").read_bytes()


class SmallTables:
    """The tables in a folder of their own, all published; each method breaks or changes one thing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in _TEXTS.items():
            self.path(name).write_bytes(text.encode("utf-8"))
        self.path("fingerprints").write_bytes(_fingerprints())
        self.manifest = folder / "story.toml"
        self.manifest.write_text(_MANIFEST, encoding="utf-8")

    def fault_lines(self) -> list[str]:
        """What `python -m geodata check` would print for these tables."""
        return [str(fault) for fault in check_tables(self.folder)]

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.csv"

    def read(self, table: str) -> list[list[str]]:
        text = self.path(table).read_text(encoding="utf-8")
        return list(csv.reader(io.StringIO(text, newline="")))

    def write(self, table: str, lines: list[list[str]]) -> None:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows(lines)
        self.path(table).write_bytes(buffer.getvalue().encode("utf-8"))

    def set_cell(self, table: str, row_id: str, column: str, value: str) -> None:
        lines = self.read(table)
        place = lines[0].index(column)
        (line,) = [line for line in lines[1:] if line[0] == row_id]
        line[place] = value
        self.write(table, lines)

    def rename_column(self, table: str, old: str, new: str) -> None:
        lines = self.read(table)
        lines[0] = [new if name == old else name for name in lines[0]]
        self.write(table, lines)

    def remove_row(self, table: str, row_id: str) -> None:
        self.write(table, [line for line in self.read(table) if line[0] != row_id])

    def append_text(self, table: str, text: str) -> None:
        self.path(table).write_bytes(self.path(table).read_bytes() + text.encode("utf-8"))
