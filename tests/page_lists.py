"""The pages of the dashboard, for tests that go through all of them. They follow the registry of kinds."""

from __future__ import annotations

from geodata.views.registry import PAGE_KINDS
from tests.real_story import REAL

#: Their kinds by their addresses, the door first.
KINDS = {"/" if kind is PAGE_KINDS[0] else f"/{kind.path(REAL)}": kind for kind in PAGE_KINDS}

#: The addresses of all pages, of those with a map, and of those without one.
PAGES = tuple(KINDS)
WITH_MAP = tuple(address for address, kind in KINDS.items() if kind.has_map)
WITHOUT_MAP = tuple(address for address in PAGES if address not in WITH_MAP)

#: Their names, and the files that Streamlit runs, with the name in the address of each.
NAMES = tuple(kind.path(REAL) for kind in PAGE_KINDS)
PATHS = {f"{kind.name}.py": kind.path(REAL) for kind in PAGE_KINDS}
FILES = tuple(PATHS)
FILES_WITH_MAP = tuple(f"{kind.name}.py" for kind in PAGE_KINDS if kind.has_map)
