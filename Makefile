# dossier: build, tests, the sample report.  `make help' lists the goals.

CC	?= cc
CFLAGS	?= -O2 -g
BUILD	?= build
SHARED	?= ../shared

PKGS	= libcmark libcjson libxml-2.0 libcrypto yaml-0.1 libdeflate \
	harfbuzz fribidi
FLOORS	= base model doc intake compose render seal cmd

# Our own flags stand apart, so that `make CFLAGS=...' keeps them.
D_CPPFLAGS = -Isrc -I$(BUILD) -D_POSIX_C_SOURCE=200809L \
	$(shell pkg-config --cflags $(PKGS) 2>/dev/null)
D_CFLAGS = -std=c17 -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wformat=2 \
	-fstack-protector-strong -fstack-clash-protection -fPIE
D_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
D_LIBS	= $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf -lz -lm

# `make XMLSEC=1' adds signatures inside HTML files: one room, one library.
XMLSEC	?=
# The verifier: what it is linked from, and no library but libcrypto.
V_MAIN	= src/cmd/verifier.c
V_ROOMS	= cmd/cmd_verify cmd/options cmd/recite cmd/run cmd/session \
	cmd/solo cmd/startup cmd/trusting model/statement intake/escape \
	intake/evidence_table intake/keep intake/nearest intake/numeral \
	intake/plaintree intake/scalar intake/schema intake/slip \
	intake/strict intake/testimony
