#!/usr/bin/env bash
# Installs what is missing, builds with AddressSanitizer and UBSan, runs every test, and ends with
# one line: "N passed, N failed", and how many were skipped if any were.
#
#   tests/run.sh            preset asan: unit, layer, simulator and integration tests
#   tests/run.sh --quick    preset dev: the unit and layer tests only
#   tests/run.sh --all      also ThreadSanitizer, Tor, a bare Debian 12 and 13, each fuzzer for a minute
#
# Exit 0 only if every test passed or was skipped with a reason, which is printed. It needs no
# terminal and reads no input. A stage that cannot be built counts as one failed test.
set -uo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export LC_ALL=C.UTF-8 CTEST_OUTPUT_ON_FAILURE=1

mode=full
case ${1:-} in
  '') ;;
  --quick) mode=quick ;;
  --all) mode=all ;;
  *)
    sed -n '2,10s/^# \{0,1\}//p' tests/run.sh
    exit 2
    ;;
esac

passed=0 failed=0 skipped=0
jobs=$(nproc)
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
trap 'exit 130' INT TERM

say() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

# stage NAME COMMAND...: one test that is no CTest test.
# Exit 77 is a skip; its reason is the last line that the command printed.
stage() {
  local name=$1 status=0
  shift
  say "$name"
  "$@" 2>&1 | tee "$reports/stage" || true
  status=${PIPESTATUS[0]}
  case $status in
    0) ((passed += 1)) ;;
    77) ((skipped += 1)) && echo "SKIPPED $name: $(tail -n 1 "$reports/stage")" ;;
    *) ((failed += 1)) && echo "FAILED $name (exit $status)" ;;
  esac
}

# build PRESET [TARGET...]: counted only when it fails, for then no test of it could run.
build() {
  local preset=$1
  shift
  say "build $preset"
  { cmake --preset "$preset" >"$reports/configure" || { cat "$reports/configure" && false; }; } &&
    cmake --build "build/$preset" ${@:+--target "$@"} -- --quiet && return 0
  ((failed += 1))
  echo "FAILED build of preset $preset"
  return 1
}

# run_ctest PRESET [CTEST OPTIONS...]: adds CTest's own results to the sums.
run_ctest() {
  local preset=$1 report=$reports/$1.xml
  shift
  say "tests of $preset"
  ctest --test-dir "build/$preset" -j "$jobs" --no-tests=error --output-junit "$report" "$@" |
    grep -vE '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ Test .* Passed )' || true
  if [[ ! -s $report ]]; then
    ((failed += 1))
    echo "FAILED tests of preset $preset: CTest wrote no report"
    return
  fi
  # Disabled tests are neither passed nor failed: they count as skipped, and CTest names them.
  local counts
  counts=$(python3 tests/lint/count_junit.py "$report") || counts="0 1 0"
  read -r p f s <<<"$counts"
  ((passed += p, failed += f, skipped += s))
}

groups=(build test)
[[ $mode == all ]] && groups+=(tor interop dev)
if ! deploy/setup.sh "${groups[@]}"; then
  echo "0 passed, 1 failed"
  exit 1
fi

case $mode in
  quick) build dev && run_ctest dev -LE 'integration|interop|sim|slow' ;;
  *) build asan && run_ctest asan ;;
esac

if [[ $mode == all ]]; then
  export TSAN_OPTIONS="ignore_noninstrumented_modules=1 suppressions=$PWD/tests/tsan.supp"
  build tsan && run_ctest tsan -LE 'lint|interop'
  if build fuzz; then
    found=
    for fuzzer in build/fuzz/bin/fuzz_*; do
      [[ -x $fuzzer ]] || continue
      found=1
      name=$(basename "$fuzzer")
      corpus=$reports/corpus_$name
      mkdir -p "$corpus"
      seeds=(tests/fuzz/corpus/"${name#fuzz_}")
      [[ -d ${seeds[0]} ]] || seeds=()
      stage "$name" "$fuzzer" -max_total_time=60 -timeout=10 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/$name-" "$corpus" "${seeds[@]}"
    done
    [[ $found ]] || { ((failed += 1)) && echo "FAILED fuzzers: the preset built none"; }
  fi
  stage "200 warnings under 50 kill -9" python3 -B tests/integration/kills.py build/asan/bin
  stage "the demonstration over Tor" deploy/start.sh --once --no-gui --tor
  for release in 12 13; do
    if (($(id -u) == 0)); then
      stage "the demonstration on a bare Debian $release" tests/integration/chroot.sh "$release"
    else
      ((skipped += 1)) && echo "SKIPPED bare Debian $release: debootstrap and chroot need root"
    fi
  done
fi

say "done"
line="$passed passed, $failed failed"
((skipped)) && line+=", $skipped skipped"
echo "$line"
((failed == 0 && passed > 0))
