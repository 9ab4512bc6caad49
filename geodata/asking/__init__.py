"""What may be asked: the one table of filter parameters, what each kind of them takes, and what each of them means."""
