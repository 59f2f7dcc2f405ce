"""A brief of two pages about a zone: its content, and the Word document that holds it."""
