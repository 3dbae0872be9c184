"""The quality gate: scores what the house reads against gold and cases of its own, and holds the floors."""
