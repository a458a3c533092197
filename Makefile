# 两条命令：make site 生成网站到 site/，make test 运行全部测试。其余见 make help。
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
# A machine's language settings must not change a byte.
export LC_ALL := C.UTF-8

SETUP := tools/setup.sh pyproject.toml package.json package-lock.json

.PHONY: help site cluster check serve test bench benchall torture many rules lint format lock clean

help: ## 列出可用的命令
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

site: .venv/ready-site ## 用 data/ 里的数据生成网站到 site/
	$(BIN)/juesuan build

cluster: .venv/ready-cluster ## 装好 juesuan build --cluster 要用的 Dask（每台机器都要；见 docs/operating/cluster.md）

check: .venv/ready-site ## 检查 data/ 里的数据
	$(BIN)/juesuan check

serve: .venv/ready-site ## 实时预览，草稿也显示
	$(BIN)/juesuan serve

# Browser tests wait as often as they work: more processes than cores.
test: lint ## 运行全部测试和代码检查
	$(BIN)/pytest --numprocesses $$(( ($$(nproc) * 3 + 1) / 2 )) --dist loadfile --no-loadscope-reorder

bench: .venv/ready-test ## 测量一份报告各步的时间，预览从保存到显示的时间，检查10份至1000份的时间、内存，100份至3000份时上层页面的时间，10份真实报告的副本整个生成的时间、内存，PDF、网页与别的工具之比，和 site/ 各种页面首次打开的字节数（十几分钟；不是测试）
	$(BIN)/python -m tests.benchmarks.bench_report
	$(BIN)/python -m tests.benchmarks.bench_check
	$(BIN)/python -m tests.benchmarks.bench_serve
	$(BIN)/python -m tests.benchmarks.bench_site pages
	$(BIN)/python -m tests.benchmarks.bench_pdf --results build/bench/short.jsonl
	$(BIN)/python -m tests.benchmarks.bench_build --reports 10 --results build/bench/short.jsonl
	$(BIN)/python -m tests.benchmarks.bench_pages --pdf --reports 10 --results build/bench/short.jsonl
	if [ -e site ]; then $(BIN)/python -m tests.benchmarks.bench_weight site; fi

benchall: .venv/ready-test ## 测量10、100、1000份真实报告的副本的整个生成，PDF和网页与别的工具之比，结果写进 docs/dev/performance.md（几小时，机器要空着；不是测试）
	rm -rf build/bench
	$(BIN)/python -m tests.benchmarks.bench_pdf
	$(BIN)/python -m tests.benchmarks.bench_build full nothing amount template check --reports 10 100
	$(BIN)/python -m tests.benchmarks.bench_pages --pdf --reports 10 100
	$(BIN)/python -m tests.benchmarks.bench_build one --reports 100
	$(BIN)/python -m tests.benchmarks.bench_table
	$(BIN)/python -m tests.benchmarks.bench_build full nothing amount --reports 1000
	$(BIN)/python -m tests.benchmarks.bench_build template check --reports 1000 --repeat 1
	$(BIN)/python -m tests.benchmarks.bench_pages --pdf --reports 1000
	$(BIN)/python -m tests.benchmarks.bench_table

torture: .venv/ready-test ## 长时间的破坏试验：10000个改坏的数据文件（有的一直做到上层页面）、1000个改坏的工作簿（.xlsx、.xls 各一半），一百多种攻击文字，每个文字栏各放过每一种，链接、公式、Markdown 都放在过开头；在随机的时刻杀掉100个生成过程，磁盘满、只读、没有权限，几个生成过程同时进行，集群上的工作进程一再被杀；真实的报告在不同环境里各生成一遍、逐字节比较（一两个小时，中断了再来一次就从没做完的部分接着做；不是测试）
	$(BIN)/python -m tests.torture.every_part

many: .venv/ready-test ## 生成1000份虚构报告的整个网站，测量时间、内存、大小和各种页面的字节数（很久；不是测试）
	rm -rf build/many
	$(BIN)/python -m tests.benchmarks.bench_site whole 1000 build/many
	$(BIN)/python -m tests.benchmarks.bench_weight build/many/site

rules: .venv/ready-site ## 重写规则一览页 docs/rules.md 和 .vscode/ 里的格式说明（规则、样式或记录改了以后）
	$(BIN)/juesuan rules
	$(BIN)/juesuan schema

lint: .venv/ready-test ## 只做代码检查（ruff、mypy、import-linter）
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready-test ## 整理代码格式
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml --extra setup

lock: .venv/ready-test ## 重新锁定依赖的版本（带哈希，不带下载地址）
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --extra cluster --constraint requirements.lock --output-file requirements-cluster.lock
	$(COMPILE) $(UPGRADE) --extra dev --constraint requirements-cluster.lock --constraint requirements.lock --output-file requirements-dev.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-fund
	$(BIN)/python tools/lean_lock.py

clean: ## 删除一切可以重新生成的东西
	if [ -L site ]; then rm site; fi
	rm -rf .venv node_modules build docs/reports juesuan.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# A folder that was moved or copied brings an environment that still points to the old place: set up anew.
ifneq "$(shell cat .venv/home 2>/dev/null)" "$(CURDIR)"
.PHONY: .venv/ready-site .venv/ready-cluster .venv/ready-test
endif

.venv/ready-site: requirements.lock $(SETUP)
	PYTHON="$(PYTHON)" tools/setup.sh site

.venv/ready-cluster: requirements-cluster.lock $(SETUP)
	PYTHON="$(PYTHON)" tools/setup.sh cluster

.venv/ready-test: requirements-dev.lock $(SETUP)
	PYTHON="$(PYTHON)" tools/setup.sh test
