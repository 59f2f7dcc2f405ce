"""The first filling of an empty database, by transactions or by import files."""
