# Each target is one line; the logic lives in tools/*.py.
.PHONY: setup demo serve test test-sqlite test-postgres e2e pictures lint types fmt bench messages docs ci
PY := .venv/bin/python
GANKET := .venv/bin/ganket

setup:           ## what development needs
	@python3 tools/bootstrap.py dev
demo:            ## set up and serve a living demo on SQLite
	@python3 tools/bootstrap.py run && $(GANKET) demo --data-dir .demo
serve: setup     ## serve the data directory named by GANKET_DATA_DIR
	@$(GANKET) serve
test: setup      ## set up and pass every test, on SQLite and on PostgreSQL
	@$(PY) tools/run_tests.py sqlite postgres
test-sqlite: setup
	@$(PY) tools/run_tests.py sqlite
test-postgres: setup
	@$(PY) tools/run_tests.py postgres
e2e: setup       ## the journeys in a real browser
	@$(PY) tools/run_tests.py sqlite -- -m e2e
pictures: setup  ## take the pictures of README and docs anew, out of the year in the browser
	@PICTURES=1 $(PY) tools/run_tests.py sqlite -- tests/e2e/test_year.py
lint: setup      ## style, floors, templates, budgets
	@$(PY) tools/lint.py
types: setup
	@.venv/bin/mypy
fmt: setup
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix-only .
bench: setup     ## figures, side by side with what a user would pick instead
	@$(PY) -m bench
messages: setup  ## collect the texts into the catalogues and compile them
	@$(PY) tools/messages.py update && $(PY) tools/messages.py compile
docs: setup      ## write the generated reference pages
	@$(PY) tools/docs.py
ci: lint types test
