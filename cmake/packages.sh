# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by app/run, tests/run and .ci/run: installs what a bare Debian 12 or Ubuntu 24.04 lacks, and builds.
# Nothing here runs when everything is present, so that later runs are quick.

# One package a line: the names it has on the systems we know (first the one preferred), then what it is for.
packages_build="
g++                                     compiler
cmake                                   build system
ninja-build                             build system
ccache                                  quick rebuilds
mold                                    quick linking
pkg-config|pkgconf                      finds libraries
qt6-base-dev                            Qt: the console's windows
libqt6opengl6-dev|qt6-base-dev          Qt Charts needs it
qt6-charts-dev|libqt6charts6-dev        Qt Charts
qt6-svg-dev|libqt6svg6-dev              icons
qt6-tools-dev                           translations
qt6-tools-dev-tools                     translations
qt6-l10n-tools                          translations
libgl-dev                               needed by Qt's headers
libopengl-dev                           needed by Qt's headers
libvulkan-dev                           needed by Qt's headers
libxkbcommon-dev                        needed by Qt's headers
libsqlite3-dev                          the database
libspdlog-dev                           the log
libfmt-dev                              text
nlohmann-json3-dev                      JSON
libpugixml-dev                          BPMN files
libexpected-dev|libtl-expected-dev      results and errors
libsodium-dev                           passwords and hashes
libhowardhinnant-date-dev               time zones
libboost-dev                            exact numbers
libcli11-dev                            command lines
libcurl4-openssl-dev                    mail and webhooks
libxlsxwriter-dev                       Excel files
libpango1.0-dev                         PDF statements
libcairo2-dev                           PDF statements
fonts-dejavu-core                       a font for screen and paper
fonts-droid-fallback|fonts-noto-cjk     names in Chinese, Japanese, Korean
tzdata                                  time zones
"
packages_tests="
librapidcheck-dev                       property tests
libbenchmark-dev                        benchmarks
binutils                                looks into what was linked
unzip                                   reads Excel files back
poppler-utils                           reads PDF files back
xvfb                                    a display without a screen
"
# Only where the display speaks nothing but Wayland.
packages_wayland="
qt6-wayland                             windows on Wayland
"
# Version 14 by name: another version would lay the same code out differently.
packages_ci="
git                                     the list of files to check
clang-format-14                         format check
"

say() { printf '%s\n' "$@" >&2; }
refuse() { say "$@"; exit 1; }

# Prints the lines of a list of which no spelling is installed.
packages_missing() {
    local list=$1 names why installed name
    installed=" $(printf '%s\n' "$list" | awk 'NF { gsub(/\|/, " ", $1); print $1 }' | tr ' ' '\n' \
        | xargs dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' 2>/dev/null \
        | awk '$1 ~ /^.i/ { print $2 }' | tr '\n' ' ' || true)"
    while read -r names why; do
        [ -n "$names" ] || continue
        for name in ${names//|/ }; do
            case "$installed" in *" $name "*) continue 2 ;; esac
        done
        printf '%-39s %s\n' "$names" "$why"
    done <<<"$list"
}

# Picks, of the spellings of a package, the first that this system can install.
packages_choose() {
    local name policy
    for name in ${1//|/ }; do
        policy=$(LC_ALL=C apt-cache policy "$name" 2>/dev/null || true)
        if grep -Eq '^ *Candidate: [^(]' <<<"$policy"; then
            printf '%s\n' "$name"
            return 0
        fi
    done
    return 1
}

# ensure_packages LIST... : installs what is missing of the lists, or refuses and names it.
ensure_packages() {
    local missing names why chosen elevate=() wanted=() unknown=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This system has no apt: nothing is installed for you. README.md names what the build needs."
        return 0
    fi
    missing=$(packages_missing "$(printf '%s\n' "$@")")
    [ -n "$missing" ] || return 0

    say "Habitat Console needs these packages, which are not installed yet:"
    say "$(sed 's/^/  /' <<<"$missing")"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || refuse "" \
            "Installing them needs root, and there is no sudo here. Run this as root, or have them installed with:" \
            "  apt-get install $(awk '{ sub(/\|.*/, "", $1); printf "%s ", $1 }' <<<"$missing")"
        elevate=(sudo)
        say "Installing them with apt through sudo; it may ask for your password."
    else
        say "Installing them with apt."
    fi
    "${elevate[@]}" apt-get update -q >&2 || refuse "apt-get update failed (see above): is the network up?"
    while read -r names why; do
        if chosen=$(packages_choose "$names"); then wanted+=("$chosen"); else unknown+=("${names//|/ or }"); fi
    done <<<"$missing"
    [ ${#unknown[@]} -eq 0 ] || refuse \
        "This system's package sources do not have: ${unknown[*]}." \
        "Debian 12 and Ubuntu 24.04 have them (on Ubuntu, the component “universe” must be enabled)."
    "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${wanted[@]}" >&2 \
        || refuse "apt-get install failed (see above)."
}

# Compilers at once: one a core, but never more than there are gigabytes of memory.
parallel_jobs() {
    local cores gigabytes
    cores=$(nproc)
    gigabytes=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
    [ "$gigabytes" -ge 1 ] || gigabytes=1
    echo $((cores < gigabytes ? cores : gigabytes))
}

# build PRESET ROOT [TARGET...] : configures where it was not yet, then builds into ROOT/build/PRESET.
# Everything it prints goes to standard error, so that a program's own output stays clean.
build() {
    local preset=$1 root=$2 targets=()
    shift 2
    # A second checkout of the same sources, wherever it lies, finds what the first one compiled.
    export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    [ $# -eq 0 ] || targets=(--target "$@")
    if [ ! -f "$root/build/$preset/build.ninja" ]; then
        cmake -S "$root" --preset "$preset" "${configure_options[@]}" >&2 || refuse "The build could not be set up (see above)."
    fi
    cmake --build "$root/build/$preset" --parallel "$(parallel_jobs)" "${targets[@]}" >&2 \
        || refuse "The build failed (see above)."
}
configure_options=()
