"""What the project relies on inside the libraries it runs in, held against what is installed; no browser."""
