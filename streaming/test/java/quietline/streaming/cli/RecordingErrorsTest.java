package quietline.streaming.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.streaming.io.WavBytes;

/**
 * Every recording that cannot be read: the file, what stderr says. What ffmpeg may be asked is in
 * {@link ProcessErrorsTest}.
 */
@DisabledOnOs(OS.WINDOWS)
class RecordingErrorsTest {

    private static final byte[] SOUND = {1, 2, 3, 4};

    @TempDir private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        byte[] good = WavBytes.pcm16(Noise.shorts(1, 16_000));
        file("good.wav", good);
        file("half.wav", WavBytes.pcm16(Noise.shorts(1, 8000)));
        file("stereo.wav", WavBytes.pcm16(2, 16_000, Noise.shorts(1, 32_000)));
        file("slow.wav", WavBytes.pcm16(1, 8000, Noise.shorts(1, 8000)));
        file("empty.wav");
        file("soundless.wav", WavBytes.pcm16());
        text("cut.wav", "RIFF");
        text("headless.wav", "RIFF....WAVE");
        file("nofmt.wav", new WavBytes().chunk("data", SOUND).riff());
        file("nodata.wav", new WavBytes().chunk("fmt ", WavBytes.fmt(1, 1, 8000, 16)).riff());
        file("short.wav", Arrays.copyOf(good, 30));
        file("inside.wav", new WavBytes().chunk("LIST", 100, SOUND).riff());
        wav("none.fmt", WavBytes.fmt(1, 0, 8000, 16));
        wav("many.fmt", WavBytes.fmt(1, 65, 8000, 16));
        wav("still.fmt", WavBytes.fmt(1, 1, 0, 16));
        wav("fast.fmt", WavBytes.fmt(1, 1, 768_001, 16));
        wav("low.fmt", WavBytes.fmt(1, 1, 7999, 16));
        wav("high.fmt", WavBytes.fmt(1, 1, 192_001, 16));
        byte[] block = WavBytes.fmt(1, 1, 8000, 16);
        block[12] = 3;
        wav("block.fmt", block);
    }

    private static void file(String name, byte... contents) throws IOException {
        Files.write(folder.resolve(name), contents);
    }

    private static void text(String name, String contents) throws IOException {
        file(name, contents.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void wav(String name, byte[] fmt) throws IOException {
        file(name, WavBytes.of(fmt, SOUND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    @none.wav     | no such file
                    @empty.wav    | is empty, expected a recording
                    @cut.wav      | is not a WAV file: begins with "RIFF....", expected "RIFF....WAVE"
                    @headless.wav | has no data chunk
                    @nofmt.wav    | has no fmt chunk before its data chunk
                    @nodata.wav   | has no data chunk
                    @short.wav    | its fmt chunk has 10 bytes, expected 16 or more
                    @inside.wav   | ends inside its LIST chunk, before its audio
                    @none.fmt     | has 0 channels, expected 1 to 64
                    @many.fmt     | has 65 channels, expected 1 to 64
                    @still.fmt    | has a sample rate of 0 Hz, expected 1 to 768000
                    @fast.fmt     | has a sample rate of 768001 Hz, expected 1 to 768000
                    @block.fmt    | has a block size of 3 bytes, expected 2 (channels: 1, bits: 16)
                    """)
    void refusesRecordings(String file, String trouble) throws IOException {
        check("enhance " + file, file, trouble);
        check("plot %s -o @x.png".formatted(file), file, trouble);
        check("compare @good.wav " + file, file, trouble);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    enhance @dir                  | @dir           | contains no recordings
                    enhance --dry-run @none.wav   | @none.wav      | no such file
                    enhance @low.fmt              | @low.fmt       | has a sample rate of 7999 Hz, expected 8000 to 192000
                    enhance @high.fmt             | @high.fmt      | has a sample rate of 192001 Hz, expected 8000 to 192000
                    enhance @good.wav --start 2   | @good.wav      | lasts only 1.000 s, but --start is 2.000 s
                    enhance @good.wav --start 1   | @good.wav      | lasts only 1.000 s, but --start is 1.000 s
                    enhance --files-from @none    | @none          | no such file
                    enhance --files-from @dir     | @dir           | is a folder, expected a list of files
                    enhance --files-from @empty.wav | @empty.wav   | contains no names of files
                    enhance --files-from @good.wav | @good.wav     | is not text; for names that end in NUL characters use --null
                    compare @good.wav @dir        | @dir           | is a folder, expected a recording
                    compare @good.wav @slow.wav   | @slow.wav      | has a sample rate of 8000 Hz, expected 16000 as in @good.wav
                    compare @good.wav @stereo.wav | @stereo.wav    | has a channel count of 2, expected 1 as in @good.wav
                    compare @good.wav @half.wav   | @half.wav      | lasts 0.500 s, expected 1.000 s as in @good.wav
                    plot @good.wav @half.wav -o @x.png | @half.wav | lasts 0.500 s, expected 1.000 s as in @good.wav
                    compare @soundless.wav @good.wav | @soundless.wav | contains no audio
                    plot @dir -o @x.png           | @dir           | is a folder, expected a recording
                    plot @soundless.wav -o @x.png | @soundless.wav | contains no audio
                    """)
    void refusesRecordingsForOneCommand(String command, String file, String trouble)
            throws IOException {
        check(command, file, trouble);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    enhance /dev/zero -o @x.wav                  | is a device, expected a recording
                    enhance /dev/null -o @x.wav                  | is a device, expected a recording
                    enhance --raw=u8:8000:1 /dev/zero -o @x.wav  | is a device, expected a file of raw samples
                    compare /dev/zero @good.wav                  | is a device, expected a recording
                    plot /dev/zero -o @x.png                     | is a device, expected a recording
                    """)
    void refusesDevices(String command, String trouble) throws IOException {
        check(command, command.replaceFirst(".*(/dev/\\w+).*", "$1"), trouble);
    }

    private static void check(String command, String file, String trouble) throws IOException {
        new ErrorTable(folder).check(command, 1, file + ": " + trouble);
    }
}
