"""A story to begin with: an invented island, as files that a newsroom replaces with its own."""
