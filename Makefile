# Everything happens in .venv, installed from the locks; only Python 3.11 or newer (with venv) and make must exist.
PYTHON ?= python3
BIN := .venv/bin
WHEELS := dist

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-header --no-annotate --no-emit-index-url --no-emit-find-links --default-index https://pypi.org/simple

.DEFAULT_GOAL := help
.PHONY: help demo test check coverage lint types soak bench wheel reference dangers backtest lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/run.stamp  ## the whole story once, into the folder demo-out
	$(BIN)/mamarr demo --into demo-out

test: .venv/dev.stamp  ## all tests, with branch coverage
	$(BIN)/pytest -n 2 --durations=15 --cov --cov-report=

check: lint types coverage  ## everything that must hold before a commit

coverage: test  ## the tests, and that they reach every branch of the nouns and the law
	$(BIN)/coverage report --include='src/mamarr/model/*' --fail-under=100

lint: .venv/dev.stamp  ## ruff: rules and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp  ## mypy, strict
	$(BIN)/mypy

soak: .venv/dev.stamp  ## the long random trials
	$(BIN)/pytest -n 2 -m soak --hypothesis-profile=soak

bench: .venv/dev.stamp  ## the benchmarks
	$(BIN)/python benchmarks/run.py

wheel: .venv/run.stamp  ## the wheel, into dist
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir $(WHEELS) .

dangers: .venv/dev.stamp  ## fit the default dangers to the observed halts again
	.venv/bin/python -c 'from pathlib import Path; from mamarr.flow.observing import refit; refit(Path("src/mamarr/rehearsing/dangers.yaml"))'

backtest: .venv/dev.stamp  ## make docs/backtest.md again
	.venv/bin/python -c 'import sys; from mamarr.flow.backtest import backtest, page; sys.stdout.write(page(backtest()))' > docs/backtest.md

reference: .venv/dev.stamp  ## remake docs/language.md from the nouns, docs/commands.md from the help texts
	.venv/bin/python -c 'import sys; from mamarr.parsing.reference import reference; sys.stdout.write(reference())' > docs/language.md
	.venv/bin/python -c 'import sys; from mamarr.cli.reference import commands; sys.stdout.write(commands())' > docs/commands.md

lock: .venv/dev.stamp  ## remake the locks from pyproject.toml, with the newest versions allowed
	$(COMPILE) --upgrade pyproject.toml --group editable --output-file locks/run.txt
	$(COMPILE) --upgrade pyproject.toml --group dev --constraints locks/run.txt --output-file locks/dev.txt

clean:  ## throw away everything that was made, also .venv
	rm -rf .venv dist demo-out .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps tell which lock is installed. The dev lock is a superset, so its stamp serves both.
.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: locks/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r locks/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: locks/dev.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r locks/dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ .venv/run.stamp
