"""Sequences per agency, period and kind, without gaps."""
