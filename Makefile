# An index of commands. Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo test contract coverage check lint format type regen regen-check record sandbox compat lowest bench mutants soak docs wheel clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

demo: .venv/ready  ## upload images, rasters and point clouds to a Pixel on this machine (FILES=dir for your own)
	@$(BIN)/python examples/demo.py $(if $(FILES),"$(FILES)")

test: .venv/ready  ## the whole test suite, offline, two files at a time (WORKERS=0: one, in order)
	$(BIN)/python -m pytest -n $(or $(WORKERS),2) --dist loadfile

contract: .venv/ready  ## hold the sandbox against the contract with many made-up requests (EXAMPLES=100)
	PIXEL_CONTRACT_EXAMPLES=$(or $(EXAMPLES),100) $(BIN)/python -m pytest tests/contract/test_schemathesis.py tests/sandbox/test_tree.py --timeout=600

coverage: .venv/ready  ## the test suite with a coverage report
	$(BIN)/python -m pytest -n $(or $(WORKERS),2) --dist loadfile --cov --cov-report=term-missing --cov-fail-under=90

check: lint type regen-check  ## everything that is checked without running: style, types, generated files

lint: .venv/ready  ## ruff
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: .venv/ready  ## let ruff rewrite
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

type: .venv/ready  ## mypy, strict
	$(BIN)/mypy

regen: .venv/ready  ## write generated/ and pixel_client/sync.py from the contract (SPEC=file or URL for a tenant's own)
	$(BIN)/python -m scripts.regen $(if $(SPEC),--spec "$(SPEC)")

regen-check: .venv/ready  ## fail when anything generated is stale or edited by hand
	$(BIN)/python -m scripts.regen --check

record: .venv/ready  ## record the cassettes of tests/contract again (ONLY="names", TENANT=name for a real one)
	$(BIN)/python -m scripts.record $(ONLY) $(if $(TENANT),--tenant "$(TENANT)")

sandbox: .venv/ready  ## a Pixel on this machine; prints the settings to export
	$(BIN)/python -m pixel_sandbox

compat: .venv/ready .venv-peer/ready  ## compare with pixel-client 1.2.8: requests, and scripts of its users
	PEER_PYTHON=$(CURDIR)/.venv-peer/bin/python $(BIN)/python -m pytest tests/compat/peer_requests.py tests/compat/peer_scripts.py

lowest: .venv-lowest/ready  ## the test suite with the lowest versions allowed
	.venv-lowest/bin/python -m pytest -n $(or $(WORKERS),2) --dist loadfile

bench: $(if $(BEFORE),.venv/ready,.venv/bench-ready .venv-peer/ready)  ## measure against others, or with BEFORE=DIR the build before (SCENARIO=small, QUICK=1, RUNS=9, JSON=file)
	$(BIN)/python -m benchmarks $(SCENARIO) $(if $(BEFORE),--before "$(BEFORE)") $(if $(QUICK),--quick) $(if $(RUNS),--runs $(RUNS)) $(if $(JSON),--json "$(JSON)")

mutants: .venv/mutants-ready  ## change the code in small ways and see whether tests notice (SEED=1, EACH=3, MODULE=glob, JSON=file)
	$(BIN)/python -m mutation --seed $(or $(SEED),1) --each $(or $(EACH),3) $(if $(MODULE),--module "$(MODULE)") $(if $(JSON),--json "$(JSON)")

soak: .venv/ready  ## the long fault tests; their outcome is written to docs/soak.md (ONLY="kills chaos")
	SOAK_PAGE=docs/soak.md $(BIN)/python -m pytest $(patsubst %,tests/soak/%.py,$(or $(ONLY),every_request kills chaos large million))

docs: .venv-docs/ready  ## the documentation, into site/; nothing in it is loaded from elsewhere
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/python -m mkdocs build --quiet

wheel: .venv/ready  ## build the distributions into dist/
	$(BIN)/python -m build --outdir dist

clean:  ## remove what was built and installed
	rm -rf .venv .venv-peer .venv-lowest .venv-docs .venv-wheel site dist .mypy_cache .ruff_cache .pytest_cache

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("Python 3.11 or newer is needed; this is %d.%d. Name another: make PYTHON=python3.12 ..." % v[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv-docs/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

.venv/bench-ready: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

.venv/mutants-ready: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutants]'
	@touch $@

.venv-peer/ready:
	$(PYTHON) -m venv .venv-peer
	.venv-peer/bin/python -m pip install --quiet --disable-pip-version-check pixel-client==1.2.8
	@touch $@

.venv-lowest/ready: pyproject.toml constraints.txt constraints-lowest.txt
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check -c constraints-lowest.txt -e '.[dev]'
	@touch $@
