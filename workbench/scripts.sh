# Shared by the scripts in the root folder, which set $root and $usage and source it. It finds the JDK and
# builds what a script runs, if that is due. For bash 3.2, which is what macOS has. A script may set $failure, the
# exit code where it cannot go on, $also, paths besides the modules that a build depends on, and $built_by, whatever
# else its jars are to be told apart by.

# Services and containers may have none, and the wrapper of Maven needs one; bash knows it from the user.
[ -n "${HOME:-}" ] || { unset HOME && export HOME=~; }

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit "${failure:-1}"
}

# For arguments that nothing can be done with.
misused() {
  say "error: $*"
  say "$usage"
  exit 2
}

# Sets $java to a Java that can compile.
find_jdk() {
  local settings home version
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  command -v "$java" >/dev/null || fail "there is no $java; set JAVA_HOME to a JDK, 17 or newer"
  settings="$("$java" -XshowSettings:properties -version 2>&1)" || fail "$java does not run; set JAVA_HOME to a JDK"
  version="$(printf '%s\n' "$settings" | sed -n 's/^ *java\.specification\.version = //p')"
  home="$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')"
  case "$version" in
    '' | 1.* | 9 | 1[0-6]) fail "$java is Java ${version:-of no known version}; set JAVA_HOME to a JDK, 17 or newer" ;;
  esac
  [ -x "$home/bin/javac" ] || fail "$home has no javac; set JAVA_HOME to a JDK, 17 or newer"
}

# The width of the terminal that shows what goes on, or 0 if there is none.
terminal_width() {
  local width=80
  [ -t 2 ] || { echo 0; return; }
  [ "${TERM:-dumb}" != dumb ] || { echo 0; return; }
  width="$(stty size 2>/dev/null <&2 | sed 's/.* //')" || true
  case "$width" in '' | 0 | *[!0-9]*) width=80 ;; esac
  echo "$width"
}

# Sets $built to a folder that has the jar of each module of $2 as MODULE.jar, made of the modules of $1 as their
# sources are now. The folder is named for what it is made of and appears only when it is whole: a build that fails
# or is stopped leaves none, and one for other sources takes nothing away from who still runs it.
build() {
  local modules="$1" jars="$2" made
  scripts="$root/target/scripts"
  while :; do
    made="$(print_of "$modules" "$jars")"
    built="$scripts/$made"
    [ ! -d "$built" ] || return 0
    mkdir -p "$scripts" && [ -w "$scripts" ] || fail "cannot write to $scripts"
    lock
    if [ ! -d "$built" ]; then
      run_maven "$modules"
      # What was edited meanwhile may be in it or not.
      [ "$(print_of "$modules" "$jars")" != "$made" ] || keep "$jars"
    fi
    unlock
  done
}

# Sets $built as build does, and tells whether there is nothing to build.
is_built() {
  built="$root/target/scripts/$(print_of "$1" "$2")"
  [ -d "$built" ]
}

# A name for all that a build depends on.
print_of() {
  local module paths="pom.xml .mvn mvnw ${also:-}"
  for module in $1; do paths="$paths $module/pom.xml $module/src/main"; done
  (
    cd "$root"
    {
      printf '%s\n' "$root" "${HOME:-}" "${MAVEN_ARGS:-}" "${MAVEN_OPTS:-}" "$1" "$2" "${built_by:-}"
      # shellcheck disable=SC2086
      find $paths -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
    } | cksum | tr ' ' '-'
  )
}

# One build at a time. A link is made in one step and says whose it is.
lock() {
  local holder waiting=
  trap 'stop_build 130' INT
  trap 'stop_build 143' TERM HUP
  until ln -s "$$" "$scripts/lock" 2>/dev/null; do
    holder="$(readlink "$scripts/lock" || true)"
    if [ -n "$holder" ] && kill -0 "$holder" 2>/dev/null; then
      [ -n "$waiting" ] || say "  waiting for process $holder, which builds already (if it does not, delete $scripts/lock)"
      waiting=yes
      sleep 1
    else
      rm -f "$scripts/lock"
    fi
  done
  trap unlock EXIT
}

