"""The doors: command line, Python, and what comes out of them."""
