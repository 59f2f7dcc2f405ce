"""Readers of the reference tables: zones, places, industries, indicators, sources and
identities.
"""
