# Sourced by app/run and tests/run: what the two commands share. Installs Debian packages that are missing and builds.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# "a|b": the first that this release has (Debian 13 renamed the plug-in that lets Qt read SVG).
build_packages=(g++ cmake ninja-build pkg-config ccache lld
  qt6-base-dev qt6-svg-dev libqt6opengl6-dev libgl-dev libegl-dev libvtk9-dev libfreetype-dev libqcustomplot-dev
  libeigen3-dev liblemon-dev libhdf5-dev libzip-dev zlib1g-dev nlohmann-json3-dev libbenchmark-dev
  libavcodec-dev libavformat-dev libavutil-dev libswscale-dev
  libgl1-mesa-dri 'qt6-svg-plugins|libqt6svg6' fonts-inter fonts-jetbrains-mono fonts-stix)
test_packages=(xvfb xauth)
fuzz_packages=(clang libclang-rt-dev llvm)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# install_missing PACKAGE...: asks the package system only when something is not there yet.
install_missing() {
  local missing=() chosen=() package name
  for package in "$@"; do
    for name in ${package//|/ }; do is_installed "$name" && continue 2; done
    missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    echo "These Debian packages, or what corresponds to them here, are needed: ${missing[*]}" >&2
    return 1
  fi
  as_root apt-get update -qq
  for package in "${missing[@]}"; do
    for name in ${package//|/ }; do
      if apt-cache show "$name" >/dev/null 2>&1; then chosen+=("$name"); continue 2; fi
    done
    echo "This release has no package $package; Kinetoscope is built on Debian 12 and later." >&2
    return 1
  done
  echo "Installing ${#chosen[@]} packages: ${chosen[*]}" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${chosen[@]}" >/dev/null
}

# build PRESET [TARGET]
build() {
  (cd "$project" && cmake --preset "$1" >"$project/.configure.log" 2>&1) || { cat "$project/.configure.log" >&2; return 1; }
  rm -f "$project/.configure.log"
  (cd "$project" && cmake --build --preset "$1" ${2:+--target "$2"})
}
