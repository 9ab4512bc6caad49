"""Events that a viewer brought, once they are read: filtered, counted, and put into words and columns for the browser.

An :class:`~geodata.imported.event_set.EventSet` holds them. They answer to the same filter as the story
(:mod:`~geodata.imported.event_filter`), and nothing of them is ever written into the tables of the story.
"""
