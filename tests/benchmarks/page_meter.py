"""What a page costs: frames it draws, memory of the page and of the server behind it."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from playwright.sync_api import Frame, Mouse, Page

_COUNT_FRAMES = """() => {
    const counter = window.frameCounter = { frames: 0, since: performance.now() };
    const tick = () => { if (window.frameCounter === counter) { counter.frames += 1; requestAnimationFrame(tick); } };
    requestAnimationFrame(tick);
}"""

_FRAMES_A_SECOND = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { frames, since } = window.frameCounter;
    window.frameCounter = null;
    done(1000 * frames / (performance.now() - since));
})))"""

#: Where the map is dragged: the same part of the world for all.
_VIEW = "() => { window.map.setView([14.5, 0], 6, { animate: false }); }"
_CENTRE = "() => [window.map.getCenter().lat, window.map.getCenter().lng]"
#: Each drag in pixels to the right and down.
_DRAGS = ((180, 0), (0, 110), (-180, 0), (0, -110))
_STEPS = 30
#: Seconds after which a drag ends where it is.
_LONGEST = 3.0


def frames_while_panning(page: Page, frame: Frame) -> float:
    """Frames a second inside the map's frame while it is dragged about by the mouse.

    Raises RuntimeError when the map does not follow the mouse.
    """
    frame.evaluate(_VIEW)
    page.wait_for_timeout(1000)  # what follows upon a new view is no part of it
    box = frame.frame_element().bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.55
    page.mouse.move(x, y)
    frame.evaluate(_COUNT_FRAMES)
    for right, down in _DRAGS:
        before = frame.evaluate(_CENTRE)
        x, y = _drag(page.mouse, x, y, right, down)
        if frame.evaluate(_CENTRE) == before:
            raise RuntimeError("the map did not follow the mouse, so its frames say nothing")
    found: float = frame.evaluate(_FRAMES_A_SECOND)
    return found


def _drag(mouse: Mouse, x: float, y: float, right: float, down: float) -> tuple[float, float]:
    """Drag from a point, each step waiting for the page, and say where the mouse is let go."""
    end = time.monotonic() + _LONGEST
    mouse.down()
    for step in range(1, _STEPS + 1):
        at = x + right * step / _STEPS, y + down * step / _STEPS
        mouse.move(*at)
        if time.monotonic() > end:
            break
    time.sleep(0.08)  # held still before it is let go, so that the map does not glide on
    mouse.up()
    return at


def page_memory(page: Page) -> float:
    """Megabytes that a page holds after a garbage collection: JavaScript's heap, the document, and buffers."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    session.detach()
    parts = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
    return sum(float(usage.get(part, 0)) for part in parts) / 1e6


def process_memory(pid: int) -> float:
    """Megabytes of memory in which a process is resident."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) * 1024 / 1e6
