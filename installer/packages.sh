# Sourced, not run. install_packages FILE: installs what is missing of a list of Debian packages, one a line.
install_packages() {
    missing=""
    for package in $(sed -e 's/#.*//' "$1"); do
        status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing" >&2
    sudo=""
    if [ "$(id -u)" != 0 ]; then
        sudo=sudo
        command -v sudo >/dev/null || { echo "Run this as root once: apt-get install$missing" >&2; exit 1; }
    fi
    $sudo apt-get update -q >&2
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}
