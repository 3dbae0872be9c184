"""Alembic migrations of the record: how an older file is brought up to date."""
