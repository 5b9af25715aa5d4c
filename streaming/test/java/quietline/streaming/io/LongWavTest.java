package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files too long for 32-bit lengths, simulated by a limit of a few hundred bytes. */
class LongWavTest {

    private static final WavFormat FORMAT = new WavFormat(SampleEncoding.FLOAT32, 2, 48_000);
    private static final WavChunk CHUNK = new WavChunk("bext", new byte[] {1, 2, 3});
    private static final int LIMIT = 300;

    @TempDir private Path folder;

    @Test
    void writesRf64BeyondLimit() throws IOException {
        float[] samples = ramp(100);
        Path file = write(samples);
        assertEquals("RF64", start(file));
        try (WavReader reader = WavReader.open(file)) {
            assertEquals(FORMAT, reader.format());
            assertEquals(50, reader.promisedInstants());
            assertArrayEquals(samples, Samples.readAll(reader));
            assertEquals(Optional.empty(), reader.warning());
            assertEquals(List.of("bext"), reader.metadata().stream().map(WavChunk::id).toList());
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] expected =
                new WavBytes()
                        .ds64(bytes.length - 8, 400, 50)
                        .chunk("fmt ", FORMAT.toBytes())
                        .chunk("fact", new byte[] {50, 0, 0, 0})
                        .chunk("data", 0xffffffffL, dataOf(samples))
                        .chunk("bext", CHUNK.contents())
                        .riff("RF64", 0xffffffffL);
        assertArrayEquals(expected, bytes);
    }

    @Test
    void writesRiffWithPaddingBelowLimit() throws IOException {
        float[] samples = ramp(10);
        Path file = write(samples);
        assertEquals("RIFF", start(file));
        try (WavReader reader = WavReader.open(file)) {
            assertArrayEquals(samples, Samples.readAll(reader));
            assertEquals(List.of("bext"), reader.metadata().stream().map(WavChunk::id).toList());
        }
    }

    @Test
    void countsMetadataTowardsLimit() throws IOException {
        int head = new WavHeaderEncoder(FORMAT, true, LIMIT, List.of()).size();
        int samples = (LIMIT - head) / 8 * 2;
        assertEquals("RF64", start(write(ramp(samples))));
        assertEquals("RIFF", start(write(ramp(samples - 4))));
    }

    @Test
    void refusesAudioBeyondLimitWithoutRoomForRf64() throws IOException {
        long short32 = RiffChunks.MOST_KEPT_BYTES + 200;
        try (WavWriter writer = new WavWriter(channel(), "x.wav", FORMAT, 1, false, short32)) {
            float[] samples = new float[1000];
            assertThrows(
                    AudioException.class,
                    () -> {
                        for (int i = 0; i < 1100; i++) {
                            writer.write(samples, 0, 1000);
                        }
                    });
        }
    }

    @Test
    void refusesMetadataBeyondLimit() throws IOException {
        long limit = RiffChunks.MOST_KEPT_BYTES + 200;
        WavWriter writer = new WavWriter(channel(), "x.wav", FORMAT, 1, false, limit);
        writer.append(List.of(new WavChunk("LIST", new byte[RiffChunks.MOST_KEPT_BYTES + 200])));
        assertRefused("x.wav: its metadata does not fit into 4 GiB", writer::close);
    }

    private FileChannel channel() throws IOException {
        return Samples.create(folder.resolve("x.wav"));
    }

    private Path write(float... samples) throws IOException {
        Path file = folder.resolve(samples.length + ".wav");
        FileChannel channel = Samples.create(file);
        try (WavWriter writer = new WavWriter(channel, "x.wav", FORMAT, -1, false, LIMIT)) {
            writer.write(samples, 0, samples.length);
            writer.append(List.of(CHUNK));
        }
        return file;
    }

    private static String start(Path file) throws IOException {
        return new String(Files.readAllBytes(file), 0, 4);
    }

    private static byte[] dataOf(float[] samples) {
        byte[] data = new byte[4 * samples.length];
        SampleEncoding.FLOAT32.encode(samples, 0, data, samples.length);
        return data;
    }

    private static float[] ramp(int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = i / 1000f;
        }
        return samples;
    }
}
