"""What we know beforehand, as data: months, furniture, abbreviations, agencies. Files beside a small loader."""
