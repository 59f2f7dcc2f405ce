"""Table files to rows of text cells: CSV, XLSX, Parquet; encodings, characters, cell checks."""
