# Shared by the benchmarks that run over many libraries, which set $root and $usage and source it.
. "$root/workbench/scripts.sh"

# Runs a main class with the jars of this revision, which knows how it was called.
run_bench() {
  local main="$1" argument modules work made_by
  shift
  for argument in "$@"; do
    case "$argument" in
      -h | --help)
        printf '%s\n' "$usage"
        exit 0
        ;;
    esac
  done
  find_jdk
  modules="lifecycle-model lifecycle-source lifecycle-bytecode lifecycle-fixes errorprone-checks thread-audit workbench"
  also="docs/bugpattern"
  build "$modules thread-leak-bench" "errorprone-checks thread-audit workbench thread-leak-bench"
  work="${THREAD_LEAK_BENCH_WORK:-$root/target/bench}"
  # Maven runs in other folders.
  case "$work" in /*) ;; *) work="$PWD/$work" ;; esac
  made_by="benchmarks/$(basename "$0")"
  for argument in "$@"; do made_by="$made_by $argument"; done
  made_by="\`$made_by\` at revision $(git -C "$root" rev-parse --short HEAD)"
  set -- "-Dloosethread.made-by=$made_by" "-Dloosethread.work=$work" "-Dloosethread.plugin=$built/errorprone-checks.jar" \
    "-Dloosethread.audit=$built/thread-audit.jar" -Xmx1g \
    -cp "$built/thread-leak-bench.jar:$built/workbench.jar:$built/thread-audit.jar" \
    "dev.loosethread.bench.corpus.$main" "$@"
  exec "$java" "$@"
}
