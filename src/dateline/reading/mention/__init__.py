"""How the component `mentions` finds what the words name: one reason a file."""
