package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Samples.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of WAV: RF64, big-endian, telephony, speaker layouts; and non-finite floats. */
class WavKindsTest {

    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);
    private static final byte[] TWO = {1, 0, 2, 0};
    private static final float[] TWO_SAMPLES = {1 / 32768f, 2 / 32768f};
    private static final long UNKNOWN = 0xffffffffL;

    @ParameterizedTest
    @ValueSource(strings = {"RF64", "BW64"})
    void usesDs64Lengths(String riff) throws IOException {
        byte[] file =
                new WavBytes()
                        .ds64(84, 4, 2)
                        .chunk("fmt ", FMT)
                        .chunk("data", UNKNOWN, TWO)
                        .chunk("LIST", new byte[4])
                        .riff(riff, UNKNOWN);
        WavReader reader = reader(file);
        assertEquals(2, reader.promisedInstants());
        assertArrayEquals(TWO_SAMPLES, Samples.readAll(reader));
        assertEquals(Optional.empty(), reader.warning());
        assertEquals("LIST", reader.metadata().get(0).id());
    }

    @Test
    void warnsOfWrongDs64Length() throws IOException {
        for (long lie : new long[] {5_000_000_000L, 1L << 62, Long.MAX_VALUE}) {
            WavReader reader = reader(rf64(lie));
            assertEquals(lie / 2, reader.promisedInstants());
            assertArrayEquals(TWO_SAMPLES, Samples.readAll(reader));
            assertTrue(reader.warning().orElseThrow().contains("has 0.00 s"));
        }
    }

    @Test
    void treatsUnsetDs64LengthAsUnknown() throws IOException {
        for (long nobody : new long[] {0, -1, Long.MIN_VALUE}) {
            WavReader reader = reader(rf64(nobody));
            assertEquals(-1, reader.promisedInstants());
            assertArrayEquals(TWO_SAMPLES, Samples.readAll(reader));
        }
    }

    private static byte[] rf64(long length) {
        WavBytes wav = new WavBytes().ds64(length, length, length);
        return wav.chunk("fmt ", FMT).chunk("data", UNKNOWN, TWO).riff("RF64", UNKNOWN);
    }

    @Test
    void readsBigEndianRifx() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(48);
        file.put("RIFX".getBytes(StandardCharsets.US_ASCII)).putInt(40);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4);
        file.putShort((short) 1).putShort((short) 2);
        WavReader reader = reader(file.array());
        assertEquals(new WavFormat(SampleEncoding.PCM16, 1, 16_000), reader.format());
        assertArrayEquals(TWO_SAMPLES, Samples.readAll(reader));
    }

    @Test
    void readsTelephony() throws IOException {
        assertTelephony(6, SampleEncoding.ALAW, new byte[] {(byte) 0xaa, 0x2a});
        assertTelephony(7, SampleEncoding.MULAW, new byte[] {(byte) 0x80, 0});
    }

    private static void assertTelephony(int tag, SampleEncoding encoding, byte[] loudest)
            throws IOException {
        for (byte[] fmt :
                new byte[][] {
                    WavBytes.fmt(tag, 1, 8000, 8), WavBytes.extensible(tag, 1, 8000, 8, 8)
                }) {
            WavReader reader = reader(WavBytes.of(fmt, loudest));
            assertEquals(new WavFormat(encoding, 1, 8000), reader.format());
            assertArrayEquals(new float[] {0.98f, -0.98f}, Samples.readAll(reader), 0.005f);
        }
    }

    @Test
    void keepsUnusualSpeakerLayouts() throws IOException {
        assertSpeakers(0x107, 4, 0x107);
        assertSpeakers(0x33, 4, 0x33);
        assertSpeakers(0x107, 3, 0);
        assertSpeakers(0x3, 2, 0);
        assertSpeakers(0x4, 1, 0);
    }

    private static void assertSpeakers(int claimed, int channels, int expected) throws IOException {
        byte[] fmt = WavBytes.extensible(1, channels, 8000, 16, 16);
        ByteBuffer.wrap(fmt).order(ByteOrder.LITTLE_ENDIAN).putInt(20, claimed);
        byte[] file = WavBytes.of(fmt, new byte[2 * channels]);
        WavFormat format = reader(file).format();
        assertEquals(expected, format.speakers());
        byte[] written = Samples.piped(format, 1, List.of(), new float[channels]);
        assertEquals(format, reader(written).format());
        if (expected != 0) {
            assertArrayEquals(file, written);
        }
    }

    @Test
    void passesNonFiniteFloatsOn() throws IOException {
        float[] samples = {0.5f, Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE};
        byte[] data = new byte[16];
        SampleEncoding.FLOAT32.encode(samples, 0, data, 4);
        byte[] fmt = WavBytes.fmt(3, 2, 8000, 32);
        WavReader reader = reader(WavBytes.of(fmt, data));
        assertArrayEquals(samples, Samples.readAll(reader));
    }
}
