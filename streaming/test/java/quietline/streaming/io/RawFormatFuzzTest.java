package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any raw format is refused in one line, or reads all samples of any bytes. An input begins with
 * the length of the format's text.
 */
class RawFormatFuzzTest {

    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "s16le:16000:1",
        "u8:",
        "s8:",
        "s24be:",
        "s32le:",
        "f32be:",
        "f64le:",
        "alaw:",
        "mulaw:",
        ":768000:64"
    })
    void readsOrRefusesAnyBytes(byte[] input) throws IOException {
        check(input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierInputs(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    static List<Path> inputs() throws IOException, URISyntaxException {
        return FuzzLimits.inputs(RawFormatFuzzTest.class);
    }

    private static void check(byte[] input) throws IOException {
        int length = input.length == 0 ? 0 : Math.min(input[0] & 0xff, input.length - 1);
        int begin = Math.min(1, input.length);
        String text = new String(input, begin, length, StandardCharsets.UTF_8);
        byte[] sound = Arrays.copyOfRange(input, begin + length, input.length);
        FuzzLimits.check(input.length, () -> read(text, sound));
    }

    private static void read(String text, byte[] sound) throws IOException {
        RawFormat format;
        try {
            format = RawFormat.parse(text);
        } catch (AudioException refusal) {
            // The text may have any printable characters.
            assertTrue(refusal.getMessage().chars().noneMatch(Character::isISOControl));
            return;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(sound);
        try (Recording recording = Recordings.raw(in, "x", format)) {
            int samples = sound.length / format.format().instantBytes() * recording.channels();
            assertEquals(samples, Samples.readAll(recording).length);
        }
    }
}
