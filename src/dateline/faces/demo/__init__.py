"""The pile that `dateline demo` reads: articles about an invented affair, explained in README.md beside this file."""
