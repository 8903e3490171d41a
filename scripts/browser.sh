#!/usr/bin/env bash
# The page tests drive Debian's Chromium; install it (and a Chinese font) where it is absent.
set -euo pipefail
command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qiE 'cjk|wqy' && exit 0
run=""
[ "$(id -u)" = 0 ] || run="sudo"
echo "安装 Chromium 和中文字体（页面测试要用）……"
export DEBIAN_FRONTEND=noninteractive
$run apt-get update -qq
$run apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig >/dev/null
