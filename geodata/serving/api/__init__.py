"""The HTTP interface: the rows of the pages for other programs, at ``/api/``."""
