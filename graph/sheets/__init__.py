"""Answers as workbooks (.xlsx) that can be handed on."""
