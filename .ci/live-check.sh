#!/usr/bin/env bash
# Live sound through a real PulseAudio, with speakers that are none: a server of its own, on a socket
# in a temporary folder, which it also ends. Takes seven minutes or more, and installs PulseAudio with
# apt-get where it is missing. Needs the built program. Each check is a line "ok: …",
# "NOT ok: …", or "skipped: …" where it cannot be judged because the machine itself stood still.
set -uo pipefail
exec </dev/null
# Whether other work on the machine keeps players and recorders waiting is no matter of this, if there
# is a way to say so.
first=
if chrt --rr 2 true 2>/dev/null; then
    first="chrt --rr 2"
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

folder=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
failed=0
unjudged=77
server=
live=
witness=()

end() {
    [ -z "$live" ] || kill -KILL "$live" 2>/dev/null
    [ "${#witness[@]}" -eq 0 ] || kill "${witness[@]}" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
    rm -rf "$folder"
}
trap end EXIT

check() {
    local what=$1
    shift
    "$@" >"$folder/check" 2>&1
    local status=$?
    if [ "$status" -eq 0 ]; then
        echo "ok: $what: $(paste -sd ';' "$folder/check")"
    elif [ "$status" -eq "$unjudged" ]; then
        echo "skipped: $what: $(paste -sd ';' "$folder/check")"
    else
        echo "NOT ok: $what: $(tail -n 3 "$folder/check")"
        failed=$((failed + 1))
    fi
}

install_server() {
    if ! command -v pulseaudio >/dev/null || ! command -v parec >/dev/null; then
        apt-get update -qq >"$folder/apt" 2>&1 \
            && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
                pulseaudio pulseaudio-utils >>"$folder/apt" 2>&1 \
            || { tail -n 5 "$folder/apt"; echo "NOT ok: cannot install PulseAudio"; exit 1; }
    fi
}

# Null sinks count whole microseconds for each piece they are given, so at 48 kHz their clock runs up
# to a thousandth fast when pieces are cut, and is followed; at 50 kHz a sample is 20 µs.
null_sink() {
    echo "module-null-sink sink_name=$1 rate=50000 channels=2 norewinds=1"
}

start_server() {
    env HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" setsid pulseaudio -n -F "$folder/server.pa" \
        --daemonize=no --exit-idle-time=-1 --use-pid-file=no --realtime=yes --high-priority=yes \
        --log-target="file:$folder/server.log" >/dev/null 2>&1 &
    server=$!
    for _ in $(seq 100); do
        # It gives its main thread, by which all sound goes to programs, no such priority itself.
        pactl info >/dev/null 2>&1 && { chrt --rr --pid 3 "$server" >/dev/null 2>&1; return; }
        sleep 0.05
    done
    echo "NOT ok: PulseAudio does not start: $(tail -n 1 "$folder/server.log")"
    exit 1
}

# start_live OPTION…: starts the program and waits until both devices are open.
start_live() {
    : >"$folder/live.err"
    : >"$folder/live.out"
    # What a shell starts in the background does not hear Ctrl-C unless it is told to.
    env --default-signal=INT ./quietline live --input mic.monitor "$@" \
        >"$folder/live.out" 2>"$folder/live.err" &
    live=$!
    for _ in $(seq 300); do
        [ "$(grep -c 'is open' "$folder/live.err")" -ge 2 ] && return
        sleep 0.1
    done
    echo "NOT ok: no live session: $(cat "$folder/live.err")"
    failed=$((failed + 1))
}

# Ends it as Ctrl-C does; says how long that took and with what code.
end_live() {
    local begun=$EPOCHREALTIME code ended
    kill -INT "$live"
    wait "$live"
    code=$?
    ended=$EPOCHREALTIME
    live=
    stopped="exit code $code after $(((${ended/./} - ${begun/./}) / 1000)) ms"
    echo "$stopped"
    [ "$code" -eq 0 ] && [ $(((${ended/./} - ${begun/./}) / 1000)) -le 200 ]
}

# play FILE SOURCE RECORDING: into the microphone, while what SOURCE gives is recorded.
play() {
    $first parecord -d "$2" --rate=16000 --channels=1 --format=s16le --latency-msec=100 "$3" &
    local recorder=$!
    sleep 0.3
    $first paplay -d mic --latency-msec=500 "$1"
    sleep 0.5
    kill -INT "$recorder"
    wait "$recorder"
}

play_watched() {
    local watching
    watch_time &
    watching=$!
    play "$folder/noisy.wav" spk.monitor "$folder/heard.wav"
    kill "$watching"
    wait "$watching"
}

