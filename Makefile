# Each goal does all of its own set-up: Debian packages, virtual environment, Python packages.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := fast,remote,dev

.DEFAULT_GOAL := help
.PHONY: help demo test safety check app tour doctor bench format texts clean system system-app

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: system $(VENV)/ready ## the main job on a private virtual desktop; writes demo/report.html
	$(BIN)/deskhand demo --out demo

test: system $(VENV)/ready ## all tests, the live ones on virtual desktops of their own
	$(BIN)/python -m pytest

safety: system $(VENV)/ready ## the safety suite at length, with its table
	DESKHAND_SAFETY=long $(BIN)/python -m pytest -m safety -o faulthandler_timeout=0

check: $(VENV)/ready ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

app: system-app $(VENV)/ready ## open the app
	$(BIN)/deskhand

tour: $(VENV)/ready ## docs/tour.md and its screenshots, made again
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.pages_tour docs

doctor: $(VENV)/ready ## what works on this machine, and how to mend what does not
	$(BIN)/deskhand doctor

bench: $(VENV)/ready ## how long looking takes here, beside a yardstick
	$(BIN)/python -m vision.bench

format: $(VENV)/ready ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

texts: $(VENV)/ready ## collect the app's texts and compile the translations
	$(BIN)/pyside6-lupdate -noobsolete -locations none ui/*.py -ts ui/deskhand_zh_CN.ts
	$(BIN)/pyside6-lrelease ui/deskhand_zh_CN.ts -qm ui/deskhand_zh_CN.qm

clean: ## remove what these goals made
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache

system:
	@sh .ci/packages

system-app:
	@sh .ci/packages app

# pyautogui brings an older Xlib into the same folder; the last line makes sure which one is there.
$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Deskhand needs Python 3.11 or newer; say which with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	$(BIN)/python -c 'import sys, Xlib; sys.exit(Xlib.__version__ < (0, 33))' || \
		$(BIN)/pip install --quiet --force-reinstall --no-deps python-xlib==0.33
	@touch $@
