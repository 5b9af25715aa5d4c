package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of less than 8 MiB that are made to take as much memory and time as possible: each takes
 * less than 64 MiB, garbage included, and less than 100 ms.
 */
class HostileRecordingsTest {

    private static final int LONGEST = (8 << 20) - 64;
    private static final long MOST_MEMORY = 64 << 20;
    private static final long MOST_NANOS = 100_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);

    static Stream<Named<byte[]>> files() {
        byte[] two = {1, 0};
        byte[] au = BigEndianBytes.au(3, 1, -1, new byte[LONGEST]);
        ByteBuffer.wrap(au).putInt(4, LONGEST);
        return Stream.of(
                Named.of("WAV: empty chunks", wav(new byte[0], chunk("abcd"))),
                Named.of("WAV: empty padding", wav(new byte[0], chunk("JUNK"))),
                Named.of("WAV: unprintable ids", wav(new byte[0], chunk("\1\2\3\4"))),
                Named.of("WAV: chunks of one byte", wav(new byte[0], chunk("abcd", (byte) 1))),
                Named.of("WAV: padding forgotten", wav(new byte[0], unpadded())),
                Named.of("WAV: fmt chunks", wav(new byte[0], chunk("fmt ", FMT))),
                Named.of("WAV: ds64 chunks", wav(new byte[0], chunk("ds64", new byte[24]))),
                Named.of("WAV: chunks after audio", wav(audio(two), chunk("abcd"))),
                Named.of("WAV: short chunks after audio", wav(audio(two), chunk("abcd", two))),
                Named.of("WAV: one large chunk", wav(audio(two), chunk("LIST", new byte[4 << 20]))),
                Named.of("WAV: audio", wav(audio(new byte[LONGEST - 100]), new byte[0])),
                Named.of("AIFF: empty chunks", aiff("AIFF", chunk("abcd"))),
                Named.of("AIFF: COMM chunks", aiff("AIFF", comm("", 18))),
                Named.of("AIFC: COMM chunks", aiff("AIFC", comm("NONE", 22))),
                Named.of("AIFC: FVER chunks", aiff("AIFC", bigEndian("FVER", new byte[4]))),
                Named.of("AU: a long note", au));
    }

    @ParameterizedTest
    @MethodSource("files")
    void takesLittleMemory(byte[] file) throws IOException {
        assertTrue(file.length < 8 << 20, "the file has " + file.length);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        readOrRefuse(file);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < MOST_MEMORY, () -> "took %d bytes".formatted(bytes));
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("slow")
    void takesLittleTime(byte[] file) throws IOException {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > MOST_NANOS; attempt++) {
            long before = THREADS.getCurrentThreadCpuTime();
            readOrRefuse(file);
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        assertTrue(least < MOST_NANOS, "took %d ns".formatted(least));
    }

    @Test
    void takesLittleMemoryForAFormatOfColons() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Refusals.assertRefused(
                "s16le:"
                        + ":".repeat(LONGEST)
                        + ": expected ENCODING:RATE:CHANNELS, such as s16le:16000:1",
                () -> RawFormat.parse("s16le:" + ":".repeat(LONGEST)));
        assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < 2 * MOST_MEMORY);
    }

    @Test
    void keepsAThousandChunksAndReportsTheOthers() throws IOException {
        byte[] file = wav(audio(new byte[2]), chunk("abcd"));
        try (WavReader reader = Samples.reader(file)) {
            assertEquals(1, Samples.readAll(reader).length);
            assertEquals(1000, reader.metadata().size());
            assertEquals(
                    "x.wav: left out metadata that is big-endian or exceeds 4 MiB or 1000 chunks",
                    reader.warning().orElseThrow());
        }
    }

    @Test
    void takesTheFirstOfSeveralFormats() throws IOException {
        WavBytes wav = new WavBytes().chunk("fmt ", FMT);
        byte[] file = wav.chunk("fmt ", WavBytes.fmt(1, 2, 8000, 8)).chunk("data", FMT).riff();
        try (WavReader reader = Samples.reader(file)) {
            assertEquals(new WavFormat(SampleEncoding.PCM16, 1, 16_000), reader.format());
        }
    }

    private static void readOrRefuse(byte[] file) throws IOException {
        float[] block = new float[4096];
        try (Recording recording = Recordings.open(new ByteArrayInputStream(file), "x", null, "")) {
            while (recording.read(block, 0, block.length) >= 0) {
                // only to the end
            }
            recording.warning().ifPresent(warning -> assertEquals(1, warning.lines().count()));
        } catch (AudioException refusal) {
            assertEquals(1, refusal.getMessage().lines().count());
        }
    }

    /** Returns a file that repeats a chunk up to the longest length. */
    private static byte[] wav(byte[] begin, byte[] chunk) {
        return new WavBytes().bytes(begin).bytes(repeated(chunk, begin.length)).riff();
    }

    private static byte[] aiff(String kind, byte[] chunk) {
        byte[] head = bigEndian("FORM", kind.getBytes(StandardCharsets.US_ASCII));
        byte[] chunks = repeated(chunk, 0);
        byte[] file = Arrays.copyOf(head, head.length + chunks.length);
        System.arraycopy(chunks, 0, file, head.length, chunks.length);
        ByteBuffer.wrap(file).putInt(4, file.length - 8);
        return file;
    }

    private static byte[] repeated(byte[] chunk, int taken) {
        if (chunk.length == 0) {
            return chunk;
        }
        ByteBuffer chunks = ByteBuffer.allocate((LONGEST - taken) / chunk.length * chunk.length);
        // A chunk of half the file comes once.
        while (chunks.hasRemaining()) {
            chunks.put(chunk);
        }
        return chunks.array();
    }

    private static byte[] chunk(String id, byte... contents) {
        byte[] file = new WavBytes().chunk(id, contents).riff();
        return Arrays.copyOfRange(file, 12, file.length);
    }

    private static byte[] unpadded() {
        byte[] file = new WavBytes().unpadded("abcd", new byte[1]).riff();
        return Arrays.copyOfRange(file, 12, file.length);
    }

    private static byte[] audio(byte[] data) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(chunk("fmt ", FMT));
        chunks.writeBytes(chunk("data", data));
        return chunks.toByteArray();
    }

    private static byte[] comm(String compression, int bytes) {
        ByteBuffer comm = ByteBuffer.allocate(bytes);
        comm.putShort((short) 1).putInt(1).putShort((short) 16);
        comm.put(new byte[] {0x40, 0x0c, (byte) 0xfa, 0, 0, 0, 0, 0, 0, 0});
        return bigEndian("COMM", comm.put(compression.getBytes(StandardCharsets.US_ASCII)).array());
    }

    private static byte[] bigEndian(String id, byte[] contents) {
        ByteBuffer chunk = ByteBuffer.allocate(8 + contents.length);
        chunk.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(contents.length);
        return chunk.put(contents).array();
    }
}
