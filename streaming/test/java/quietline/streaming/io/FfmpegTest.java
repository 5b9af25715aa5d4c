package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Replaces ffmpeg by scripts that fail in various ways. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FfmpegTest {

    private static final byte[] FLAC = "fLaC, or what passes for it".getBytes();

    @TempDir private Path folder;
    private Path wav;
    private Path silence;
    private Path input;

    @BeforeEach
    void writeFiles() throws IOException {
        wav = Files.write(folder.resolve("some.wav"), WavBytes.pcm16((short) 16_384, (short) 0));
        silence = Files.write(folder.resolve("none.wav"), WavBytes.pcm16());
        input = Files.write(folder.resolve("-i $(rm x) \"; echo:.flac"), FLAC);
    }

    @Test
    void readsOutputOfFfmpeg() throws IOException {
        program("cat " + wav);
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals("FLAC through ffmpeg", recording.container());
            assertArrayEquals(new float[] {0.5f, 0}, Samples.readAll(recording));
            assertEquals(Optional.empty(), recording.warning());
        }
    }

    /** The name contains everything that a shell or an option parser could misread. */
    @Test
    void passesFileNameAsOneArgument() throws IOException {
        program("printf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "; cat " + wav);
        Recordings.open(input, folder.toString()).close();
        assertEquals(
                """
                -nostdin
                -timelimit
                600
                -v
                error
                -protocol_whitelist
                file
                -format_whitelist
                FORMATS
                -i
                file:%s
                -map
                0:a:0
                -c:a
                pcm_f32le
                -fflags
                +bitexact
                -f
                wav
                -
                """
                        .formatted(input),
                Files.readString(folder.resolve("arguments"))
                        .replaceFirst("(?m)^aa,aac,.*,flac,.*$", "FORMATS"));
    }

    /** Playlists, lists of files and image sequences make ffmpeg open other files. */
    @Test
    void allowsNoFormatThatOpensOtherFiles() throws IOException {
        program("printf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "; cat " + wav);
        Recordings.open(input, folder.toString()).close();
        List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
        String formats = arguments.get(arguments.indexOf("-format_whitelist") + 1);
        assertTrue(Set.of(formats.split(",")).containsAll(Set.of("mov", "matroska", "mp3")));
        for (String format :
                List.of("hls", "dash", "concat", "image2", "imf", "sdp", "lavfi", "srt", "tty")) {
            assertFalse(Set.of(formats.split(",")).contains(format), format);
        }
    }

    @Test
    void feedsPipeUnchanged() throws IOException {
        program("cat > " + folder.resolve("piped") + "; cat " + wav);
        try (Recording recording =
                Recordings.open(new ByteArrayInputStream(FLAC), "-", null, folder.toString())) {
            assertArrayEquals(new float[] {0.5f, 0}, Samples.readAll(recording));
        }
        assertArrayEquals(FLAC, Files.readAllBytes(folder.resolve("piped")));
    }

    @Test
    void reportsLastErrorLineOfFfmpeg() throws IOException {
        program("echo first >&2; echo 'file:" + "x.flac: Invalid data found' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: Invalid data found", refusal());
        program("echo 'file:/a: b/x.mp3: could not find it' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: could not find it", refusal());
        program("exit 3");
        assertEquals(input + ": ffmpeg returned no audio", refusal());
        program(
                "echo \"Stream map '0:a:0' matches no streams.\" >&2; echo 'To ignore' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: it contains no audio", refusal());
        program("cat " + silence + "; echo lost it >&2; echo '    Last message repeated' >&2");
        assertEquals(input + ": ffmpeg cannot read it: lost it", refusal());
        program("echo rubbish");
        assertEquals(input + ": ffmpeg returned no audio", refusal());
        program("exec >&-; sleep 0.2; echo 'all is lost' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: all is lost", refusal());
    }

    @Test
    void reportsFailureAfterSomeAudio() throws IOException {
        program("cat " + wav + "; echo 'lost it' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: lost it", refusal());
        program("cat " + wav + "; kill -9 $$");
        assertEquals(input + ": ffmpeg failed with exit code 137", refusal());
    }

    @Test
    void warnsOfErrorsDespiteSuccess() throws IOException {
        program("cat " + wav + "; printf 'one\\ntwo\\a' >&2");
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals(2, Samples.readAll(recording).length);
            assertEquals(input + ": ffmpeg said: two?", recording.warning().orElseThrow());
        }
    }

    @Test
    void survivesEndlessErrorOutput() throws IOException {
        program("yes 'all is lost' | head -c 3000000 >&2; cat " + wav);
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals(2, Samples.readAll(recording).length);
        }
        program("head -c 3000000 /dev/zero >&2; exit 1");
        assertTrue(refusal().length() < 500);
    }

    @Test
    void stopsStalledFfmpeg() throws IOException {
        Path program = program("sleep 1000");
        Ffmpeg impatient = new Ffmpeg(program, Duration.ofMillis(100));
        assertRefused(
                input + ": ffmpeg stalled and was stopped", () -> impatient.open(input, FLAC));
    }

    @Test
    void stopsFfmpegThatTrickles() throws IOException {
        Path program =
                program("cat " + endless() + "; while :; do printf x || exit; sleep 0.01; done");
        Ffmpeg impatient = new Ffmpeg(program, Duration.ofMillis(200));
        assertRefused(
                input + ": ffmpeg stalled and was stopped",
                () -> {
                    try (Recording recording = impatient.open(input, FLAC)) {
                        Samples.readAll(recording);
                    }
                });
    }

    @Test
    void refusesFarMoreAudioThanFileCanHold() throws IOException {
        Path start = endless();
        int most = 8192 * FLAC.length;
        program("cat " + start + "; head -c " + most + " /dev/zero");
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals(most / Float.BYTES, Samples.readAll(recording).length);
        }
        program("cat " + start + "; head -c " + (most + Float.BYTES) + " /dev/zero");
        assertEquals(
                input
                        + ": ffmpeg decodes it to more than 8,192 times its size, which no"
                        + " recording needs",
                refusal());
        try (Recording piped =
                Recordings.open(new ByteArrayInputStream(FLAC), "-", null, folder.toString())) {
            assertEquals(most / Float.BYTES + 1, Samples.readAll(piped).length);
        }
    }

    /** The beginning of a WAV stream without an end. */
    private Path endless() throws IOException {
        WavFormat format = new WavFormat(SampleEncoding.FLOAT32, 1, 48_000);
        return Files.write(folder.resolve("endless"), Samples.piped(format, -1, List.of()));
    }

    @Test
    void namesForbiddenFormat() throws IOException {
        program(
                "echo \"[hls @ 0x557] Format not on whitelist 'mp3'\" >&2;"
                        + " echo 'file:x.mp3: Invalid argument' >&2; exit 1");
        assertEquals(
                input + ": ffmpeg cannot read it: 'hls' is not a container of audio or video",
                refusal());
    }

    @Test
    void stopsFfmpegOnClose() throws IOException {
        Path pid = folder.resolve("pid");
        program("echo $$ > " + pid + "; cat " + wav + " /dev/zero");
        Recordings.open(input, folder.toString()).close();
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(process -> process.onExit().join());
    }

    @Test
    void searchesOnlyFoldersOfPath() throws IOException {
        assertEquals(Optional.empty(), Ffmpeg.on(folder.toString()));
        Path program = program("true");
        assertEquals(program, Ffmpeg.on("/nowhere:" + folder).orElseThrow().program());
        assertEquals(Optional.empty(), Ffmpeg.on(""));
        assertEquals(Optional.empty(), Ffmpeg.on(".:\0:"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(Optional.empty(), Ffmpeg.on(folder.toString()));
    }

    @Test
    void namesProgramThatCannotStart() throws IOException {
        Path program = program("");
        Files.writeString(program, "#!/there/is/no/such/shell\n");
        assertTrue(refusal().startsWith(input + ": cannot start " + program + ": "), refusal());
        assertFalse(refusal().contains("\n"));
    }

    private Path program(String script) throws IOException {
        Path program = folder.resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String refusal() {
        return assertThrows(
                        AudioException.class,
                        () -> {
                            try (Recording recording = Recordings.open(input, folder.toString())) {
                                Samples.readAll(recording);
                            }
                        })
                .getMessage();
    }
}
