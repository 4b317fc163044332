# What a developer runs; .ci/run runs the same and more.

.PHONY: install test quickstart generate dashboards catalog conformance release bench fuzz

# The one way to build the binary, into GOBIN or else $(go env GOPATH)/bin: without cgo, since with it Go supports plugins,
# of which kustomize has a loader, and the linker then keeps 14 MB that nothing calls; and without symbols, 9 MB.
install:
	CGO_ENABLED=0 go install -trimpath -ldflags=-s ./cmd/flinkustomize

# The tests of the module, and of the examples that are modules of their own. Those that try hundreds of random or hostile inputs try a
# part of them; make conformance tries all.
test:
	@echo "go test -short ./...: a few minutes, the first time also to compile"
	@go test -short -timeout 30m -json ./... | go run ./.ci/progress "$$(go list ./... | wc -l)"
	@for example in examples/library/*/; do \
		(cd "$$example" && go vet ./... && go run . "$$(mktemp -d)" && go test ./...) || exit; \
	done
	@echo "make test: all passed"

# The main job on the quickstart, proved with kustomize.
quickstart:
	@echo "go run: the first time, Go fetches and compiles for a minute or more before it begins"
	cd examples/quickstart && go run ../../cmd/flinkustomize generate --verify

# Everything that is generated: deep copies, the tables of pages, then golden trees, for review.
generate:
	go generate ./...
	go run ./.ci/reference
	cd .ci/release && go run ./notices ../.. > ../../.github/THIRD_PARTY_NOTICES.txt
	go test ./golden -update
	UPDATE_GOLDEN=1 go test ./pkg/internal/report
	cd examples/library/golden && UPDATE_GOLDEN=1 go test
	cd .ci/schema-test && go test -update ./...

# The dashboards for Grafana alone, and the golden trees that hold them. Needs the Go proxy, for the SDK of Grafana.
dashboards:
	go generate ./pkg/internal/dashboard
	go test ./golden -update

# The catalog of Flink's options, read from Flink's own jars: needs a JDK 17, Maven and its registry, and two minutes.
catalog:
	.ci/catalog/run

# All inputs of the tests of which make test tries a part; and how memory is divided, and what pods are made, against Flink's own
# classes, which needs a JDK 17, Maven and its central repository.
conformance:
	go test -timeout 60m $$(grep -rl 'testing.Short()' --include=*_test.go golden pkg | xargs dirname | sort -u | sed 's,^,./,')
	go test -count=1 ./.ci/memory
	cd .ci/pods && go test -count=1 ./...

# The files of a release, in dist: make release VERSION=v0.2.0. Publishing them is a tag's: .github/workflows/release.yml.
release:
	.ci/release/run "$(VERSION)" dist

# Seconds and memory against cp -r, with the limits that they are held to; slower than its limit is an error.
bench:
	.ci/bench
	.ci/kubeconform/run

# Every fuzz target for ten seconds.
fuzz:
	.ci/fuzz 10s
