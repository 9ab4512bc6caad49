"""A second story, which the command writes: what the machine makes of it."""
