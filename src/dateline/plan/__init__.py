"""What runs, in what order, with which settings; checked before anything runs."""
