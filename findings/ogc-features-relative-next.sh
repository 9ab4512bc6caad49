#!/usr/bin/env bash
# What: GDAL stops after the first page of an OGC API - Features service whose "next" link is a bare query
# Packages: pyogrio 0.13.0 (GDAL 3.12.4), pandas 3.1.1, numpy 2.4.6, geopandas 1.2.0, shapely 2.2.0; Python 3.11
# Expected: "?limit=100&offset=100" on the page /collections/events/items leads to that same path (RFC 3986, 5.2.2)
# Seen: GDAL asks /collections/events/?limit=100&offset=100, one step too high. A service that takes addresses with or
#   without a slash at the end, as many do, answers with the description of the collection; GDAL takes it for an empty
#   page and, with no warning and no error, hands over 100 rows of 250 as if they were all, though the first page says
#   "numberMatched": 250. (A service that answers 404 there makes it an error.) Links written "items?...",
#   "/collections/events/items?..." or with host lead to all 250.
# Costs: maps and counts are made from a part, and only the server's log knows. Who publishes: write "next" whole.
# Date: 2026-11-27
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check \
  geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 numpy==2.4.6 shapely==2.2.0
cat >service.py <<'PY'
"""A small service on this machine alone.

First argument: how "next" is written, with {query} and {host} in it. Second: "any" takes a slash at the end, "strict" not.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ROWS, MOST = 250, 100
ITEMS = "/collections/events/items"
asked = []


class Service(BaseHTTPRequestHandler):
    """Answers with three descriptions and the items."""

    def do_GET(self):
        """Answer one request."""
        asked.append(self.path)
        where, host = urlsplit(self.path), f"http://{self.headers['Host']}"
        items = {"rel": "items", "type": "application/geo+json", "href": host + ITEMS}
        collection = {"id": "events", "itemType": "feature", "links": [items]}
        answers = {
            "": {"links": [{"rel": "data", "type": "application/json", "href": f"{host}/collections"}]},
            "/": {"links": [{"rel": "data", "type": "application/json", "href": f"{host}/collections"}]},
            "/collections": {"links": [], "collections": [collection]},
            "/collections/events": collection,
        }
        if where.path == ITEMS:
            self.send("application/geo+json", self.page(parse_qs(where.query), host))
        elif (path := where.path.rstrip("/") if sys.argv[2] == "any" else where.path) in answers:
            self.send("application/json", answers[path])
        else:
            self.send_error(404)

    def page(self, query, host):
        """Return a page of points, with the link to the next one."""
        limit, start = min(int(query.get("limit", ["10"])[0]), MOST), int(query.get("offset", ["0"])[0])
        point = {"type": "Point", "coordinates": [2.5, 19.5]}
        features = [
            {"type": "Feature", "id": number, "properties": {"number": number}, "geometry": point}
            for number in range(start, min(start + limit, ROWS))
        ]
        more = f"limit={limit}&offset={start + limit}"
        next_page = {"rel": "next", "type": "application/geo+json", "href": sys.argv[1].format(query=more, host=host)}
        return {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": ROWS,
            "numberReturned": len(features),
            "links": [next_page] if start + limit < ROWS else [],
        }

    def send(self, kind, document):
        """Send a document."""
        content = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
print(asked[-1])
PY
NO_PROXY='*' no_proxy='*' env/bin/python - <<'PY'
import subprocess
import sys
import warnings

import pyogrio

ALL = (250, "/collections/events/items?limit=100&offset=200")
STATED = {
    ("{host}/collections/events/items?{query}", "any"): ALL,
    ("/collections/events/items?{query}", "any"): ALL,
    ("items?{query}", "any"): ALL,
    ("?{query}", "any"): (100, "/collections/events/?limit=100&offset=100"),
    ("?{query}", "strict"): ("error", "/collections/events/?limit=100&offset=100"),
}


def read(link: str, slash: str) -> tuple[int | str, str]:
    """Start a service that writes "next" so; return how many rows GDAL reads, and the last address that it asked."""
    command = [sys.executable, "service.py", link, slash]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as service:
        port = service.stdout.readline().strip()
        try:
            rows = len(pyogrio.read_dataframe(f"OAPIF:http://127.0.0.1:{port}", layer="events"))
        except pyogrio.errors.FeatureError:
            rows = "error"
        return rows, service.communicate("", timeout=30)[0].strip()


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    seen = {way: read(*way) for way in STATED}
for (link, slash), (rows, last) in seen.items():
    print(f"next = {link:40} {slash:7} rows of 250: {rows}; asked last: {last}")
print("warnings:", [str(warning.message) for warning in told] or "none")
sys.exit(seen != STATED or bool(told))
PY
