package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static quietline.streaming.io.Refusals.assertRefused;
import static quietline.streaming.io.Samples.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes WAV to a pipe, which cannot seek. */
class WavPipeTest {

    private static final WavFormat PCM16 = new WavFormat(SampleEncoding.PCM16, 1, 16_000);

    @ParameterizedTest
    @EnumSource
    void readsBackPipesOfKnownAndUnknownLength(SampleEncoding encoding) throws IOException {
        float[] samples = new float[1001];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = encoding.rounded((i % 401 - 200) / 200f);
        }
        WavFormat format = new WavFormat(encoding, 1, 44_100);
        for (long promised : new long[] {-1, 1001}) {
            WavReader reader = reader(Samples.piped(format, promised, List.of(), samples));
            assertEquals(format, reader.format());
            assertEquals(promised, reader.promisedInstants());
            float[] back = Samples.readAll(reader);
            assertArrayEquals(samples, back);
            assertEquals(Optional.empty(), reader.warning());
        }
    }

    @Test
    void writesAllOnesForUnknownLength() throws IOException {
        byte[] fmt = WavBytes.fmt(1, 1, 16_000, 16);
        byte[] expected =
                new WavBytes()
                        .chunk("fmt ", fmt)
                        .chunk("data", 0xffffffffL, new byte[] {0, 64})
                        .riff(0xffffffffL);
        assertArrayEquals(expected, Samples.piped(PCM16, -1, List.of(), 0.5f));
    }

    @ParameterizedTest
    @ValueSource(longs = {2_500_000_000L, Long.MAX_VALUE})
    void writesRf64ForLongPromise(long promised) throws IOException {
        byte[] file = Samples.piped(PCM16, promised, List.of(), 0.5f);
        assertEquals("RF64", new String(file, 0, 4));
        WavReader reader = reader(file);
        assertEquals(Math.min(promised, Long.MAX_VALUE / 4), reader.promisedInstants());
        assertArrayEquals(new float[] {0.5f}, Samples.readAll(reader));
    }

    @Test
    void refusesMoreThanPromised() throws IOException {
        try (WavWriter writer =
                new WavWriter(new ByteArrayOutputStream(), "-", PCM16, 2, false, List.of())) {
            writer.write(new float[2], 0, 2);
            assertRefused(
                    "-: received more audio than its header states",
                    () -> writer.write(new float[1], 0, 1));
        }
    }

    @Test
    void namesBrokenPipe() throws IOException {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertRefused(
                "<stdout>: Broken pipe",
                () -> new WavWriter(broken, "<stdout>", PCM16, -1, false, List.of()));
    }
}
