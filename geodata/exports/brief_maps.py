"""Laying a map, a page of a PDF, onto a page of the brief, with its relief packed small.

The map becomes a form of the page and is not read apart: merging the two pages' drawing commands takes ten times as
long and gives the same picture.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

from PIL import Image
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

#: Pictures narrower than this, in pixels, are no relief and stay as they are.
_RELIEF_FROM = 200
_QUALITY = 88


def lay_on(writer: PdfWriter, page: PageObject, drawn: PageObject, corner: tuple[float, float]) -> None:
    """Draw a page on another one, its lower left corner at ``corner``, in points."""
    contents = drawn.get_contents()
    order = contents.get_data() if contents is not None else b""
    form = StreamObject()
    form.set_data(order)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(FloatObject(number) for number in drawn.mediabox)
    form[NameObject("/Resources")] = _resources(drawn, order).clone(writer)
    group = {"/S": NameObject("/Transparency"), "/CS": NameObject("/DeviceRGB")}
    form[NameObject("/Group")] = DictionaryObject({NameObject(key): value for key, value in group.items()})
    forms = _part(_part(page, "/Resources"), "/XObject")
    name = f"/Map{len(forms)}"
    forms[NameObject(name)] = writer._add_object(form.flate_encode())
    call = StreamObject()
    call.set_data(f"q 1 0 0 1 {corner[0]:.3f} {corner[1]:.3f} cm {name} Do Q".encode("ascii"))
    before = page["/Contents"].get_object()
    parts = list(before) if isinstance(before, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([*parts, writer._add_object(call)])


def _part(holder: Any, name: str) -> Any:
    """A dictionary inside another one, made when it is not there."""
    if name not in holder:
        holder[NameObject(name)] = DictionaryObject()
    return holder[name].get_object()


def _resources(page: PageObject, order: bytes) -> DictionaryObject:
    """What a page draws with: the letters, which all pages of its file share, and of the pictures only its own."""
    shared: Any = page["/Resources"].get_object()
    own = DictionaryObject({name: shared.raw_get(name) for name in shared})
    if "/XObject" in shared:
        called = {name.decode("ascii") for name in re.findall(rb"(/\S+) Do\b", order)}
        pictures = shared["/XObject"]
        own[NameObject("/XObject")] = DictionaryObject(
            {name: _packed(pictures.raw_get(name)) for name in pictures if name in called}
        )
    return own


def _packed(drawn: Any) -> Any:
    """A relief as JPEG; whatever else a page draws as it is."""
    picture = drawn.get_object()
    is_relief = picture.get("/Subtype") == "/Image" and picture["/Width"] > _RELIEF_FROM and _is_packed_png(picture)
    return _as_jpeg(picture) if is_relief else drawn


def _is_packed_png(picture: Any) -> bool:
    """Whether a picture is what matplotlib writes: eight bits, three colours, deflated after PNG's prediction."""
    hints = picture.get("/DecodeParms", {})
    is_png = picture.get("/Filter") == "/FlateDecode" and hints.get("/Predictor") == 10 and hints.get("/Colors") == 3
    return bool(is_png and picture["/BitsPerComponent"] == 8 and picture["/ColorSpace"] == "/DeviceRGB")


def _as_jpeg(picture: Any) -> StreamObject:
    """The same picture as JPEG. Its data are the very data of a PNG file, which Pillow opens at once."""
    size = struct.pack(">IIBBBBB", picture["/Width"], picture["/Height"], 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", size), _chunk(b"IDAT", picture._data), _chunk(b"IEND", b""))
    packed = io.BytesIO()
    with Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))) as opened:
        opened.convert("RGB").save(packed, "JPEG", quality=_QUALITY, subsampling=0)
    jpeg = StreamObject()
    for key in ("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/SMask"):
        if key in picture:
            jpeg[NameObject(key)] = picture.raw_get(key)
    jpeg[NameObject("/Filter")] = NameObject("/DCTDecode")
    jpeg._data = packed.getvalue()
    jpeg[NameObject("/Length")] = NumberObject(len(jpeg._data))
    return jpeg


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
