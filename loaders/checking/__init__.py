"""The gate before publishing: problems, SHACL over what changed."""
