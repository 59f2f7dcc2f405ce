"""Tables: from CSV, spreadsheet and Parquet files to rows of checked text cells."""
