# Every command sets up what it needs first; none needs anything beyond Python 3.11+, git and make.
PYTHON ?= python3
export PORT FRESH ARGS

.DEFAULT_GOAL := help
.PHONY: help run test bench check format messages lock clean

help: ## say what can be done
	@echo "make COMMAND, where COMMAND is one of:"
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-10s %s\n", $$1, $$2 }'

run: ## run everything on sample data; PORT=8123 for another port, FRESH=1 to start anew
	@$(PYTHON) -m scripts.run

test: ## run all tests; ARGS="tests/training -k waiting" for some of them
	@$(PYTHON) -m scripts.test

bench: ## measure how fast it is, beside its bounds; ARGS="--only hot --quick" for a part
	@$(PYTHON) -m scripts.bench

check: ## run all checks that are not tests: style, types, imports, migrations, translations
	@$(PYTHON) -m scripts.check

format: ## put the code and the templates into the common form
	@$(PYTHON) -m scripts.bootstrap --requirements dev
	@.venv/bin/python -m ruff check --fix --quiet . ; .venv/bin/python -m ruff format .
	@.venv/bin/python -m djlint --reformat --quiet templates

messages: ## collect the texts to translate into locale/ (needs gettext)
	@$(PYTHON) -m scripts.bootstrap --requirements dev
	@.venv/bin/python scripts/messages.py update

lock: ## write requirements/*.txt anew from requirements/*.in
	@$(PYTHON) -m scripts.bootstrap --requirements dev
	@for set in base embedded dev; do \
		.venv/bin/python -m uv pip compile --quiet --universal --generate-hashes --no-header \
			--python-version 3.11 requirements/$$set.in --output-file requirements/$$set.txt || exit 1; \
	done

clean: ## remove everything that is not in git, the sample data included
	@$(PYTHON) -m scripts.clean
