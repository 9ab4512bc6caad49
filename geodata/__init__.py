"""What is known about the Kidal-region ambush of July 2024, how it is read, checked, filtered, drawn and
handed on.

Nothing in this package knows about the web pages that show it.
"""

from geodata.sandbox.gdal_drivers import switch_off

switch_off()  # before any module of this package can import pyogrio
