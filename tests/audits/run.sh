#!/usr/bin/env bash
# Runs the audits of GraphQL over HTTP against the built server.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
. ../serve.sh

npm ci --silent || { echo "npm ci failed"; exit 1; }
serve
node run.mjs "$url" "$token"