unlock() {
  rm -f "$scripts/lock"
  trap - INT TERM HUP EXIT
}

stop_build() {
  trap - INT TERM HUP
  if [ -n "${maven:-}" ]; then
    kill -TERM -- "-$maven" 2>/dev/null || true
    wait "$maven" 2>/dev/null || true
  fi
  exit "$1"
}

# Shows of Maven's output only how far it is.
run_maven() {
  local list log="$scripts/build.log" status=0 started=$SECONDS
  list="$(printf '%s' "$1" | tr ' ' ',')"
  width="$(terminal_width)"
  stage="starting Maven" downloads=0 partial=
  say "building it first, as it is new or has changed"
  [ "$width" != 0 ] || say "  $stage"
  : >"$log"
  # In a group of its own, so that all of it can be stopped.
  set -m
  "$root/mvnw" -B -Dstyle.color=never -f "$root/pom.xml" -pl "$list" \
    -Dmain-only -Dmaven.jar.forceCreation package >"$log" 2>&1 </dev/null &
  maven=$!
  set +m
  exec 3<"$log"
  while kill -0 "$maven" 2>/dev/null; do
    read_log
    show_stage $((SECONDS - started))
    sleep 0.2
  done
  read_log
  exec 3<&-
  wait "$maven" || status=$?
  maven=
  [ "$width" = 0 ] || printf '\r\033[K' >&2
  [ "$status" = 0 ] || build_failed "$log"
  say "  built in $((SECONDS - started)) s"
}

read_log() {
  local line module='^\[INFO\] Building (Loosethread )?(.*[^ ]) +[^ ]+ +\[([0-9]+/[0-9]+)\]$'
  while :; do
    if ! IFS= read -r line <&3; then
      # Maven is not done with this line.
      partial="$partial$line"
      return 0
    fi
    line="$partial$line" partial=
    case "$line" in
      '[INFO] Downloaded from '*)
        downloads=$((downloads + 1))
        if [ "$width" = 0 ] && [ $((downloads % 100)) = 0 ]; then say "        $downloads files downloaded"; fi
        ;;
      '[INFO] Building '*']')
        if [[ "$line" =~ $module ]]; then
          stage="[${BASH_REMATCH[3]}] ${BASH_REMATCH[2]}"
          [ "$width" != 0 ] || say "  $stage"
        fi
        ;;
    esac
  done
}

show_stage() {
  local text="  $stage, $1 s"
  [ "$width" != 0 ] || return 0
  [ "$downloads" = 0 ] || text="$text, $downloads files downloaded"
  printf '\r\033[K%s' "${text:0:$((width - 1))}" >&2
}

build_failed() {
  local errors
  errors="$(grep '^\[ERROR\]' "$1" | grep -v -e '\[Help ' -e '[Rr]e-run Maven' -e 'For more information' \
    -e 'you can resume' -e '\] *mvn <args>' -e '^\[ERROR\] *$' | head -n 15)" || true
  say "error: the build failed:"
  # Without Maven's own lines, whatever was said last tells why it did not start.
  if [ -n "$errors" ]; then say "$errors"; else tail -n 15 "$1" >&2; fi
  say "The whole of Maven's output is in $1"
  exit "${failure:-1}"
}

keep() {
  local version module new="$built.new"
  version="$(sed -n '/<version>/{s:.*<version>\(.*\)</version>.*:\1:p;q;}' "$root/pom.xml")"
  rm -rf "$new"
  mkdir "$new"
  for module in $1; do
    cp "$root/$module/target/loosethread-$module-$version.jar" "$new/$module.jar" || fail "the build made no $module"
  done
  mv "$new" "$built"
  # Those of older sources; one of today may still run.
  find "$scripts" -mindepth 1 -maxdepth 1 -type d -mtime +1 -exec rm -rf {} +
}
