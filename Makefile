# The portal's commands. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
.PHONY: help demo test check audit bench proof proofs check-pdfs messages requirements
.PHONY: environment system

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## the portal with demo data, on this machine (RESET=1 begins anew)
	@RESET=$(RESET) exec sh scripts/demo.sh

test: environment system ## all tests, on PostgreSQL and Redis (ARGS="-k name" for some)
	@$(PYTHON) scripts/run_tests.py $(ARGS)

check: environment system ## format, lint, floors, types, migrations, settings, translations
	@sh scripts/check.sh

audit: environment ## known weaknesses of the packages that the portal runs on
	@$(PYTHON) scripts/audit.py

bench: environment system ## how fast the pages are, into build/bench.json
	@$(PYTHON) -m tests.benchmarks

proof: environment system ## one deep proof, into build/proofs.jsonl (NAME=…, FULL=1 for its stated size)
	@$(PYTHON) scripts/proof.py $(NAME) $(if $(FULL),--full)

proofs: environment system ## every deep proof (FULL=1 for their stated sizes)
	@$(PYTHON) scripts/proof.py --all $(if $(FULL),--full)

check-pdfs: environment system ## one PDF of every kind, held against PDF/UA-1 and PDF/A-3a
	@$(PYTHON) scripts/check_pdfs.py

messages: environment system ## bring locale/en up to date with the texts in the source
	@$(PYTHON) scripts/translations.py update

requirements: environment ## compile requirements/*.txt from their .in (UPGRADE=1 for newer ones)
	@sh scripts/requirements.sh $(if $(UPGRADE),--upgrade)

environment:
	@sh scripts/environment.sh test

system:
	@$(PYTHON) scripts/install_for_tests.py
