package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingsTest {

    private static final float[] SAMPLES = {0.5f, -1, 0, 0.25f};
    private static final String NO_PROGRAMS = "";

    @TempDir private Path folder;

    /** Files that contain {@link #SAMPLES}. */
    static Stream<Arguments> files() {
        byte[] s8 = {0x40, -128, 0, 0x20};
        byte[] s16 = {0x40, 0, -128, 0, 0, 0, 0x20, 0};
        byte[] l16 = {0, 0x40, 0, -128, 0, 0, 0, 0x20};
        byte[] s24 = {0x40, 0, 0, -128, 0, 0, 0, 0, 0, 0x20, 0, 0};
        byte[] s32 = {0x40, 0, 0, 0, -128, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0};
        byte[] f32 = {0x3f, 0, 0, 0, -65, -128, 0, 0, 0, 0, 0, 0, 0x3e, -128, 0, 0};
        return Stream.of(
                Arguments.of("WAV", "PCM16", 1, WavBytes.of(WavBytes.fmt(1, 1, 16_000, 16), l16)),
                Arguments.of("AIFF", "PCM8", 2, BigEndianBytes.aiff(2, 8, s8)),
                Arguments.of("AIFF", "PCM16", 2, BigEndianBytes.aiff(2, 16, s16)),
                Arguments.of("AIFF", "PCM24", 1, BigEndianBytes.aiff(1, 24, s24)),
                Arguments.of("AIFF", "PCM32", 2, BigEndianBytes.aiff(2, 32, s32)),
                Arguments.of("AIFF", "PCM16", 4, BigEndianBytes.aifc(4, 16, "NONE", s16)),
                Arguments.of("AU", "PCM8", 1, BigEndianBytes.au(2, 1, s8.length, s8)),
                Arguments.of("AU", "PCM16", 2, BigEndianBytes.au(3, 2, s16.length, s16)),
                Arguments.of("AU", "PCM24", 1, BigEndianBytes.au(4, 1, s24.length, s24)),
                Arguments.of("AU", "PCM32", 1, BigEndianBytes.au(5, 1, s32.length, s32)),
                Arguments.of("AU", "FLOAT32", 1, BigEndianBytes.au(6, 1, f32.length, f32)),
                Arguments.of("AU", "PCM16", 1, BigEndianBytes.au(3, 1, -1, s16)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("files")
    void recognisesFilesByContent(
            String container, SampleEncoding encoding, int channels, byte[] file)
            throws IOException {
        Path path = Files.write(folder.resolve("misleading.mp3"), file);
        for (Recording recording :
                new Recording[] {
                    Recordings.open(path, NO_PROGRAMS),
                    Recordings.open(new ByteArrayInputStream(file), "-", null, NO_PROGRAMS)
                }) {
            try (recording) {
                assertEquals(container, recording.container());
                assertEquals(new WavFormat(encoding, channels, 16_000), recording.format());
                assertArrayEquals(SAMPLES, Samples.readAll(recording));
                assertEquals(Optional.empty(), recording.warning());
            }
        }
    }

    @Test
    void readsTelephonyInAuAndAiff() throws IOException {
        byte[] loudest = {(byte) 0x80, 0};
        byte[] loudestA = {(byte) 0xaa, 0x2a};
        assertLoudest("AU", SampleEncoding.MULAW, BigEndianBytes.au(1, 1, 2, loudest));
        assertLoudest("AU", SampleEncoding.ALAW, BigEndianBytes.au(27, 1, 2, loudestA));
        assertLoudest("AIFF", SampleEncoding.MULAW, BigEndianBytes.aifc(1, 16, "ulaw", loudest));
    }

    private static void assertLoudest(String container, SampleEncoding encoding, byte[] file)
            throws IOException {
        try (Recording recording = open(file)) {
            assertEquals(container, recording.container());
            assertEquals(encoding, recording.format().encoding());
            assertArrayEquals(new float[] {0.98f, -0.98f}, Samples.readAll(recording), 0.005f);
        }
    }

    /** As a pipe that has nothing more for a moment. */
    private static InputStream byteByByte(byte[] file) {
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] into, int offset, int count) {
                return super.read(into, offset, Math.min(count, 1));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("files")
    void readsPipesThatPause(String container, SampleEncoding encoding, int channels, byte[] file)
            throws IOException {
        try (Recording recording = Recordings.open(byteByByte(file), "-", null, NO_PROGRAMS)) {
            assertArrayEquals(SAMPLES, Samples.readAll(recording));
        }
    }

    @Test
    void readsAiffOfUnknownLengthToItsEnd() throws IOException {
        byte[] file = BigEndianBytes.aiff(1, 16, new byte[32_000]);
        int comm = new String(file, StandardCharsets.ISO_8859_1).indexOf("COMM");
        Arrays.fill(file, comm + 10, comm + 14, (byte) 0);
        try (Recording recording = open(file)) {
            assertEquals(-1, recording.promisedInstants());
            assertEquals(16_000, Samples.readAll(recording).length);
        }
    }

    @Test
    void readsTruncatedAudioWithWarning() throws IOException {
        for (byte[] whole :
                new byte[][] {
                    WavBytes.pcm16(new short[16_000]),
                    BigEndianBytes.aiff(1, 16, new byte[32_000]),
                    BigEndianBytes.au(3, 1, 32_000, new byte[32_000])
                }) {
            try (Recording recording = open(Arrays.copyOf(whole, whole.length - 16_001))) {
                assertEquals(16_000, recording.promisedInstants());
                assertEquals(7_999, Samples.readAll(recording).length);
                assertEquals(
                        "x: truncated: has 0.50 s of audio, but its header promises 1.00 s",
                        recording.warning().orElseThrow());
            }
        }
    }

    @ParameterizedTest(name = "begins with \"{0}\"")
    @CsvSource({
        "'',            'is empty, expected a recording'",
        "RIFF,          'is not a WAV file: begins with \"RIFF....\", expected \"RIFF....WAVE\"'",
        "'RIFF....AVI ', unknown format+",
        "fLaC,          is FLAC+",
        "OggS,          is Ogg+",
        "ID3.,          is MP3+",
        "'....ftypM4A ', is MP4+",
        "riff,          is Wave64+",
        "caff,          is CAF+",
        "hello,         unknown format+",
    })
    void asksForFfmpegIfMissing(String start, String trouble) {
        String remedy = "; ffmpeg is not on PATH, install it to read this file";
        assertRefused("x: " + trouble.replace("+", remedy), () -> open(start.getBytes()));
    }

    private static Recording open(byte[] file) throws IOException {
        return Recordings.open(new ByteArrayInputStream(file), "x", null, NO_PROGRAMS);
    }
}
