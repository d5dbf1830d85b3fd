#!/usr/bin/env bash
# Puts a newer Debian release's Emscripten into a private prefix; the system's packages stay as they are.
#
#   emscripten.sh PREFIX [SUITE]       on amd64 Debian and Ubuntu; root is not needed; emcc: PREFIX/usr/share/emscripten
#
# apt, with a state of its own, verifies and downloads the packages; they are unpacked beside PREFIX, every program
# is bound to the libc that came along, and the finished tree is renamed to PREFIX. Whatever stops this half-way
# leaves nothing behind that the next run would trust.
set -euo pipefail

PREFIX=$1
SUITE=${2:-trixie}
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
WORK=$PREFIX.work
ROOT=$WORK/root

say() { printf '  %s\n' "$*"; }
die() { printf 'emscripten.sh: %s\n' "$*" >&2; exit 1; }

for tool in apt-get apt-cache dpkg-deb flock python3 node; do
  command -v "$tool" >/dev/null || die "$tool is missing"
done
[ -r "$KEYRING" ] || die "$KEYRING is missing (package debian-archive-keyring)"
[ "$(dpkg --print-architecture)" = amd64 ] || die 'only amd64 is supported'

mkdir -p "$(dirname "$PREFIX")"
exec 9>"$PREFIX.lock"
flock -n 9 || { say 'waiting for another set-up of Emscripten'; flock 9; }
[ ! -e "$PREFIX/complete" ] || exit 0
rm -rf "$WORK"
trap 'rm -rf "$WORK"' EXIT
mkdir -p "$ROOT" "$WORK"/debs "$WORK"/state/lists/partial "$WORK"/cache/archives/partial

# The mirror that this machine already uses for Debian; a machine that has none (Ubuntu) takes Debian's own.
mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN)/$(LABEL)' 'Created-By: Packages' 2>/dev/null |
  awk '$2 == "Debian/Debian" { found = $1; exit } $1 ~ /\/debian\/?$/ && !guess { guess = $1 }
       END { print found ? found : guess }')
mirror=${DEBIAN_MIRROR:-${mirror:-http://deb.debian.org/debian}}

: >"$WORK/status"
echo "deb [signed-by=$KEYRING] $mirror $SUITE main" >"$WORK/sources.list"
cat >"$WORK/apt.conf" <<CONF
Dir::State "$WORK/state";
Dir::State::status "$WORK/status";
Dir::Cache "$WORK/cache";
Dir::Etc::sourcelist "$WORK/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "$(id -un)";
APT::Architectures { "amd64"; };
CONF
export APT_CONFIG=$WORK/apt.conf

say "reading Debian $SUITE's list of packages"
apt-get update -qq -o APT::Update::Error-Mode=any

llvm=$(apt-cache show --no-all-versions emscripten | sed -n 's/^Depends:.*\bclang-\([0-9]\+\).*/\1/p' | head -n 1)
[ -n "$llvm" ] || die "cannot tell which clang $SUITE's emscripten wants"
# The shared libraries, libc included, are what these depend on; clang and llvm come without their own
# dependencies (headers and linkers for native code).
libraries=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances "libllvm$llvm" "libclang-cpp$llvm" "lld-$llvm" binaryen patchelf | grep -E '^[a-z0-9]' |
  grep -vE '^(gcc-[0-9]+-base|libc-gconv-modules-extra|libc-bin|c?debconf.*|dpkg|tar|perl.*)$' | sort -u)

say 'downloading Emscripten and clang (about 150 MB)'
# shellcheck disable=SC2086
(cd "$WORK/debs" && apt-get download -qq emscripten "clang-$llvm" "llvm-$llvm" "libclang-common-$llvm-dev" \
  node-acorn $libraries)

say 'unpacking'
emscripten=usr/share/emscripten
system=$emscripten/cache/sysroot/lib/wasm32-emscripten
skip=(usr/share/doc usr/share/man usr/share/lintian usr/share/locale usr/share/python3 usr/include etc var
  'usr/lib/*/gconv' 'usr/lib/llvm-*/lib/cmake' $emscripten/test $emscripten/media $emscripten/docs $emscripten/out
  # variants of the system libraries that are rarely linked; Emscripten builds any of them when asked for
  "$system/lto*" "$system/thinlto*" "$system/pic" "$system/*-ww*" "$system/*san*" "$system/libwasmfs*")
for package in "$WORK"/debs/*.deb; do
  case ${package##*/} in
    llvm-"$llvm"_*) what=(--wildcards ./usr/lib/llvm-"$llvm"/bin/llvm-{ar,ranlib,nm,objcopy,strip,dwarfdump,dwp,symbolizer,cxxfilt,size}) ;;
    *) what=("${skip[@]/#/--exclude=./}") ;;
  esac
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$ROOT" "${what[@]}"
  rm "$package"
done

say 'binding the programs to their own libraries'
lib=usr/lib/x86_64-linux-gnu
[ ! -d "$ROOT/lib/x86_64-linux-gnu" ] || cp -a "$ROOT/lib/x86_64-linux-gnu/." "$ROOT/$lib/"
loader=$lib/ld-linux-x86-64.so.2
rpath=$PREFIX/$lib:$PREFIX/$lib/binaryen:$PREFIX/usr/lib/llvm-$llvm/lib
patchelf() { "$ROOT/$loader" --library-path "$ROOT/$lib" "$ROOT/usr/bin/patchelf" "$@"; }
find "$ROOT/usr/bin" "$ROOT/usr/lib/llvm-$llvm/bin" "$ROOT/$lib" -type f \
  ! -name 'ld-linux*' ! -name libc.so.6 ! -name patchelf -print0 |
  while IFS= read -r -d '' file; do
    [ "$(head -c 4 "$file" | tail -c 3)" = ELF ] || continue
    if patchelf --print-interpreter "$file" >/dev/null 2>&1; then
      patchelf --set-interpreter "$PREFIX/$loader" --force-rpath --set-rpath "$rpath" "$file"
    elif [ -n "$(patchelf --print-rpath "$file" 2>/dev/null)" ]; then
      patchelf --force-rpath --set-rpath "$rpath" "$file"
    fi
  done 2>/dev/null

# acorn must be found by walking up from tools/: node ignores NODE_PATH for ES modules.
mkdir "$ROOT/$emscripten/node_modules"
cp -a "$ROOT"/usr/share/nodejs/acorn* "$ROOT/$emscripten/node_modules/"
ln -sfn clang "$ROOT/usr/lib/llvm-$llvm/bin/clang++"
cat >"$ROOT/$emscripten/.emscripten" <<CONF
import shutil
LLVM_ROOT = '$PREFIX/usr/lib/llvm-$llvm/bin'
BINARYEN_ROOT = '$PREFIX/usr'
NODE_JS = shutil.which('node')
CACHE = '$PREFIX/$emscripten/cache'
FROZEN_CACHE = False
CONF
rm -rf "$PREFIX"
mv "$ROOT" "$PREFIX"

say 'trying it'
echo 'int main() { return 42; }' >"$WORK/try.c"
"$PREFIX/$emscripten/emcc" "$WORK/try.c" -o "$WORK/try.cjs"
node "$WORK/try.cjs" && die 'the test program did not return 42' || [ $? = 42 ] || die 'the test program failed'
echo "$SUITE" >"$PREFIX/complete"
