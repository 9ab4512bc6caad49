"""How long a viewer waits, measured beside the plain way of doing the same. Numbers are printed, never asserted."""
