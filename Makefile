# What a developer runs; .ci/run runs the same and more.

.PHONY: test quickstart generate bench fuzz

# All tests: the module, and the examples that are modules of their own.
test:
	go test -timeout 30m ./...
	for example in examples/library/*/; do \
		(cd "$$example" && go vet ./... && go run . "$$(mktemp -d)" && go test ./...) || exit; \
	done

# The main job on the quickstart, proved with kustomize.
quickstart:
	cd examples/quickstart && go run ../../cmd/flinkustomize generate --verify

# Everything that is generated: deep copies, the tables of pages, then golden trees, for review.
generate:
	go generate ./...
	go run ./.ci/reference
	go test ./golden -update
	cd examples/library/golden && UPDATE_GOLDEN=1 go test
	cd .ci/schema-test && go test -update ./...

# Seconds and memory against cp -r, with the limits that they are held to; slower than its limit is an error.
bench:
	.ci/bench

# Every fuzz target for ten seconds.
fuzz:
	.ci/fuzz 10s
