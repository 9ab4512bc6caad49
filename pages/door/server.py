"""What is served beside the pages: scripts, styles, basemap and story, and the headers of every answer."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from geodata.serving.api.interface import api_routes
from geodata.serving.files import file_routes
from geodata.serving.last_resort import LastResort
from geodata.serving.private_data import private_middleware, private_routes
from geodata.serving.sheet_route import sheet_routes
from pages.door.first_map import first_map_routes
from pages.door.headers import SafeHeaders
from pages.door.sign_in import sign_in_middleware
from pages.door.streamlit_files import StreamlitFiles


def routes() -> list[BaseRoute]:
    """Return the routes that stand beside Streamlit's own."""
    return [
        *file_routes(),
        *api_routes(),
        *private_routes(),
        *sheet_routes(),
        *first_map_routes(),
    ]


def middleware() -> list[Middleware]:
    """Return what every answer passes through."""
    # the first is the outermost: whatever another one refuses or fails at still gets the headers
    return [
        Middleware(SafeHeaders),
        Middleware(LastResort),
        Middleware(StreamlitFiles),
        *private_middleware(),
        *sign_in_middleware(routes()),
    ]
