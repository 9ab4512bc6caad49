"""How much one colour stands out from another."""

from __future__ import annotations

import re


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance as WCAG 2 defines it, of red, green and blue from 0 to 255."""
    parts = [value / 255 for value in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(words: str) -> tuple[float, ...]:
    """Read ``#rrggbb``, ``rgb(…)`` or ``color(srgb …)``."""
    if words.startswith("#"):
        return tuple(int(words[at : at + 2], 16) for at in (1, 3, 5))
    values = [float(value) for value in re.findall(r"[\d.]+", words)[:3]]
    return tuple(value * 255 for value in values) if "srgb" in words else tuple(values)
