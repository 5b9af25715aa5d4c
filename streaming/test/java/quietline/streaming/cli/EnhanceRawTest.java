package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.streaming.io.WavBytes;

/** Raw samples on stdout, from a recording and from a live pipe. */
class EnhanceRawTest {

    private static final int HOP_BYTES = 512;
    private static final short[] NOISE = Noise.shorts(1, 8001);

    @TempDir private Path folder;

    private static byte[] bytes(ByteOrder order, short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(order);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private Process start(Object... options) throws IOException {
        Stream<Object> command = Stream.of("enhance", "-q", "-", "-o", "-");
        return Child.of(List.of("-Xmx64m"), Stream.concat(command, Stream.of(options)).toArray())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The samples that a file of the same input would contain. */
    private byte[] expected() throws IOException {
        Path in = Files.write(folder.resolve("in.wav"), WavBytes.pcm16(NOISE));
        Path out = folder.resolve("out.wav");
        Run.of("enhance", "-q", in, "-o", out).succeeds();
        return Arrays.copyOfRange(Files.readAllBytes(out), 44, 44 + 2 * NOISE.length);
    }

    @ParameterizedTest
    @CsvSource({
        "--raw s16be:16000:1, true",
        "--raw-output s16be, false",
        "--raw s16be:16000:1 --raw-output s16be, true",
    })
    void writesRawSamplesWithoutHeader(String options, boolean raw) throws Exception {
        Process process = start((Object[]) options.split(" "));
        try (OutputStream to = process.getOutputStream()) {
            to.write(raw ? bytes(ByteOrder.BIG_ENDIAN, NOISE) : WavBytes.pcm16(NOISE));
        }
        byte[] out = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        short[] samples = new short[out.length / 2];
        ByteBuffer.wrap(out).asShortBuffer().get(samples);
        assertArrayEquals(expected(), bytes(ByteOrder.LITTLE_ENDIAN, samples));
    }

    @Test
    void keepsRawFormatOfStdinUnlessToldOtherwise() throws Exception {
        Process process = start("--raw", "s8:16000:2", "--mono", "--encoding", "pcm24");
        try (OutputStream to = process.getOutputStream()) {
            to.write(new byte[2 * 1000]);
        }
        assertEquals(3 * 1000, process.getInputStream().readAllBytes().length);
        assertEquals(0, process.waitFor());
    }

    @Test
    void handsOnEachHopAtOnce() {
        assertTimeoutPreemptively(Duration.ofMinutes(1), this::pace);
    }

    /** Writes hop n + 4 only after hop n was read, for half a second of sound. */
    private void pace() throws Exception {
        Process process = start("--raw", "s16le:16000:1");
        byte[] sound = bytes(ByteOrder.LITTLE_ENDIAN, NOISE);
        try (OutputStream to = process.getOutputStream();
                InputStream from = process.getInputStream()) {
            for (int hop = 0; hop < 31; hop++) {
                to.write(sound, hop * HOP_BYTES, HOP_BYTES);
                to.flush();
                if (hop >= 3) {
                    assertEquals(HOP_BYTES, from.readNBytes(HOP_BYTES).length);
                }
            }
        } finally {
            process.destroy();
        }
    }
}
