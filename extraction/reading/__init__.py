"""Files to articles: text, markdown, HTML, Word, PDF, without what is not the article's."""
