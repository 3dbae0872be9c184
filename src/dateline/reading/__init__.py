"""INSIDE one article: components, each adding one layer to a Reading. One file, one component."""
