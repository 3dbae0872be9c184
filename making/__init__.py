"""How the codebook's large tables are made: what they are made from, and the commands. Not part of the package."""
