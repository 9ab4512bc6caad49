"""How long a viewer waits, beside the plain way of doing the same. Times are printed, never asserted."""
