# Everything a fresh Debian machine with Python 3.11 needs: make demo, make test.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-gpu lint bench clean

demo: $(VENV)/.ready
	$(BIN)/forgeweld demo

test: $(VENV)/.ready
	$(BIN)/python -m pytest

# Exit code 2 where there is no GPU.
test-gpu: $(VENV)/.ready
	$(BIN)/python -m sandbox.gpu_selftest

lint: $(VENV)/.ready
	$(BIN)/black --check .
	$(BIN)/ruff check .
	$(BIN)/pyright

# Real folders as arguments: make bench DATA="dir1 dir2" ANSWERS=dir MINUTES=5
bench: $(VENV)/.ready
	$(BIN)/python benchmarks/real.py $(DATA) $(if $(ANSWERS),--answers $(ANSWERS)) \
		--minutes $(or $(MINUTES),5) $(if $(BEFORE),--before $(BEFORE)) $(if $(SAVE),--save $(SAVE))

# One environment for use and for tests; constraints.txt holds what works together.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
