# Lectern's tasks. "make" alone lists them.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VERSION     ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
FUZZTIME    ?= 20s
WASM        := web/wasm/app.wasm.br

# The budgets of the programs in the browser, brotli bytes: the reader's tools,
# and what renders files of the reader's own.
WASM_BUDGET := 1280000
OPEN_BUDGET := 1230000

GO_FILES := $(shell find app cmd content web -name '*.go' -not -name '*_test.go' 2>/dev/null) content/search/index/rehearsal.txt
WEB_FILES := $(shell find web -type f -not -path 'web/wasm/*' 2>/dev/null) $(shell find content/articles -type f 2>/dev/null)

.PHONY: help
help: ## list the tasks
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

.PHONY: run
run: build ## build everything and serve the built-in library
	@bin/lectern serve

.PHONY: build
build: bin/lectern ## build bin/lectern, one file with everything in it

bin/lectern: $(WASM) $(GO_FILES) $(WEB_FILES) go.mod go.sum
	@echo "== building bin/lectern"
	@mkdir -p bin
	@go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o $@ ./cmd/lectern
	@echo "bin/lectern is ready"

.PHONY: wasm
wasm: $(WASM) ## build the browser programs into web/wasm

$(WASM): $(GO_FILES) go.mod go.sum
	@echo "== building the browser programs"
	@go run ./cmd/buildwasm

.PHONY: test
test: tools wasm lint unit e2e ## everything, browser tests included; installs what it needs
	@echo "== all tests passed"

.PHONY: unit
unit: wasm ## tests without a browser
	@echo "== unit tests"
	@go test $$(go list ./... | grep -v -e /web/browsertest -e /web/offlinetest -e /web/embedtest -e /cmd/lectern/e2e)

.PHONY: e2e
e2e: tools wasm ## tests in a real browser
	@echo "== browser tests"
	@go test -count=1 -timeout 20m ./web/browsertest ./web/offlinetest ./web/embedtest ./cmd/lectern/e2e

.PHONY: golden
golden: ## write the golden files anew, after looking at why they changed
	@go test ./content/markdown ./content/site -update

.PHONY: fuzz
fuzz: ## run every fuzz test for FUZZTIME
	@for pkg in $$(go list ./...); do \
	  for name in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "== $$pkg $$name"; go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

.PHONY: race
race: ## tests with the race detector (needs a C compiler); TestHostile counts bytes, which it adds to
	@go test -race -skip '^TestHostile$$' ./content/... ./web/server ./web/watch

.PHONY: bench
bench: ## benchmarks
	@go test -run '^$$' -bench . -benchmem ./content/...

.PHONY: bench-search
bench-search: bin/lectern ## search beside Pagefind and MiniSearch: ARTICLES=dir QUERIES=file BENCH="flags"; without, the built-in library
	@.ci/tools
	@echo "== search bench"
	@go run ./cmd/benchsearch $(if $(ARTICLES),-articles "$(ARTICLES)") $(if $(QUERIES),-queries "$(QUERIES)") $(BENCH)

.PHONY: lint
lint: node_modules/.package-lock.json ## formatting, vet, staticcheck, script types, our own rules
	@echo "== lint"
	@files=$$(gofmt -l app cmd content web); if [ -n "$$files" ]; then echo "not formatted (run gofmt -w): $$files"; exit 1; fi
	@go vet ./...
	@go run $(STATICCHECK) ./...
	@GOOS=js GOARCH=wasm go vet ./app/... ./cmd/wasm ./cmd/openwasm ./content/search ./content/opened
	@npx --no-install tsc -p web/js/jsconfig.json
	@npx --no-install tsc -p web/js/jsconfig.boot.json
	@npx --no-install tsc -p web/js/jsconfig.worker.json

.PHONY: size
size: ## sizes of the browser programs and what is in them; fails past the budgets
	@go run ./cmd/buildwasm -size -budget $(WASM_BUDGET) -open-budget $(OPEN_BUDGET)

.PHONY: tools
tools: node_modules/.package-lock.json ## install what the tests need
	@.ci/tools

node_modules/.package-lock.json: package.json package-lock.json
	@.ci/tools
	@echo "== installing the test tools (axe-core, typescript)"
	@npm ci --no-audit --no-fund --loglevel=error

.PHONY: clean
clean: ## delete what was built
	@rm -rf bin dist node_modules cmd/benchsearch/peers/node_modules
	@find web/wasm -type f -not -name .gitkeep -delete
