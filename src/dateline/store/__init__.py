"""Where articles come from, and where the record is kept."""
