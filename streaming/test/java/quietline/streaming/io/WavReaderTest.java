package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static quietline.streaming.io.Refusals.assertRefused;
import static quietline.streaming.io.Samples.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WavReaderTest {

    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);
    private static final byte[] TWO = {1, 0, 2, 0};

    @Test
    void scalesEveryEncodingToFullScaleOne() throws IOException {
        assertSamples(new byte[] {0, -128, -64}, 1, 8, -1, 0, 0.5f);
        assertSamples(new byte[] {0, -128, 0, 64, -1, -1}, 1, 16, -1, 0.5f, -1 / 32768f);
        assertSamples(new byte[] {0, 0, -128, 1, 0, 0}, 1, 24, -1, 0x1p-23f);
        assertSamples(new byte[] {0, 0, 0, -128, 0, 0, 0, 64}, 1, 32, -1, 0.5f);
        ByteBuffer floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        assertSamples(floats.putFloat(-1.5f).putFloat(0.1f).array(), 3, 32, -1.5f, 0.1f);
        ByteBuffer doubles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        assertSamples(doubles.putDouble(-1.5).putDouble(0.1).array(), 3, 64, -1.5f, 0.1f);
    }

    private static void assertSamples(byte[] data, int tag, int bits, float... expected)
            throws IOException {
        byte[] plain = WavBytes.fmt(tag, 1, 16_000, bits);
        byte[] extensible = WavBytes.extensible(tag, 1, 16_000, bits, bits);
        for (byte[] fmt : new byte[][] {plain, extensible}) {
            byte[] file = WavBytes.of(fmt, data);
            assertArrayEquals(expected, samples(reader(file)));
        }
    }

    @Test
    void readsValidBitsAtTopOfContainer() throws IOException {
        byte[] fmt = WavBytes.extensible(1, 1, 16_000, 24, 20);
        byte[] file = WavBytes.of(fmt, new byte[] {0, 0, 64});
        assertArrayEquals(new float[] {0.5f}, samples(reader(file)));
    }

    @Test
    void skipsOtherChunksWithTheirPadding() throws IOException {
        byte[] file =
                new WavBytes()
                        .chunk("LIST", new byte[7])
                        .chunk("fmt ", FMT)
                        .chunk("bext", new byte[603])
                        .chunk("data", TWO)
                        .chunk("LIST", new byte[8])
                        .riff();
        WavReader reader = reader(file);
        assertArrayEquals(new float[] {1 / 32768f, 2 / 32768f}, samples(reader));
        assertEquals(Optional.empty(), reader.warning());
    }

    @Test
    void interleavesChannelsAndDropsIncompleteInstant() throws IOException {
        byte[] data = {1, 0, 2, 0, 3, 0};
        WavReader reader = reader(WavBytes.of(WavBytes.fmt(1, 2, 48_000, 16), data));
        assertEquals(2, reader.channels());
        assertEquals(48_000, reader.sampleRate());
        assertArrayEquals(new float[] {1 / 32768f, 2 / 32768f}, samples(reader));
    }

    @Test
    void readsUnknownLengthToEnd() throws IOException {
        for (long claimed : new long[] {0xffffffffL, 0x80000000L, 0x7ffff000L, 0}) {
            WavBytes wav = new WavBytes().chunk("fmt ", FMT).chunk("data", claimed, TWO);
            for (long riff : new long[] {0xffffffffL, 0, 36}) {
                if (claimed == 0 && riff == 0xffffffffL) {
                    continue;
                }
                WavReader reader = reader(wav.riff(riff));
                assertEquals(2, samples(reader).length, claimed + " in " + riff);
                assertEquals(Optional.empty(), reader.warning());
            }
        }
    }

    @Test
    void readsEmptyAudioBeforeOtherChunks() throws IOException {
        byte[] file =
                new WavBytes()
                        .chunk("fmt ", FMT)
                        .chunk("data", new byte[0])
                        .chunk("LIST", new byte[8])
                        .riff();
        assertEquals(0, samples(reader(file)).length);
    }

    @Test
    void refusesBrokenHeaders() {
        WavBytes fmt = new WavBytes().chunk("fmt ", FMT);
        refuses(new byte[0], "is empty, expected a WAV file");
        refuses(
                "fLaC\0\0\0\"\u0012\0\u0012".getBytes(),
                "is not a WAV file: begins with \"fLaC....???\", expected \"RIFF....WAVE\"");
        refuses(
                new byte[] {'R', 'I'},
                "is not a WAV file: begins with \"RI....\", expected \"RIFF....WAVE\"");
        refuses(fmt.riff(), "has no data chunk");
        byte[] data = new WavBytes().chunk("data", TWO).riff();
        refuses(data, "has no fmt chunk before its data chunk");
        byte[] list = new WavBytes().chunk("LIST", 0xfffffff0L, TWO).riff();
        refuses(list, "ends inside its LIST chunk, before its audio");
    }

    @Test
    void refusesInvalidFormats() {
        refusesFormat(new byte[14], "its fmt chunk has 14 bytes, expected 16 or more");
        refusesFormat(WavBytes.fmt(1, 0, 16_000, 16), "has 0 channels, expected 1 to 64");
        refusesFormat(WavBytes.fmt(1, 65_535, 16_000, 16), "has 65535 channels, expected 1 to 64");
        String rate = "has a sample rate of %s Hz, expected 1 to 768000";
        refusesFormat(WavBytes.fmt(1, 1, 0, 16), rate.formatted(0));
        refusesFormat(WavBytes.fmt(1, 1, -1, 16), rate.formatted(4294967295L));
        String kinds = ", expected 8, 16, 24, 32-bit integer or 32, 64-bit float";
        refusesFormat(WavBytes.fmt(2, 1, 8_000, 4), "unsupported encoding: 4-bit ADPCM" + kinds);
        refusesFormat(WavBytes.fmt(1, 1, 16_000, 0), "unsupported encoding: 0-bit integer" + kinds);
        byte[] extensible = WavBytes.extensible(1, 1, 16_000, 16, 16);
        refusesFormat(Arrays.copyOf(extensible, 39), "unknown sub-format of extensible WAV");
    }

    private static void refusesFormat(byte[] fmt, String trouble) {
        refuses(WavBytes.of(fmt, TWO), trouble);
    }

    private static void refuses(byte[] file, String trouble) {
        assertRefused("x.wav: " + trouble, () -> reader(file));
    }

    @Test
    void refusesInconsistentBlockSize() {
        byte[] fmt = WavBytes.fmt(1, 1, 16_000, 16);
        fmt[12] = 4;
        refusesFormat(fmt, "has a block size of 4 bytes, expected 2 (channels: 1, bits: 16)");
    }

    private static float[] samples(WavReader reader) throws IOException {
        float[] samples = Samples.readAll(reader);
        assertEquals(-1, reader.read(new float[64], 0, 64));
        return samples;
    }
}
