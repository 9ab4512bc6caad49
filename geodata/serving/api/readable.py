"""The interface as a page to read: made from its table, with no script and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from geodata.asking.filter_parameters import vocabulary
from geodata.reading.story import Story
from geodata.selecting.colophon import CLAIMS, LICENCE
from geodata.serving.api.answers import data_version_of
from geodata.serving.api.endpoint import Endpoint
from geodata.serving.api.openapi import REFUSALS, title_of
from geodata.serving.api.parameters import Parameter, example_of


def page(endpoints: Iterable[Endpoint], story: Story) -> bytes:
    """Return the page as UTF-8."""
    table = list(endpoints)
    parameters = {parameter.name: parameter for endpoint in table for parameter in endpoint.parameters}
    text = _template().substitute(
        title=escape(title_of(story)),
        licence=escape(LICENCE),
        claims=escape(CLAIMS),
        citation=escape(citation(story)),
        addresses="\n".join(map(_address, table)),
        parameters="\n".join(_parameter(parameter, story) for parameter in parameters.values()),
        refusals="\n".join(
            f"<tr><td>{escape(code)}</td><td>{escape(words)}</td></tr>" for code, words in REFUSALS.items()
        ),
    )
    return text.encode()


def citation(story: Story | None) -> str:
    """Return how to cite the data, whichever rows of them."""
    version = f" Data version {data_version_of(story)}." if story is not None else ""
    return f"{title_of(story)}.{version} CC BY 4.0. With the sources named in each row."


@cache
def policy() -> str:
    """Return the content security policy of the page: its own style sheet and nothing else."""
    style = re.findall(r"<style>(.*?)</style>", _template().template, re.DOTALL)
    digests = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in style)
    return f"default-src 'none'; style-src {digests}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@cache
def _template() -> Template:
    return Template(Path(__file__).with_name("readable.html").read_text("utf-8"))


def _address(endpoint: Endpoint) -> str:
    shown = escape(f"/api/{endpoint.name}")
    takes = ", ".join(f"<code>{escape(parameter.name)}</code>" for parameter in endpoint.parameters) or "nothing"
    link = f'<a href="{escape(endpoint.name or "./", quote=True)}"><code>{shown}</code></a>'
    return f"<tr><td>{link}</td><td>{escape(endpoint.words)}</td><td>{takes}</td></tr>"


def _parameter(parameter: Parameter, story: Story) -> str:
    words = parameter.words + ("; may repeat" if parameter.repeats else "")
    known = f": {', '.join(vocabulary(story)[parameter.name])}" if parameter.listed else ""
    example = urlencode({parameter.name: example_of(parameter, story)})
    name = f"<code>{escape(parameter.name)}</code>"
    return f"<tr><td>{name}</td><td>{escape(words + known)}</td><td><code>{escape(example)}</code></td></tr>"
