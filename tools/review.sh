#!/usr/bin/env bash
# Checks a change of data/ before it is merged: tools/review.sh BASE HEAD [FOLDER] [github]
#
# The program, styles of pages and tools are those of the folder it is called in (check out BASE there); of HEAD only
# data/ is read. So a branch from outside cannot change what judges it, and runs nothing of its own.
# FOLDER (review) gets: review.html (校核报告), diff.txt, diff.md, diff.json, reports.txt, preview/,
# and code-quality.json unless it is for GitHub, whose annotations it prints.
set -euo pipefail
cd -P "$(dirname "$0")/.."

fail() { printf '%s\n' "$*" >&2; exit 2; }

[ $# -ge 2 ] || fail "用法：tools/review.sh 原来的版本 改后的版本 [放结果的文件夹] [github]，例如 tools/review.sh main HEAD"
base=$(git rev-parse --verify --quiet --end-of-options "$1^{commit}") || fail "没有“$1”这个版本"
head=$(git rev-parse --verify --quiet --end-of-options "$2^{commit}") || fail "没有“$2”这个版本"
out=${3:-review}
host=${4:-}
juesuan=${JUESUAN:-$PWD/.venv/bin/juesuan}

mkdir -p "$out"
out=$(cd -P "$out" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT

# data/ of HEAD beside everything else of here; links become plain files, hooks do not run.
GIT_INDEX_FILE="$project/index" git --work-tree="$project" -c core.symlinks=false -c core.hooksPath=/dev/null \
    checkout --quiet "$head" -- data || fail "这个版本没有 data 文件夹"
for part in mkdocs.yml docs overrides package.json requirements.lock; do
    if [ -e "$part" ]; then cp -R "$part" "$project/"; fi
done
if [ -d node_modules ]; then ln -s "$PWD/node_modules" "$project/node_modules"; fi

bad=0
note() { if [ "$1" -gt 1 ]; then exit "$1"; elif [ "$1" -eq 1 ]; then bad=1; fi; }

"$juesuan" diff "$base" "$head" --to "$out" || note $?
mapfile -t reports <"$out/reports.txt"
if [ "${#reports[@]}" -eq 0 ]; then
    echo "没有改到任何一份报告。"
    exit "$bad"
fi

cd "$project"
"$juesuan" check --format html --out "$out/review.html" -- "${reports[@]}" || note $?
if [ "$host" = github ]; then
    "$juesuan" check --format github -- "${reports[@]}" || note $?
else
    "$juesuan" check --format gitlab --out "$out/code-quality.json" -- "${reports[@]}" || note $?
    "$juesuan" check -- "${reports[@]}" || note $?
fi
# A report that cannot be read has no preview; the check has said so.
"$juesuan" build --drafts --out preview -- "${reports[@]}" || true
if [ -d preview ]; then
    rm -rf "$out/preview"
    cp -RL preview "$out/preview"
fi
exit "$bad"
