"""How the component `actors` finds who is meant: one reason a file."""
