"""The graph: names, rules, the store, facts, lookups, audits, views, exports and the mirror."""
