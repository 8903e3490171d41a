#!/usr/bin/env bash
# The tests of several replicas start a Redis server of their own; install its program where it is absent.
set -euo pipefail
command -v redis-server >/dev/null 2>&1 && exit 0
run="env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1"
[ "$(id -u)" = 0 ] || run="sudo $run"
echo "安装 Redis（多副本的测试自己启动、自己停止）……"
$run apt-get update -qq
$run apt-get install -y -qq --no-install-recommends redis-server >/dev/null
