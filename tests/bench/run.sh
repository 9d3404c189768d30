#!/usr/bin/env bash
# Builds the benches (preset bench), runs each five times with its peers in turn, and prints one
# table: our figure, the peer's, their ratio, and the spread over the repetitions.
#
#   tests/bench/run.sh                  all of them, about a quarter of an hour
#   tests/bench/run.sh seal decode      some of them; journal needs journal_plain beside it
#   REPETITIONS=3 tests/bench/run.sh    fewer repetitions
#
# Temporary files go to $TMPDIR: let it lie on the disk to be measured, not in memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

benches=("$@")
[ ${#benches[@]} -gt 0 ] || benches=(seal decode store check relay journal journal_plain)

[ -f build/bench/build.ninja ] || cmake --preset bench >/dev/null
cmake --build build/bench --target "${benches[@]/#/bench_}" >&2

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for bench in "${benches[@]}"; do
  echo "== $bench" >&2
  "build/bench/bin/bench_$bench" --benchmark_repetitions="${REPETITIONS:-5}" \
    --benchmark_min_time=0.2 --benchmark_enable_random_interleaving=true \
    --benchmark_out_format=json --benchmark_out="$out/$bench.json" >/dev/null
done
python3 tests/bench/table.py $(printf "$out/%s.json " "${benches[@]}")
