# Sourced by app/run and tests/run: what the two commands share. Installs Debian packages that are missing and builds.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(g++ cmake ninja-build pkg-config ccache lld
  qt6-base-dev qt6-svg-dev libqt6opengl6-dev libgl-dev libegl-dev libvtk9-dev libfreetype-dev libqcustomplot-dev
  libeigen3-dev liblemon-dev libzip-dev zlib1g-dev nlohmann-json3-dev
  libavcodec-dev libavformat-dev libavutil-dev libswscale-dev
  libgl1-mesa-dri fonts-inter fonts-jetbrains-mono fonts-stix)
test_packages=(xvfb xauth)

# The plug-in that lets Qt read SVG has another name in Debian 13 and later.
if apt-cache show qt6-svg-plugins >/dev/null 2>&1; then
  build_packages+=(qt6-svg-plugins)
else
  build_packages+=(libqt6svg6)
fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_missing PACKAGE...: asks the package system only when something is not there yet.
install_missing() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    echo "These Debian packages, or what corresponds to them here, are needed: ${missing[*]}" >&2
    return 1
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET]
build() {
  (cd "$project" && cmake --preset "$1" >"$project/.configure.log" 2>&1) || { cat "$project/.configure.log" >&2; return 1; }
  rm -f "$project/.configure.log"
  (cd "$project" && cmake --build --preset "$1" ${2:+--target "$2"})
}
