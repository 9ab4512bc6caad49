"""The kinds of page: one file for each, and one registry that everything reads which lists pages or asks for one."""
