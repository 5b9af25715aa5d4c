package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in its place, which do what ffmpeg does only on bad days. */
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
    void whatItSendsIsRead() throws IOException {
        program("cat " + wav);
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals("FLAC through ffmpeg", recording.container());
            assertArrayEquals(new float[] {0.5f, 0}, Heard.all(recording));
            assertEquals(Optional.empty(), recording.warning());
        }
    }

    /** One argument for a name with everything in it that shells and options could stumble over. */
    @Test
    void aFileNameIsOneArgumentAndNeverAnOptionOrAnAddress() throws IOException {
        program("printf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "; cat " + wav);
        Recordings.open(input, folder.toString()).close();
        assertEquals(
                """
                -nostdin
                -v
                error
                -protocol_whitelist
                file
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
                Files.readString(folder.resolve("arguments")));
    }

    @Test
    void aPipeIsHandedOnByteByByte() throws IOException {
        program("cat > " + folder.resolve("piped") + "; cat " + wav);
        try (Recording recording =
                Recordings.open(new ByteArrayInputStream(FLAC), "-", null, folder.toString())) {
            assertArrayEquals(new float[] {0.5f, 0}, Heard.all(recording));
        }
        assertArrayEquals(FLAC, Files.readAllBytes(folder.resolve("piped")));
    }

    @Test
    void itsLastWordBeforeItFailsIsOurs() throws IOException {
        program("echo first >&2; echo 'file:" + "x.flac: Invalid data found' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: Invalid data found", refusal());
        program("exit 3");
        assertEquals(input + ": ffmpeg gave no sound", refusal());
        program(
                "echo \"Stream map '0:a:0' matches no streams.\" >&2; echo 'To ignore' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: there is no sound in it", refusal());
        program("cat " + silence + "; echo lost it >&2; echo '    Last message repeated' >&2");
        assertEquals(input + ": ffmpeg cannot read it: lost it", refusal());
        program("echo rubbish");
        assertEquals(input + ": ffmpeg gave no sound", refusal());
        program("exec >&-; sleep 0.2; echo 'all is lost' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: all is lost", refusal());
    }

    @Test
    void failingHalfwayIsNoEnd() throws IOException {
        program("cat " + wav + "; echo 'lost it' >&2; exit 1");
        assertEquals(input + ": ffmpeg cannot read it: lost it", refusal());
        program("cat " + wav + "; kill -9 $$");
        assertEquals(input + ": ffmpeg ended with code 137", refusal());
    }

    @Test
    void complaintsWithoutFailureAreAWarning() throws IOException {
        program("cat " + wav + "; printf 'one\\ntwo\\a' >&2");
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals(2, Heard.all(recording).length);
            assertEquals(input + ": ffmpeg said: two?", recording.warning().orElseThrow());
        }
    }

    @Test
    void complaintsWithoutEndTakeNoMemoryAndDoNotBlock() throws IOException {
        program("yes 'all is lost' | head -c 3000000 >&2; cat " + wav);
        try (Recording recording = Recordings.open(input, folder.toString())) {
            assertEquals(2, Heard.all(recording).length);
        }
        program("head -c 3000000 /dev/zero >&2; exit 1");
        assertTrue(refusal().length() < 500);
    }

    @Test
    void silenceHasAnEnd() throws IOException {
        Path program = program("sleep 1000");
        Ffmpeg impatient = new Ffmpeg(program, Duration.ofMillis(100));
        AudioException refusal =
                assertThrows(AudioException.class, () -> impatient.open(input, FLAC));
        assertEquals(input + ": ffmpeg fell silent, and was ended", refusal.getMessage());
    }

    @Test
    void closingEndsIt() throws IOException {
        Path pid = folder.resolve("pid");
        program("echo $$ > " + pid + "; cat " + wav + " /dev/zero");
        Recordings.open(input, folder.toString()).close();
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(process -> process.onExit().join());
    }

    @Test
    void isLookedForInFoldersOfThePathOnly() throws IOException {
        assertEquals(Optional.empty(), Ffmpeg.on(folder.toString()));
        Path program = program("true");
        assertEquals(program, Ffmpeg.on("/nowhere:" + folder).orElseThrow().program());
        assertEquals(Optional.empty(), Ffmpeg.on(""));
        assertEquals(Optional.empty(), Ffmpeg.on(".:\0:"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(Optional.empty(), Ffmpeg.on(folder.toString()));
    }

    @Test
    void aProgramThatDoesNotStartIsNamed() throws IOException {
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
                                Heard.all(recording);
                            }
                        })
                .getMessage();
    }
}
