#!/usr/bin/env bash
# Makes this machine ready: `setup.sh site` for building the site, `setup.sh cluster` for building it with other
# machines, `setup.sh test` for building and testing.
# The Makefile calls it when a lock changed; to run it again does no harm.
set -euo pipefail
cd -P "$(dirname "$0")/.."

purpose=${1:-site}
python=${PYTHON:-python3}
venv=.venv
lock=requirements.lock
[ "$purpose" = cluster ] && lock=requirements-cluster.lock
[ "$purpose" = test ] && lock=requirements-dev.lock

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }

has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }
has_font() { [ -n "$(fc-list "$1" 2>/dev/null)" ]; }
has_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# Debian's names of whatever a build or a test needs and this machine lacks.
missing_packages() {
    has_venv || echo python3-venv
    has_library libpango-1.0.so.0 || echo libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz.so.0 || echo libharfbuzz0b
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
    command -v fc-list >/dev/null || echo fontconfig
    { has_font 'Noto Serif CJK SC' && has_font 'Noto Sans CJK SC'; } || echo fonts-noto-cjk
    if [ "$purpose" = test ]; then
        has_library libatomic.so.1 || echo libatomic1
        command -v chromium-headless-shell >/dev/null || echo chromium-headless-shell
        command -v pdftotext >/dev/null || echo poppler-utils
        [ -r /usr/share/i18n/locales/ja_JP ] || echo locales
        { command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null || echo nginx-light
    fi
}

# The command that may install packages, empty when there is none.
installer() {
    command -v apt-get >/dev/null || return 0
    if [ "$(id -u)" = 0 ]; then
        echo 'env DEBIAN_FRONTEND=noninteractive apt-get'
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get'
    fi
}

install_system_packages() {
    local packages apt
    packages=$(missing_packages | tr '\n' ' ' | sed 's/ $//')
    [ -z "$packages" ] && return
    apt=$(installer)
    if [ -n "$apt" ]; then
        say "正在安装系统软件包：$packages"
        # shellcheck disable=SC2086 # both are lists of words
        { $apt update -qq && $apt install -qq -y --no-install-recommends $packages; } </dev/null >/dev/null || true
        case " $packages " in *" nginx-light "*)
            say "nginx 只给测试用，测试自己启动它；装好时 Debian 可能已经把它的服务开在 80 端口，不用的请停掉：systemctl disable --now nginx" ;;
        esac
        packages=$(missing_packages | tr '\n' ' ' | sed 's/ $//')
    fi
    [ -z "$packages" ] || fail \
        "还缺少系统软件包：$packages" \
        "请让管理员运行：apt-get install $packages，然后重新运行刚才的命令。" \
        "System packages are missing: $packages" \
        "Ask an administrator to run: apt-get install $packages, then repeat your command."
}

check_python() {
    command -v "$python" >/dev/null || fail "没有找到 Python（$python）。需要 Python 3.11 或更新的版本。" \
        "Python ($python) was not found; version 3.11 or newer is needed."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
        "$("$python" --version) 太旧，需要 Python 3.11 或更新的版本；可用 make PYTHON=python3.11 指定。" \
        "$("$python" --version) is too old; 3.11 or newer is needed (make PYTHON=python3.11 names one)."
}

install_python_packages() {
    # A folder moved here from elsewhere, or left by a Python that is gone, is made anew.
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || [ "$(cat $venv/home 2>/dev/null)" != "$PWD" ]; then
        say "正在建立 Python 环境 $venv"
        "$python" -m venv --clear "$venv"
        pwd >"$venv/home"
    fi
    say "正在安装 Python 软件包（$lock）"
    local pip=("$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input)
    "${pip[@]}" --require-hashes --requirement "$lock" || fail \
        "Python 软件包没有装好，请检查网络（能否访问 PyPI 或单位的镜像），然后重新运行刚才的命令。" \
        "The Python packages could not be installed: check the network (PyPI or your mirror), then repeat your command."
    "${pip[@]}" --no-deps --no-index --no-build-isolation --editable .
}

# npm comes from PyPI with the packages above, so no Node.js is needed on the machine.
install_node_packages() {
    say "正在安装搜索程序 Pagefind"
    PATH="$PWD/$venv/bin:$PATH" "$venv/bin/npm" ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error \
        </dev/null >/dev/null && return
    [ "$purpose" = test ] && fail "npm 软件包没有装好，请检查网络。" "The npm packages could not be installed: check the network."
    say "Pagefind 没有装好：网站照样生成，但没有搜索功能。联网后重新运行 make site，会自动补装。" \
        "Pagefind could not be installed: the site will be built without search."
    exit 0  # without the stamp: the next make tries again
}

check_python
install_system_packages
install_python_packages
install_node_packages
# Whatever a cluster or the tests need includes what a build needs, and the tests include the cluster.
[ "$purpose" = test ] && touch "$venv/ready-cluster"
touch "$venv/ready-site"
touch "$venv/ready-$purpose"
