# make run    build the page and serve it (ADDR=host:port, ATLAS=path.glb)
# make test   every check; installs Chromium from Debian's packages where it can
# make build  the page into build/site
# make types  check the types of the page's TypeScript
# make body   the built-in body from its tables
# make measured  assets/body/MEASURED.md, against the reference beside the checkout
# make pictures  the pictures of the READMEs
# make bench  measure the viewer against three.js (FLAGS=--help lists what can be chosen)

ADDR ?= localhost:8080
ATLAS ?=
# Ebitengine needs no C compiler on Linux without cgo, and neither do we.
export CGO_ENABLED = 0

.PHONY: run build test types check vet unit chromium body measured pictures bench clean

run: build
	go run ./cmd/bodymap serve --addr $(ADDR) --atlas "$(ATLAS)"

build:
	go run ./cmd/bodymap build

test: vet chromium check unit

vet:
	@unformatted=$$(gofmt -l anatomy assets cmd render web); \
	if [ -n "$$unformatted" ]; then echo "not gofmt'd:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./cmd/viewer/... ./render/ebi/...

# The compiler is a Go program too; building it takes minutes, so that it stands
# apart from the tests.
types:
	go run github.com/microsoft/typescript-go/cmd/tsgo@v0.0.0-20260708042240-2bd066d87f5b --noEmit -p web

check:
	go run ./cmd/bodymap check

unit:
	go test -timeout 40m ./...
	@[ -n "$(ATLAS)" ] || [ -e ../shared/reference/fused.glb ] || \
	echo "NOTE: the tests on the reference anatomy did not run: it is not at ../shared/reference/fused.glb, and ATLAS names no other place."

# The browser of the page's tests. Missing, it is installed, or named.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	{ command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; } || \
	{ echo "The page's tests need Chromium: install it, on Debian with: sudo apt-get install chromium"; exit 1; }

body:
	go run ./cmd/bodymap atlas build

measured:
	( printf '# The built-in body against the reference\n\nMade by `make measured`; assets/compare/README.md says what each number means.\n\n'; \
	go run ./cmd/bodymap atlas compare --atlas body --all --markdown ) >assets/body/MEASURED.md

# The forearm of the body's README, to which FOREARM's caller adds the tables.
FOREARM = go run ./cmd/bodymap render --only brachioradialis,biceps-brachii-long,humerus,radius,ulna --view anterior --skin off --levels none --size 520x760

# Those that show the ways of looking at the body.
RENDER = go run ./cmd/bodymap render --size 600x600

# Those of the reference anatomy need it beside the checkout.
pictures:
	@mkdir -p web/pictures assets/body/pictures
	for atlas in body fused; do for view in posterior right; do \
	go run ./cmd/bodymap render --atlas $$atlas --view $$view --skin off --size 600x840 -o web/pictures/$$atlas-$$view-muscle.png && \
	go run ./cmd/bodymap render --atlas $$atlas --view $$view --skin xray --select sciatic-nerve --levels none --size 600x840 -o web/pictures/$$atlas-$$view-xray.png \
	|| exit 1; done; done
	for chart in dermatomes myotomes; do for view in anterior posterior; do \
	go run ./cmd/bodymap render --link "chart=$$chart&view=$$view&skin=off" --size 600x840 -o web/pictures/$$chart-$$view.png || exit 1; done; done
	$(RENDER) --link "skin=solid&section=transverse:0.96&levels=none&select=muscle:gluteus-medius&side=right&cam=195,64,0.86,0,0.9,0.02" -o web/pictures/section.png
	$(RENDER) --link "select=muscle:gluteus-medius&side=right&ghost=1" -o web/pictures/ghost.png
	$(RENDER) --link "select=muscle:gluteus-medius&side=right" --theme contrast -o web/pictures/contrast.png
	$(RENDER) --link "skin=off&depth=2&view=posterior&cam=180,6,1.7,0,1.2,0" --theme dark -o web/pictures/deep-dark.png
	$(FOREARM) --tables assets/body/tables -o assets/body/pictures/forearm-before.png
	rm -rf build/tables && mkdir -p build && cp -r assets/body/tables build/tables
	awk '$$1=="at" && $$3>940 && $$3<1070 {$$3-=35} $$1=="tendon" {$$3=75} 1' assets/body/tables/muscle/brachioradialis.txt >build/tables/muscle/brachioradialis.txt
	$(FOREARM) --tables build/tables -o assets/body/pictures/forearm-after.png
	README_PICTURES=web/pictures go test -count=1 ./cmd/internal/webtest -run TestReadmePictures

# Needs Chromium, and npm for three.js.
bench: build
	ATLAS="$(ATLAS)" go run ./cmd/bodymap bench $(FLAGS)

clean:
	rm -rf build
