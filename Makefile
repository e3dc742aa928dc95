# Every target first makes sure that the locked packages are installed; see README.md.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: setup demo test check bench soak clean messages lock

setup:
	@$(PYTHON) rig/setup.py

demo: setup
	@$(BIN)/python -m rig.demo

test: setup
	@$(BIN)/python -m rig.test

check: setup
	@$(BIN)/python -m rig.check

bench: setup
	@$(BIN)/python -m rig.bench

soak: setup
	@$(BIN)/python -m rig.test --soak

clean:
	@$(PYTHON) -m rig.clean

# For developers: renew the translation files, and the locks after a change of requirements/*.in.
messages: setup
	@$(BIN)/python -m rig.messages

lock:
	@for name in uv base dev; do $(COMPILE) -o requirements/$$name.txt requirements/$$name.in; done
	@PATH=$(BIN):$$PATH npm install --package-lock-only --silent
