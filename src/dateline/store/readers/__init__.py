"""Readers: each takes one stream of one form apart into documents, and lists what it leaves out."""
