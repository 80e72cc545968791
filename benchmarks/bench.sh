# Shared by the benchmarks that run over many libraries, which set $root and $usage and source it.
. "$root/workbench/scripts.sh"

# Shows how it is used if that is asked for.
help_if_asked() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      -h | --help)
        printf '%s\n' "$usage"
        exit 0
        ;;
    esac
  done
}

# Builds the jars of this revision, and sets $command to what runs a main class of them with a heap of $1; the class and
# its arguments are to follow.
find_command() {
  local heap="$1" modules work package
  find_jdk
  modules="lifecycle-model lifecycle-source lifecycle-bytecode lifecycle-application lifecycle-fixes errorprone-checks spotbugs-detectors"
  modules="$modules thread-audit workbench thread-leak-bench"
  also="docs/bugpattern"
  # Results are kept by the bytes of the jars, which each compiler writes in its own way.
  built_by="$("$java" -version 2>&1)"
  build "$modules" "errorprone-checks spotbugs-detectors thread-audit workbench thread-leak-bench"
  work="${THREAD_LEAK_BENCH_WORK:-$root/target/bench}"
  # Maven runs in other folders.
  case "$work" in /*) ;; *) work="$PWD/$work" ;; esac
  command=("$java" "-Xmx$heap")
  # What the manifest of the audit's jar says, for benchmarks that call it.
  for package in api file main model parser processing tree util; do
    command+=("--add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED")
  done
  for package in code comp; do command+=("--add-opens=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"); done
  command+=("-Dloosethread.work=$work" "-Dloosethread.plugin=$built/errorprone-checks.jar"
    "-Dloosethread.detectors=$built/spotbugs-detectors.jar" "-Dloosethread.audit=$built/thread-audit.jar"
    -cp "$built/thread-leak-bench.jar:$built/workbench.jar:$built/thread-audit.jar")
}

# What a result says of how it was made.
made_by() {
  local argument text
  text="benchmarks/$(basename "$0")"
  for argument in "$@"; do text="$text $argument"; done
  printf '`%s` at revision %s' "$text" "$(git -C "$root" rev-parse --short HEAD)"
}

# Runs a main class, which knows how it was called.
run_bench() {
  local main="$1" heap="$2"
  shift 2
  help_if_asked "$@"
  find_command "$heap"
  exec "${command[@]}" "-Dloosethread.made-by=$(made_by "$@")" "dev.loosethread.bench.$main" "$@"
}