V_OBJS	= $(V_ROOMS:%=$(BUILD)/%.o) $(patsubst src/%.c,$(BUILD)/%.o,\
	$(sort $(filter-out src/seal/xmldsig.c,\
	$(wildcard src/seal/*.c src/base/*.c))))
SRCS	= $(filter-out $(V_MAIN) $(if $(XMLSEC),,src/seal/xmldsig.c),\
	$(foreach f,$(FLOORS),$(sort $(wildcard src/$(f)/*.c))))
ifneq ($(XMLSEC),)
XMLSEC_CPPFLAGS = $(shell pkg-config --cflags xmlsec1-openssl 2>/dev/null)
D_LIBS	+= $(shell pkg-config --libs xmlsec1-openssl 2>/dev/null)
endif
OBJS	= $(SRCS:src/%.c=$(BUILD)/%.o)
LAYOUTS	= $(sort $(wildcard templates/documents/*.md))

RECORD	?= evidence/marketplace-2026-11
AT	?= 2026-11-22T12:00:00+01:00

all: $(BUILD)/dossier $(BUILD)/dossier-verify $(BUILD)/dossier.1

help:
	@echo 'make            build $(BUILD)/dossier'
	@echo 'make XMLSEC=1   the same, and HTML can hold its signature'
	@echo 'make report     install what is missing, build, render the sample'
	@echo 'make test       install what the tests need, run them all'
	@echo 'make sanitize   build $(BUILD)-san with address and UB sanitizers'
	@echo 'make check-layers   the rules of the house'
	@echo 'make bench      speed and memory against a floor and peers'
	@echo 'make conformance    veraPDF and other readers on what is published'
	@echo 'make accept T=NNN-name   accept new golden outputs of one test'
	@echo 'make accept T=conformance-struct|conformance-pictures'
	@echo 'make verifier   $(BUILD)/dossier-verify: verify alone, without document libraries'
	@echo 'make clean'

$(BUILD)/dossier: $(OBJS)
	$(CC) $(CFLAGS) $(D_LDFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(D_LIBS)

verifier: $(BUILD)/dossier-verify

$(BUILD)/dossier-verify: $(V_MAIN:src/%.c=$(BUILD)/%.o) $(V_OBJS)
	$(CC) $(CFLAGS) $(D_LDFLAGS) $(LDFLAGS) -o $@ $^ \
		$(shell pkg-config --libs libcrypto 2>/dev/null)

$(BUILD)/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(D_CPPFLAGS) $(CPPFLAGS) $(D_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The layouts of templates/documents go into the program, so that it works
# wherever it stands; a user's own folder is looked at first.
$(BUILD)/layouts.inc: $(LAYOUTS) Makefile
	@mkdir -p $(@D)
	@for f in $(LAYOUTS); do \
		printf '{ "%s",\n' "$$(basename "$$f" .md)"; \
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&\\n"/' "$$f"; \
		printf '},\n'; \
	done > $@.new && mv $@.new $@

$(BUILD)/cmd/layouts.o: $(BUILD)/layouts.inc
$(BUILD)/cmd/layouts.o: D_CFLAGS += -Wno-overlength-strings

# The manual page; its DIAGNOSTICS come from the one list of findings.
$(BUILD)/dossier.1: src/man/dossier.1.in $(BUILD)/dossier
	$(BUILD)/dossier help findings | awk '{ id = $$1; level = $$2; \
		$$1 = ""; $$2 = ""; sub(/^ +/, ""); \
		printf ".It Li %s %s\n%s.\n", id, level, $$0 }' > $@.list
	sed -e '/@DIAGNOSTICS@/{r $@.list' -e 'd;}' src/man/dossier.1.in > $@

# What the build has is written down, so that changing it builds again what
# asks for it and nothing else.
$(BUILD)/xmlsec.inc: force
	@mkdir -p $(@D)
	@echo '$(if $(XMLSEC),#define WITH_XMLSEC 1)' > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BUILD)/cmd/embed.o: $(BUILD)/xmlsec.inc
$(BUILD)/dossier: $(BUILD)/xmlsec.inc
$(BUILD)/seal/xmldsig.o: D_CPPFLAGS += $(XMLSEC_CPPFLAGS)

-include $(OBJS:.o=.d) $(V_MAIN:src/%.c=$(BUILD)/%.d)

# --- the main job -------------------------------------------------------

packages:
	@XMLSEC='$(XMLSEC)' sh src/packages.sh build

report: packages
	@$(MAKE) --no-print-directory all
	@$(BUILD)/dossier render $(RECORD) --at $(AT) --identity .identity \
		|| test $$? -eq 1

# --- tests --------------------------------------------------------------

UNITS	= $(sort $(wildcard tests/unit/test_*.c))
UNIT_BINS = $(UNITS:tests/unit/%.c=$(BUILD)/unit/%)

# A unit test links only the objects it names in its `objects:' line, so a
# link that fails is a layering fault.
$(BUILD)/unit/%: tests/unit/%.c $(OBJS) Makefile
	@mkdir -p $(@D)
	$(CC) $(D_CPPFLAGS) -Itests/unit $(CPPFLAGS) $(D_CFLAGS) $(CFLAGS) \
		-MMD -MP -MF $@.d $(D_LDFLAGS) $(LDFLAGS) -o $@ $< \
		$$(sed -n 's|^/\* objects: \(.*\) \*/$$|\1|p' $< | \
		tr ' ' '\n' | sed 's|.*|$(BUILD)/&.o|') \
		-lcmocka $(D_LIBS)

units: $(UNIT_BINS)

-include $(UNIT_BINS:=.d)

# What the sanitizer build runs: slow checks of other tools stay out.
SUITES	?= layers unit cli golden corpus json-suite hostile fault repro \
	pdf browser seal sign signoff tamper embed archive tools newcomer

test-packages:
	@sh src/packages.sh test

test: test-packages
	@$(MAKE) --no-print-directory all units
	@$(MAKE) --no-print-directory sanitize
	@BUILD=$(BUILD) SHARED=$(SHARED) CC=$(CC) tests/run $(SUITES) \
		san-unit san-golden san-hostile san-archive valgrind

sanitize:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-san all units \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer' \
		LDFLAGS='-fsanitize=address,undefined' CPPFLAGS=-DARENA_DEBUG

check-layers: all
	@BUILD=$(BUILD) CC=$(CC) tests/run layers

accept:
	@test -n "$(T)" || { echo 'make accept T=NNN-name' >&2; exit 2; }
	@test -z "$$CI" || { echo 'accept is not for CI' >&2; exit 2; }
	@case '$(T)' in \
	conformance-struct|conformance-pictures) \
		BUILD=$(BUILD) tests/conformance/accept '$(T)' ;; \
	*)	BUILD=$(BUILD) tests/golden/accept '$(T)' ;; \
	esac

# What others say of the PDF files; Java and Maven are needed here alone.
conformance:
	@sh src/packages.sh conformance
	@$(MAKE) --no-print-directory all
	@BUILD=$(BUILD) SHARED=$(SHARED) SHOW=1 tests/run conformance

bench: all
	@BUILD=$(BUILD) CC=$(CC) sh tests/bench/run

clean:
	rm -rf $(BUILD) $(BUILD)-san $(BUILD)-xmlsec $(BUILD)-xmlsec-san

.PHONY: force all verifier help packages report test-packages test units sanitize \
	check-layers accept conformance bench clean
