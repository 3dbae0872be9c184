"""How the component `blocks` tells an article from the furniture of its page: one reason a file."""
