"""The common table of statements: rows, rules, periods, quantities, qualifiers."""
