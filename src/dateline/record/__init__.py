"""What things mean: spans, the Reading and its layers, Arrow schemas and ids. Everyone imports it."""
