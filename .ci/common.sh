# What .ci/run, .ci/slow and .ci/live share; sourced by them from the root of the project.
# Every check is one line, "ok: …", "NOT ok: …" or "skipped: …", and counts as one test.

passed=0
failed=0
skipped=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

published=()
if [ -d ../shared/upstream ]; then
    published=("-Dquietline.published=$(cd ../shared/upstream && pwd)")
fi

# install PACKAGE…: the Debian packages, from the archive.
install() {
    [ "$#" -gt 0 ] || return 0
    apt-get update -qq >"$work/apt" 2>&1 \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
            >>"$work/apt" 2>&1 \
        || { tail -n 5 "$work/apt"; echo "cannot install $*"; exit 1; }
}

# Installs what is missing of the tools that every check needs.
install_tools() {
    local missing=()
    [ -n "$(jdk 17)" ] || missing+=(openjdk-17-jdk-headless)
    command -v mvn >/dev/null || missing+=(maven)
    command -v ffmpeg >/dev/null || missing+=(ffmpeg)
    command -v sox >/dev/null || missing+=(sox)
    command -v pulseaudio >/dev/null || missing+=(pulseaudio)
    command -v parec >/dev/null || missing+=(pulseaudio-utils)
    # Tests ask a fake RealtimeKit on a bus of their own.
    command -v dbus-daemon >/dev/null || missing+=(dbus-daemon)
    # Pictures contain text.
    [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] \
        || missing+=(fontconfig fonts-dejavu-core)
    install "${missing[@]}"
    java17=$(jdk 17)
    java25=$(jdk 25)
    export JAVA_HOME=$java17
}

# Prints the home of the JDK of this version, or nothing.
jdk() {
    local release
    for release in /usr/lib/jvm/*/release; do
        if grep -qs "^JAVA_VERSION=\"$1[.\"]" "$release" && [ -x "${release%/*}/bin/javac" ]; then
            printf '%s\n' "${release%/*}"
            return
        fi
    done
}

# suite TITLE JDK ARGUMENT…: runs Maven on this JDK and adds its tests to the counts.
suite() {
    local title=$1 home=$2 log="$work/suite" started=$SECONDS status sums
    shift 2
    rm -rf {src,streaming,streaming/tarsosdsp,streaming/spark}/target/surefire-reports
    JAVA_HOME=$home mvn -B -ntp -Dmaven.test.failure.ignore=true "${published[@]}" "$@" >"$log" 2>&1
    status=$?
    read -r -a sums < <(cat {src,streaming,streaming/tarsosdsp,streaming/spark}/target/surefire-reports/TEST-*.xml \
        2>/dev/null | awk '
        function count(what) {
            return match($0, " " what "=\"[0-9]+\"") \
                ? substr($0, RSTART + length(what) + 3, RLENGTH - length(what) - 4) + 0 : 0
        }
        /<testsuite / {
            bad += count("errors") + count("failures")
            left += count("skipped")
            all += count("tests")
        }
        END { print all - bad - left, bad + 0, left + 0 }
    ')
    echo "$title: ${sums[0]} passed, ${sums[1]} failed, ${sums[2]} skipped ($((SECONDS - started)) s)"
    if [ "$status" -ne 0 ] || [ "${sums[1]}" -gt 0 ] || [ "${sums[0]}" -eq 0 ]; then
        grep -E '^\[ERROR\]' "$log" | head -n 40
        # A build that breaks before any test fails is a failure too.
        [ "${sums[1]}" -gt 0 ] || sums[1]=1
    fi
    passed=$((passed + sums[0]))
    failed=$((failed + sums[1]))
    skipped=$((skipped + sums[2]))
}

# check TITLE COMMAND…: one test, passed if the command succeeds.
check() {
    local title=$1
    shift
    if "$@" >"$work/check" 2>&1; then
        echo "ok: $title$(sed -n 's/^says /: /p' "$work/check" | paste -sd ';')"
        passed=$((passed + 1))
    else
        echo "NOT ok: $title"
        tail -n 5 "$work/check"
        failed=$((failed + 1))
    fi
}

# exits CODE COMMAND…: succeeds if the command ends with this code and one line on stderr.
exits() {
    local expected=$1 actual
    shift
    "$@" 2>"$work/stderr"
    actual=$?
    cat "$work/stderr"
    [ "$actual" -eq "$expected" ] && [ "$(grep -c '^quietline: ' "$work/stderr")" -eq 1 ]
}

# Ends a script: prints the counts; fails if a check failed or none ran.
finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
