"""Train and judge the extraction of facts, by labelled texts (GAOXIN_CORPUS)."""
