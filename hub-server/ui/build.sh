#!/bin/sh
# Builds or tests the pages for Maven: build.sh build|test <output folder>. Says in one sentence what is missing.
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
  echo "The pages of the hub need Node.js 20.19 or later with npm on the PATH; install it, or build without pages: mvn -DskipUi ..." >&2
  exit 1
}
cd "$(dirname "$0")" && exec node build.mjs "$@"