# low_latency MOST_MS SOURCE OPTION…: a session that is within it, or else the third; for measured to
# tell. Not judged if meanwhile a processor of the machine stood still for as long as the reserve.
low_latency() {
    local most=$1 source=$2 attempt
    shift 2
    for attempt in 1 2 3; do
        start_live --latency low --strength 0 "$@"
        sleep 5
        witness_begins
        hear latency "$most" "$source" >"$folder/latency" 2>&1
        in_time=$?
        witness_ends
        [ "$gap" -lt 16 ] || echo "a processor stood still for $gap ms" >>"$folder/latency"
        if [ "$in_time" -eq 0 ] || [ "$attempt" -eq 3 ]; then
            break
        fi
        echo "once more: $(paste -sd ';' "$folder/latency")"
        end_live >/dev/null
    done
}

measured() {
    cat "$folder/latency"
    [ "$in_time" -eq 0 ] || [ "$gap" -lt 16 ] || return "$unjudged"
    return "$in_time"
}

# Each second: the time, how many nanoseconds of a processor the program has had, and how many
# hundredths of a second of all processors the machine did without because others had them.
watch_time() {
    local stolen
    while sleep 1; do
        read -r _ _ _ _ _ _ _ _ stolen _ </proc/stat
        cat "/proc/$live/task/"*/schedstat 2>/dev/null \
            | awk -v now="$EPOCHREALTIME" -v stolen="$stolen" \
                '{ ns += $1 } END { printf "%s %.0f %s\n", now, ns, stolen }'
    done >"$folder/time"
}

# count NAME: its last value in the lines of JSON.
count() {
    tail -n 1 "$folder/live.out" | grep -o "\"$1\": [-0-9.]*" | grep -o '[-0-9.]*$'
}

nothing_lost() {
    local name all=
    for name in droppedHops overruns underruns inputReconnects outputReconnects; do
        all="$all $name $(count $name)"
    done
    echo "hops $(count hops),$all; processing $(count processingP50Micros) µs," \
        "99 % in $(count processingP99Micros); latency shown $(count latencyMillis) ms"
    [ -z "$(echo "$all" | grep -o ' [1-9][0-9]*')" ]
}

# Of a hundred parts of all processors' time in that minute, those that others took from the machine.
taken() {
    awk -v processors="$(nproc)" '
        NR == 1 { time = $1; stolen = $3 }
        END { printf "%.0f", ($3 - stolen) / ($1 - time) / processors }' "$folder/time"
}

# while_awake COMMAND…: what fails is not judged if meanwhile a processor of the machine stood still
# for half of the reserve, or the machine had to do without a tenth of its time.
while_awake() {
    "$@"
    local status=$?
    echo "a processor stood still for $gap ms at most, $(taken) % of their time were others'"
    [ "$status" -eq 0 ] || { [ "$gap" -lt 125 ] && [ "$(taken)" -lt 10 ]; } || return "$unjudged"
    return "$status"
}

# 3 % of a core. The program is charged with more while others take processors away, so the seconds
# in which they took nothing count; were there not ten of them, too much cannot be judged.
little_time() {
    awk -v unjudged=$unjudged -v hop="$(count processingP50Micros)" '
        NR > 1 && $2 >= ns {
            share = ($2 - ns) / ($1 - time) / 1e6
            all += share
            seconds++
            if ($3 - stolen <= 1) { calm += share; calmSeconds++ }
        }
        { time = $1; ns = $2; stolen = $3 }
        END {
            mean = all / seconds
            quiet = calmSeconds ? calm / calmSeconds : 0
            printf "%.1f of 30 ‰ in the %d of %d seconds in which nobody took processors away,", \
                quiet, calmSeconds, seconds
            printf " %.1f in all; of that hops take %.1f\n", mean, hop / 16
            exit calmSeconds >= 10 ? quiet > 30 : mean > 30 ? unjudged : 0
        }' "$folder/time"
}

witness_begins() {
    local processor
    [ -n "$first" ] || return
    for processor in $(seq 0 $(($(nproc) - 1))); do
        $first taskset -c "$processor" \
            "$java" -XX:TieredStopAtLevel=1 -cp "$folder/classes" LiveCheck witness \
            >"$folder/gap.$processor" 2>/dev/null &
        witness+=($!)
    done
}

witness_ends() {
    gap=0
    [ "${#witness[@]}" -gt 0 ] || return
    kill "${witness[@]}"
    wait "${witness[@]}"
    witness=()
    gap=$(sort -n "$folder"/gap.* | tail -n 1)
}

modules() {
    echo "$(pactl list short modules | grep -c quietline) modules of ours"
    [ "$(pactl list short modules | grep -c quietline)" -eq "$1" ]
}

says() {
    grep -F "$1" "$folder/live.err"
}

