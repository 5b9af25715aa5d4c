package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Replaces ffmpeg by scripts that write nothing, too little, or for ever. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FfmpegEncoderTest {

    private static final WavFormat STEREO = new WavFormat(SampleEncoding.FLOAT32, 2, 16_000);

    /** In the scripts, the last argument without "file:". */
    private static final String OUT = "for out; do :; done; out=${out#file:}; ";

    @TempDir private Path folder;
    private PartFile part;

    @BeforeEach
    void open() throws IOException {
        part = new PartFile(folder.resolve("x.flac"), false);
    }

    @AfterEach
    void close() throws IOException {
        part.close();
    }

    private FfmpegEncoder encoder(String script, String name, Optional<Path> source)
            throws IOException {
        Path program = folder.resolve("ffmpeg");
        Files.writeString(program, "#!/bin/sh\n" + OUT + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ffmpeg ffmpeg = new Ffmpeg(program, Duration.ofMillis(200));
        return new FfmpegEncoder(ffmpeg, Path.of(name), part, STEREO, source, true, "record");
    }

    private FfmpegEncoder encoder(String script) throws IOException {
        return encoder(script, "x.flac", Optional.empty());
    }

    private byte[] written() throws IOException {
        return Files.readAllBytes(part.path());
    }

    /** The name contains everything that a shell or an option parser could misread. */
    @Test
    void passesNamesAsSingleArguments() throws IOException {
        Path source = Files.write(folder.resolve("-i $(rm x) \"; echo:.mp3"), new byte[1]);
        String print = "cat > /dev/null; printf '%s\\n' \"$@\" > \"$out\"";
        try (FfmpegEncoder encoder = encoder(print, "x.mp3", Optional.of(source))) {
            encoder.finish();
        }
        String formats = new String(written());
        assertEquals(
                """
                -nostdin
                -v
                error
                -y
                -protocol_whitelist
                pipe
                -f
                wav
                -i
                pipe:0
                -protocol_whitelist
                file
                -format_whitelist
                FORMATS
                -i
                file:%s
                -map
                0:a
                -map
                1:v?
                -map
                -1:V?
                -c:v
                copy
                -map_metadata
                1
                -map_chapters
                1
                -c:a:0
                libmp3lame
                -q:a:0
                2
                -id3v2_version
                3
                -fflags
                +bitexact
                -flags:a:0
                +bitexact
                -metadata
                quietline=record
                -f
                mp3
                file:%s
                """
                        .formatted(source, part.path()),
                formats.replaceFirst("(?m)^aa,aac,.*,flac,.*$", "FORMATS"));
    }

    /** Only ffmpeg's language codes are taken from a hostile recording. */
    @Test
    void takesOnlyLettersFromTags() throws IOException {
        Path source = Files.write(folder.resolve("in.mp4"), new byte[1]);
        String answer =
                "case \"$*\" in *ffmetadata*) printf '\\n[STREAM]\\nlanguage=%s\\n'; exit;; esac;"
                        + "cat > /dev/null; printf '%%s\\n' \"$@\" > \"$out\"";
        for (String language : List.of("deu", "-i", "x -f", "DEU")) {
            String script = answer.formatted(language);
            try (FfmpegEncoder encoder = encoder(script, "x.mp4", Optional.of(source))) {
                encoder.finish();
            }
            boolean taken = new String(written()).contains("\nlanguage=" + language + "\n");
            assertEquals(language.equals("deu"), taken, language);
        }
    }

    @Test
    void appendsRecordToContainersWithoutTags() throws IOException {
        Path source = Files.write(folder.resolve("in.mp4"), new byte[1]);
        for (String name : List.of("x.m4a", "x.mov", "x.mkv", "x.webm")) {
            String copy = "[ $out != - ] || exit; cat > /dev/null; echo encoded > \"$out\"";
            try (FfmpegEncoder encoder = encoder(copy, name, Optional.of(source))) {
                encoder.finish();
            }
            boolean matroska = name.matches(".*(mkv|webm)");
            String box = matroska ? "\u00ec\u0086record" : "\0\0\0\16freerecord";
            assertEquals("encoded\n" + box, new String(written(), "ISO-8859-1"));
        }
    }

    @Test
    void stopsFfmpegThatTakesNoSound() throws IOException {
        try (FfmpegEncoder encoder = encoder("exec sleep 1000")) {
            assertThrows(
                    IOException.class,
                    () -> {
                        while (true) {
                            encoder.input().write(new byte[10_000]);
                        }
                    });
            assertEquals("x.flac: ffmpeg stalled and was stopped", encoder.failure().getMessage());
        }
    }

    @Test
    void stopsFfmpegThatDoesNotEnd() throws IOException {
        try (FfmpegEncoder encoder = encoder("cat > /dev/null; exec sleep 1000")) {
            assertRefused("x.flac: ffmpeg stalled and was stopped", encoder::finish);
        }
    }

    /** Longer than the patience of 200 ms, and a period of it more. */
    @Test
    void waitsWhileFileGrows() throws IOException {
        String slow =
                "cat > /dev/null; for i in 1 2 3 4 5 6 7 8; do echo x >> \"$out\"; sleep 0.05; done";
        try (FfmpegEncoder encoder = encoder(slow)) {
            encoder.finish();
            assertEquals(List.of(), encoder.warnings());
        }
    }

    @Test
    void tellsWhyFileCouldNotBeWritten() throws IOException {
        String[][] endings = {
            {"av_interleaved_write_frame(): No space left on device", "No space left on device"},
            {"Error writing trailer of file:/a: b: No space left", "No space left"},
            {"[out#0/mp3 @ 0x1] Error muxing a packet", "[out#0/mp3 @ 0x1] Error muxing a packet"},
        };
        for (String[] ending : endings) {
            String script = "cat > \"$out\"; echo x >> \"$out\"; echo '" + ending[0] + "' >&2";
            try (FfmpegEncoder encoder = encoder(script)) {
                assertRefused("x.flac: " + ending[1], encoder::finish);
            }
        }
        try (FfmpegEncoder encoder =
                encoder("echo '[a @ 0x1f] odd' >&2; echo second >&2; exit 3")) {
            assertRefused("x.flac: ffmpeg cannot write it: odd", encoder::finish);
        }
        try (FfmpegEncoder encoder = encoder("exit 3")) {
            assertRefused("x.flac: ffmpeg failed with exit code 3", encoder::finish);
        }
        try (FfmpegEncoder encoder = encoder("cat > /dev/null; : > \"$out\"")) {
            assertRefused("x.flac: ffmpeg wrote nothing", encoder::finish);
        }
    }

    @Test
    void warnsOfErrorsDespiteSuccess() throws IOException {
        try (FfmpegEncoder encoder = encoder("echo odd >&2; cat > /dev/null; echo x > \"$out\"")) {
            encoder.finish();
            assertEquals(List.of("x.flac: ffmpeg said: odd"), encoder.warnings());
        }
    }

    @Test
    void stopsFfmpegOnClose() throws Exception {
        Path pid = folder.resolve("pid");
        FfmpegEncoder encoder =
                encoder("echo $$ > " + pid + ".x; mv " + pid + ".x " + pid + "; cat");
        while (!Files.exists(pid)) {
            Thread.sleep(10);
        }
        encoder.close();
        long id = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false));
        assertTrue(Files.exists(part.path()));
    }
}
