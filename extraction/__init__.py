"""Facts from articles: read, proposed with their evidence, settled by a person, loaded."""
