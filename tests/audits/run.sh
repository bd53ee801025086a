#!/usr/bin/env bash
# Starts the built server on a free port with a store of its own, runs the audits against it, and stops it.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
server=../../artifacts/bin/LifelongLinks.Server/debug/LifelongLinks.Server.dll
[ -f "$server" ] || { echo "There is no built server: dotnet build"; exit 1; }
command -v npm >/dev/null || { echo "The audits need Node.js: there is no npm."; exit 1; }

npm ci --silent || { echo "npm ci failed"; exit 1; }

store=$(mktemp -d) && : >"$store/log"
export ASPNETCORE_ENVIRONMENT=Development
dotnet "$server" --urls http://127.0.0.1:0 --Store:Path="$store/audits.db" >"$store/log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$store"' EXIT

# It says where it answers once it does; the port is whichever was free.
for _ in $(seq 300); do
  url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$store/log" | head -1)
  [ -n "$url" ] && [ "$(curl -s "$url/health/ready")" = ready ] && break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.2
done
[ "$(curl -s "${url:-}/health/ready")" = ready ] || { echo "The server is not ready:"; cat "$store/log"; exit 1; }

token=$(dotnet "$server" token coordinator --Store:Path="$store/audits.db" | tail -1)
node run.mjs "$url/graphql" "$token"
