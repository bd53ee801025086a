#!/usr/bin/env bash
# Reads the reports of the built server as tools do, with a report key: DuckDB reads CSV, JSON lines and Parquet, and has to see the same tables with
# the same types; the description has to be OpenAPI; curl is told what it has already.
set -uo pipefail
export npm_config_loglevel=error
cd "$(dirname "$0")" || exit 1
. ../serve.sh

seed=$(dirname "$server")/../../LifelongLinks.Seed/debug/LifelongLinks.Seed.dll
step() { "$@" || { echo "FAILED: $*"; exit 1; }; }

step npm ci --silent
step dotnet "$seed" --children 120 --path "$store/checks.db" --today 2026-06-30 >"$store/seed.log"
key=$(dotnet "$server" report-keys new --name DuckDB --file "$store/report-keys.json" | tail -1)
serve --Clock:Today=2026-06-30 --Reports:Keys:File="$store/report-keys.json"
reports=${url%/graphql}/reports

for report in "plan-reviews groupBy=AGE_BAND" "adherence groupBy=SUPPORT_KIND&from=2026-01&to=2026-05" "networks groupBy=TIME_IN_CARE" "reviews-due groupBy=TEAM"; do
  name=${report% *} query=${report#* }
  for extension in csv jsonl parquet csv-metadata.json; do
    step curl -sSf -u "DuckDB:$key" -o "$store/$name.$extension" -D "$store/$name.$extension.head" "$reports/$name.${extension}?$query"
  done
  tag=$(grep -i '^etag: ' "$store/$name.csv.head" | tr -d '\r' | cut -d' ' -f2)
  [ "$(curl -s -o /dev/null -w '%{http_code}' -u "DuckDB:$key" -H "If-None-Match: $tag" "$reports/$name.csv?$query")" = 304 ] || { echo "FAILED: $name is sent again"; exit 1; }
done
step curl -sSf -u "DuckDB:$key" -o "$store/openapi.json" "$reports/openapi.json"
[ "$(curl -s -o /dev/null -w '%{http_code}' -u "DuckDB:${key}x" "$reports/openapi.json")" = 401 ] || { echo "FAILED: a wrong key opens reports"; exit 1; }
FOLDER=$store step node run.mjs