./quietline --version >/dev/null 2>&1 || { echo "NOT ok: the program does not build"; exit 1; }
install_server
mkdir -p "$folder/run" "$folder/home" "$folder/classes"
chmod 700 "$folder/run"
export PULSE_SERVER=unix:$folder/run/pulse.sock
{
    echo "load-module module-native-protocol-unix socket=$folder/run/pulse.sock auth-anonymous=1"
    echo "load-module $(null_sink mic)"
    echo "load-module $(null_sink spk)"
    echo "set-default-source mic.monitor"
    echo "set-default-sink spk"
} >"$folder/server.pa"
"${java}c" -d "$folder/classes" .ci/LiveCheck.java || exit 1
hear() {
    $first "$java" -XX:TieredStopAtLevel=1 -cp "$folder/classes" LiveCheck "$@"
}
start_server

hear make 62 "$folder/noisy.wav" samples/street.wav samples/fan.wav samples/keyboard.wav
hear make 12 "$folder/short.wav" samples/street.wav samples/fan.wav
for file in noisy short; do
    ./quietline enhance -q "$folder/$file.wav" -o "$folder/$file.offline.wav" 2>/dev/null
done
check "the devices are listed" sh -c './quietline devices 2>/dev/null | grep "^\* .*mic.monitor"'

# With all the reserve there is, because not one late moment of a busy machine is allowed in that
# minute: neither ours nor one of the server, the player or the recorder. Hence also up to three
# minutes, of which one has to be right in all.
for attempt in 1 2 3; do
    witness_begins
    start_live --output spk --buffer 4000 --stats-interval 5 --force \
        --record-output "$folder/kept.wav"
    # Until then Java is compiling.
    sleep 60
    play_watched
    # So that the last line of JSON tells of all of it.
    sleep 5.5
    witness_ends
    if [ "$attempt" -eq 3 ] || { nothing_lost \
        && hear same "$folder/noisy.offline.wav" "$folder/heard.wav" "$folder/noisy.wav"; } \
        >"$folder/attempt" 2>&1; then
        break
    fi
    echo "once more: $(paste -sd ';' "$folder/attempt")"
    end_live >/dev/null
done
check "a minute of speech is what it is offline" \
    while_awake hear same "$folder/noisy.offline.wav" "$folder/heard.wav" "$folder/noisy.wav"
check "no hop lost in it" while_awake nothing_lost
check "processor time with all the reserve there is, thousandths of one core" little_time
check "Ctrl-C ends it" end_live
check "its recording is complete" \
    while_awake hear same "$folder/noisy.offline.wav" "$folder/kept.wav" "$folder/noisy.wav"

start_live --output spk --stats-interval 5
sleep 60
play_watched
sleep 5.5
check "processor time as it is without options" little_time
check "Ctrl-C ends it" end_live

# A late moment of someone else's makes the delay longer for a while, so the best of three counts.
low_latency 80 spk.monitor --output spk
check "latency from microphone to speaker" measured
kill "$server"
wait "$server"
sleep 1
start_server
check "after the server's restart sound is back" hear returns 1
check "and it was said" says "the sound server has gone"
pactl unload-module "$(pactl list short modules | sed -n 's/\t.*sink_name=spk.*//p')"
sleep 1
pactl load-module $(null_sink spk) >/dev/null
check "after the speaker's return sound is back" hear returns 1
pactl unload-module "$(pactl list short modules | sed -n 's/\t.*sink_name=mic.*//p')"
sleep 1
pactl load-module $(null_sink mic) >/dev/null
check "after the microphone's return sound is back" hear returns 1
check "and it was said" says "the device has gone"
check "Ctrl-C ends it" end_live

for attempt in 1 2 3; do
    start_live --virtual-mic --buffer 4000
    sleep 5
    [ "$attempt" -gt 1 ] || check "a microphone for other programs" modules 2
    play "$folder/short.wav" quietline_microphone "$folder/heard.wav"
    if [ "$attempt" -eq 3 ] || hear same "$folder/short.offline.wav" "$folder/heard.wav" \
        "$folder/short.wav" >"$folder/attempt" 2>&1; then
        break
    fi
    echo "once more: $(<"$folder/attempt")"
    end_live >/dev/null
done
check "which gives what offline enhancement gives" \
    hear same "$folder/short.offline.wav" "$folder/heard.wav" "$folder/short.wav"
check "Ctrl-C ends it" end_live
check "and removes it" modules 0
start_live --virtual-mic="Another" --latency low
kill -KILL "$live"
wait "$live" 2>/dev/null
live=
check "what a crash leaves" modules 2
start_live --virtual-mic
check "is removed at the next start" modules 2
end_live >/dev/null
low_latency 100 quietline_microphone --virtual-mic
check "latency to another program" measured
check "Ctrl-C ends it" end_live

[ "$failed" -eq 0 ]
