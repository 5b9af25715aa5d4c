package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFormatTest {

    @ParameterizedTest
    @CsvSource({
        "u8:8000:1,    PCM8,    C0",
        "s8:8000:1,    PCM8,    40",
        "s16le:8000:1, PCM16,   00 40",
        "s16be:8000:1, PCM16,   40 00",
        "s24le:8000:1, PCM24,   00 00 40",
        "s24be:8000:1, PCM24,   40 00 00",
        "s32le:8000:1, PCM32,   00 00 00 40",
        "s32be:8000:1, PCM32,   40 00 00 00",
        "f32le:8000:1, FLOAT32, 00 00 00 3F",
        "f32be:8000:1, FLOAT32, 3F 00 00 00",
        "f64le:8000:1, FLOAT64, 00 00 00 00 00 00 E0 3F",
        "F64BE:8000:1, FLOAT64, 3F E0 00 00 00 00 00 00",
    })
    void decodesEveryLayout(String text, SampleEncoding encoding, String bytes) throws IOException {
        assertRead(text, encoding, 0.5f, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "alaw:8000:1,  ALAW,  AA, 0.984375",
        "mulaw:8000:1, MULAW, 80, 0.98034668",
        "mulaw:8000:1, MULAW, 7F, 0",
    })
    void decodesTelephony(String text, SampleEncoding encoding, String bytes, float sample)
            throws IOException {
        assertRead(text, encoding, sample, bytes);
    }

    @Test
    void knowsHowLongAFileIs(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("x.raw"), new byte[4001]);
        try (Recording recording = Recordings.raw(file, RawFormat.parse("s16le:8000:2"))) {
            assertEquals(1000, recording.expectedInstants());
            assertEquals(2000, Samples.readAll(recording).length);
        }
    }

    private static void assertRead(String text, SampleEncoding encoding, float sample, String bytes)
            throws IOException {
        String[] parts = bytes.split(" ");
        byte[] twice = new byte[2 * parts.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = (byte) Integer.parseInt(parts[i % parts.length], 16);
        }
        RawFormat format = RawFormat.parse(text);
        assertEquals(new WavFormat(encoding, 1, 8000), format.format());
        try (Recording recording = Recordings.raw(new ByteArrayInputStream(twice), "-", format)) {
            assertEquals(-1, recording.promisedInstants());
            assertArrayEquals(new float[] {sample, sample}, Samples.readAll(recording), 1e-8f);
        }
    }

    @Test
    void showsNoControlCharacters() {
        assertRefused(
                "s16le:8000:1??[2J?: invalid number of channels '1??[2J?'",
                () -> RawFormat.parse("s16le:8000:1\n\u001b[2J\u202e"));
    }
}
