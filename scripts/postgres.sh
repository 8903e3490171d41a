#!/usr/bin/env bash
# The tests of the stores start a PostgreSQL server of their own; install its programs where they are absent.
set -euo pipefail
command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1 && exit 0
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
run=""
[ "$(id -u)" = 0 ] || run="sudo"
echo "安装 PostgreSQL（存储测试要用，测试自己启动、自己停）……"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq
# The cluster that Debian would make and start is not needed.
$run mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $run tee /etc/postgresql-common/createcluster.conf >/dev/null
$run apt-get install -y -qq --no-install-recommends postgresql >/dev/null
