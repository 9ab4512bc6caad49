"""The pages of the dashboard, for tests that go through all of them. They follow the registry of kinds."""

from __future__ import annotations

from geodata.views.registry import PAGE_KINDS

#: Their kinds by their addresses, the door first.
KINDS = {"/" if kind is PAGE_KINDS[0] else f"/{kind.path}": kind for kind in PAGE_KINDS}

#: The addresses of all pages, of those with a map, and of those without one.
PAGES = tuple(KINDS)
WITH_MAP = tuple(address for address, kind in KINDS.items() if kind.has_map)
WITHOUT_MAP = tuple(address for address in PAGES if address not in WITH_MAP)

#: Their names, and the files that Streamlit runs.
NAMES = tuple(kind.path for kind in PAGE_KINDS)
FILES = tuple(f"{name}.py" for name in NAMES)
FILES_WITH_MAP = tuple(f"{kind.path}.py" for kind in PAGE_KINDS if kind.has_map)
