# Everything starts here; needs Python 3.11 and nothing else. `make` alone lists the targets.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTEST ?=
BENCH ?=

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
INSTALL := .ci/python -m cohort.config.local.install

# Who wants no compiled files among the sources gets them elsewhere: without any, every start takes half a minute.
ifdef PYTHONDONTWRITEBYTECODE
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.rygvej/pycache
endif

.PHONY: help demo test bench check fix messages requirements lock

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1  \2/p' $(MAKEFILE_LIST) | awk '{ printf "make %-13s", $$2; $$1 = $$2 = ""; print }'

demo: ## set everything up and run Rygvej with synthetic people; PORT=8123 moves it, Ctrl-C ends it
	@$(INSTALL) demo
	@exec $(PY) -m cohort.config.local.demo --host "$(HOST)" --port "$(PORT)"

test: ## run all tests on the embedded servers; PYTEST="-k consent" passes words on
	@$(INSTALL) test
	@$(PY) -m pytest -n 2 $(PYTEST)

bench: ## measure pages, saving and export beside their floors; BENCH="pages --quick" passes words on
	@$(INSTALL) bench
	@$(PY) -m benchmarks $(BENCH)

check: ## format, lint, types, layers, missing migrations, translations, repository tests
	@$(INSTALL) check
	@$(PY) -m tests.check

fix: ## format, and mend what the linter can mend by itself
	@$(INSTALL) check
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

messages: ## bring locale/da up to date with the sentences in code and templates
	@$(INSTALL) check
	@$(PY) -m tests.plugins.environment $(PY) -m tests.messages

requirements: ## write docs/requirements.md and print what is covered and what is open
	@$(INSTALL) check
	@$(PY) -m tests.plugins.covers

lock: ## lock the newest allowed versions of all packages, with hashes
	@$(INSTALL) check
	@$(PY) -m tests.lock
