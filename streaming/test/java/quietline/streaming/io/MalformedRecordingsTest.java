package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Overwrites every header byte of every format with extreme values, and truncates every file at
 * every byte.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedRecordingsTest {

    /** Enough for a few buffers. */
    private static final long MOST_ALLOCATED_BYTES = 1 << 20;

    private static final int FEWEST_FILES = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Name, file, first and last byte of the audio, bytes per instant. */
    static Stream<Arguments> files() {
        byte[] data = new byte[48];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 5 + 1);
        }
        byte[] text = "ICMT".getBytes();
        WavBytes plain = new WavBytes().chunk("LIST", text);
        plain.chunk("fmt ", WavBytes.fmt(1, 2, 44_100, 16)).chunk("data", data);
        WavBytes extensible = new WavBytes().chunk("JUNK", text);
        extensible.chunk("fmt ", WavBytes.extensible(1, 2, 48_000, 24, 20)).chunk("data", data);
        WavBytes floats = new WavBytes().chunk("fmt ", WavBytes.fmt(3, 1, 8000, 32));
        floats.chunk("fact", new byte[] {12, 0, 0, 0}).chunk("data", data);
        WavBytes law = new WavBytes().chunk("fmt ", WavBytes.fmt(6, 1, 8000, 8));
        law.chunk("data", data);
        WavBytes rf64 = new WavBytes().ds64(116, 48, 12);
        rf64.chunk("fmt ", WavBytes.fmt(1, 2, 96_000, 16)).chunk("data", 0xffffffffL, data);
        return Stream.of(
                Arguments.of("WAV", plain.chunk("bext", text).riff(), 56, 104, 4),
                Arguments.of("EXTENSIBLE", extensible.riff(), 80, 128, 6),
                Arguments.of("float", floats.riff(), 56, 104, 4),
                Arguments.of("A-law", law.riff(), 44, 92, 1),
                Arguments.of("RF64", rf64.riff("RF64", 0xffffffffL), 80, 128, 4),
                Arguments.of("AIFF", BigEndianBytes.aiff(2, 24, data), 68, 116, 6),
                Arguments.of("AIFC", BigEndianBytes.aifc(1, 16, "ulaw", data), 72, 120, 1),
                Arguments.of("AU", BigEndianBytes.au(3, 2, 48, data), 32, 80, 4),
                Arguments.of("AU float", BigEndianBytes.au(6, 1, 48, data), 32, 80, 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsOrRefusesCorruptHeaders(
            String name, byte[] file, int begin, int end, int instantBytes) throws IOException {
        int count = 0;
        for (int at = 0; at < begin; at++) {
            for (int width : new int[] {1, 2, 4, 8}) {
                for (int value : new int[] {0, 1, 0x7f, 0x80, 0xfe, 0xff}) {
                    byte[] wrong = file.clone();
                    Arrays.fill(wrong, at, Math.min(at + width, begin), (byte) value);
                    count++;
                    assertReadOrRefused(name + ", " + width + " at " + at + ": " + value, wrong);
                    wrong[at] ^= 0x55;
                    count++;
                    assertReadOrRefused(name + ", " + width + " near " + at, wrong);
                }
            }
        }
        assertTrue(count >= FEWEST_FILES);
    }

    private static void assertReadOrRefused(String what, byte[] file) throws IOException {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        try (Recording recording = open(file)) {
            long samples = 0;
            float[] piece = new float[4096];
            for (int read; (read = recording.read(piece, 0, piece.length)) >= 0; ) {
                assertTrue(read > 0 && read % recording.channels() == 0, what);
                samples += read;
            }
            assertTrue(samples * recording.format().encoding().byteCount() <= file.length, what);
            recording.warning().ifPresent(MalformedRecordingsTest::assertOneLine);
        } catch (AudioException refusal) {
            assertOneLine(refusal.getMessage());
        } catch (RuntimeException | Error crash) {
            fail(what + " " + Arrays.toString(file), crash);
        }
        long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < MOST_ALLOCATED_BYTES, () -> what + " allocated " + allocated);
    }

    private static void assertOneLine(String message) {
        assertTrue(message.matches("x: [ -~µ]+"), message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsOrRefusesTruncatedFiles(
            String name, byte[] file, int begin, int end, int instantBytes) throws IOException {
        float[] whole = heard(file);
        assertEquals((end - begin) / instantBytes * channels(file), whole.length, name);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            if (length < begin) {
                assertNothingIn(cut, name + " cut to " + length);
                continue;
            }
            try (Recording recording = open(cut)) {
                float[] samples = Samples.readAll(recording);
                int instants = (Math.min(length, end) - begin) / instantBytes;
                float[] expected = Arrays.copyOf(whole, instants * recording.channels());
                assertArrayEquals(expected, samples, name + " cut to " + length);
                // Fewer than eight bytes after the audio are no chunk and need no warning.
                boolean odd = length < end || length >= end + 8;
                assertEquals(odd, recording.warning().isPresent(), name + " cut to " + length);
            }
        }
    }

    /** Java Sound reads an AU file that ends inside its annotation as one without audio. */
    private static void assertNothingIn(byte[] file, String what) throws IOException {
        try (Recording recording = open(file)) {
            assertEquals(0, Samples.readAll(recording).length, what);
            assertOneLine(recording.warning().orElseThrow());
        } catch (AudioException refusal) {
            assertOneLine(refusal.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsPipesByteByByte(String name, byte[] file, int begin, int end, int instantBytes)
            throws IOException {
        InputStream drops =
                new ByteArrayInputStream(file) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int count) {
                        return super.read(into, offset, Math.min(count, 1));
                    }
                };
        try (Recording recording = Recordings.open(drops, "x", null, "")) {
            assertArrayEquals(heard(file), Samples.readAll(recording), name);
        }
    }

    private static int channels(byte[] file) throws IOException {
        try (Recording recording = open(file)) {
            return recording.channels();
        }
    }

    private static float[] heard(byte[] file) throws IOException {
        try (Recording recording = open(file)) {
            return Samples.readAll(recording);
        }
    }

    private static Recording open(byte[] file) throws IOException {
        return Recordings.open(new ByteArrayInputStream(file), "x", null, "");
    }
}
