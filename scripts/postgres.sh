#!/usr/bin/env bash
# The tests of the stores start a PostgreSQL server of their own; install its programs where they are absent.
set -euo pipefail
command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1 && exit 0
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
run="env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1"
[ "$(id -u)" = 0 ] || run="sudo $run"
echo "安装 PostgreSQL（存储测试自己启动、自己停止）……"
# Debian would make and start a server of its own, which nobody here needs.
settings=/etc/postgresql-common/createcluster.conf
$run mkdir -p "${settings%/*}"
[ -e "$settings" ] || echo "create_main_cluster = false" | $run tee "$settings" >/dev/null
$run apt-get update -qq
$run apt-get install -y -qq --no-install-recommends postgresql >/dev/null
