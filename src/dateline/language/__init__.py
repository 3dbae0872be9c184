"""The English model: tokens, tags, tree, names."""
