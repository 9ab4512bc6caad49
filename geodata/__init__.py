"""What is known about a conflict, told as a story of tables: how it is read, checked, filtered, drawn and
handed on.

Nothing in this package knows about the web pages that show it.
"""

from geodata.sandbox.gdal_drivers import switch_off

switch_off()  # before any module of this package can import pyogrio
