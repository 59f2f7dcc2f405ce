# Two commands do everything: make demo, make test.  Both make .venv/ from pinned versions first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo spark test test-nightly conformance lint format dist bench docs docs-neo4j train pins clean

help:  ## List these targets
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

# pip takes the versions and their hashes from the file; the index it asks is the machine's own
# setting.  The project itself is installed editable, without asking any index.  make demo needs the
# packages of requirements.txt only.
$(RUNTIME): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Making $(VENV)/"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python scripts/install.py $(BIN)/python requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMP): requirements-dev.txt $(RUNTIME)
	@$(BIN)/python scripts/install.py $(BIN)/python requirements-dev.txt
	@touch $@

# Half a gigabyte, so only `.ci/run` asks for it; without it the tests of real Spark are skipped.
spark: $(STAMP)  ## Install Spark, for its tests and benchmarks
	@$(BIN)/python scripts/install.py $(BIN)/python requirements-spark.txt

demo: $(RUNTIME)  ## Load the real facts, mirror them into a Neo4j, ask them, draw them
	@$(BIN)/python scripts/demo.py

# Files of tests are shared among the processes, in the order of tests/conftest.py; each process has
# a Neo4j of its own.
PROCESSES ?= 2
test: lint  ## Check the code, then run every test (real Neo4j; real browser where there is one)
	$(BIN)/python -m pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder $(TESTS)

test-nightly: $(STAMP)  ## Run the long tests too
	GAOXIN_NIGHTLY=1 $(BIN)/python -m pytest $(TESTS)

conformance: $(STAMP)  ## Run the W3C's tests of RDF and SPARQL (GAOXIN_SUITES: their folder)
	$(BIN)/python -m scripts.conformance

lint: $(STAMP)  ## ruff and mypy --strict
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

format: $(STAMP)  ## Let ruff put the code into its form
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

dist: $(STAMP)  ## Build the wheel into dist/
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build
	@ls dist

bench: $(STAMP)  ## Measure, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

docs: $(STAMP)  ## Write the generated pages and files again
	$(BIN)/python -m gaoxin.ontology.context
	$(BIN)/python -m gaoxin.ontology.property_shapes
	$(BIN)/python -m gaoxin.ontology.documentation
	$(BIN)/python scripts/write_docs.py

# In a home of its own, which is empty before and after.
docs-neo4j: export GAOXIN_HOME := $(CURDIR)/.gaoxin/schema-page
docs-neo4j: $(STAMP)  ## Write docs/neo4j-schema.md again, by a Neo4j with the shipped data
	rm -rf $(GAOXIN_HOME)
	$(BIN)/gaoxin load
	$(BIN)/gaoxin neo4j start
	$(BIN)/gaoxin mirror && $(BIN)/gaoxin mirror --schema -o docs/neo4j-schema.md; \
	status=$$?; $(BIN)/gaoxin neo4j stop; rm -rf $(GAOXIN_HOME); exit $$status

# GAOXIN_CORPUS names the folder with the texts of labels/ (docs/extraction.md).
# A stage learns from what the stages before it give, so the order counts.
train: $(STAMP)  ## Train the models of extraction/ by labels/ and write their weights
	@$(BIN)/python scripts/install.py $(BIN)/python requirements-train.txt
	$(BIN)/python -m training.tagger
	$(BIN)/python -m training.figure_weights
	$(BIN)/python -m training.relations
	$(BIN)/python -m training.confidence

# uv (not part of .venv) resolves for every platform and Python at once and lists every hash.
PINS := uv pip compile pyproject.toml --extra neo4j-local --extra neo4j-fast --extra service --extra articles --group build --python-version 3.11 --universal \
	--generate-hashes --no-annotate --custom-compile-command "make pins" --quiet $(UPGRADE)
pins:  ## Pin the versions again (needs uv; UPGRADE=--upgrade takes newer ones)
	$(PINS) -o requirements.txt
	$(PINS) --extra charts --group dev -c requirements.txt -o requirements-dev.txt
	$(PINS) --extra spark -c requirements-dev.txt -o requirements-spark.txt
	$(PINS) --group train -c requirements.txt -o requirements-train.txt

clean:  ## Remove everything that make made, the demo's data included
	rm -rf $(VENV) .gaoxin build dist demo.html *.egg-info .pytest_cache .mypy_cache .ruff_cache
