#!/bin/sh
# Installs the Debian packages that are missing.
# usage: packages.sh build|test|conformance
set -eu

build="gcc make pkg-config libc6-dev libcmark-dev libcjson-dev libxml2-dev
libhpdf-dev libssl-dev libyaml-dev libdeflate-dev zlib1g-dev
libharfbuzz-dev libfribidi-dev fonts-dejavu-core fonts-droid-fallback
fonts-wqy-microhei fonts-noto-core fonts-symbola"
# For `make XMLSEC=1' alone.
xmlsec="libxmlsec1-dev libxmlsec1-openssl"
test="libcmocka-dev python3 python3-venv openssl qpdf poppler-utils mupdf-tools
unzip zip file libxml2-utils valgrind strace faketime libfaketime clang
libclang-rt-14-dev chromium mandoc hyperfine time git bsdutils
softhsm2 opensc libengine-pkcs11-openssl $xmlsec xmlsec1"
# Judges of what is signed and published; veraPDF and EU DSS themselves
# come by name through Maven.
conformance="python3 python3-venv qpdf poppler-utils mupdf-tools openssl
unzip fonts-noto-core libnss3-tools softhsm2 opensc
libengine-pkcs11-openssl default-jdk-headless maven"

case ${1:-} in
build)	want="$build ${XMLSEC:+$xmlsec}" ;;
test)	want="$build $test" ;;
conformance)	want="$build $conformance" ;;
*)	echo "usage: packages.sh build|test|conformance" >&2; exit 2 ;;
esac

missing=
for p in $want; do
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null |
	    grep -q 'install ok installed' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as=
elif command -v sudo >/dev/null 2>&1; then
	as=sudo
else
	echo "dossier: these Debian packages are missing and neither root" \
	    "nor sudo is at hand; install them, then run this again:" >&2
	echo " $missing" >&2
	exit 1
fi
command -v apt-get >/dev/null 2>&1 || {
	echo "dossier: apt-get is not here; these packages are missing:" >&2
	echo " $missing" >&2
	exit 1
}
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as apt-get update -qq
# shellcheck disable=SC2086 # one word a package
$as apt-get install -y -qq --no-install-recommends $missing >/dev/null
