package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WavReaderTest {

    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);
    private static final byte[] TWO = {1, 0, 2, 0};

    @Test
    void readsEveryEncodingToFullScaleOne() throws IOException {
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
            byte[] file = new WavBytes().chunk("fmt ", fmt).chunk("data", data).riff();
            assertArrayEquals(expected, samples(reader(file)));
        }
    }

    @Test
    void fewerValidBitsLieAtTheTopOfTheirContainer() throws IOException {
        byte[] fmt = WavBytes.extensible(1, 1, 16_000, 24, 20);
        byte[] file = new WavBytes().chunk("fmt ", fmt).chunk("data", new byte[] {0, 0, 64}).riff();
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
    void keepsChannelsApartAndDropsHalfAnInstant() throws IOException {
        byte[] data = {1, 0, 2, 0, 3, 0};
        byte[] file =
                new WavBytes()
                        .chunk("fmt ", WavBytes.fmt(1, 2, 48_000, 16))
                        .chunk("data", data)
                        .riff();
        WavReader reader = reader(file);
        assertEquals(2, reader.channels());
        assertEquals(48_000, reader.sampleRate());
        assertArrayEquals(new float[] {1 / 32768f, 2 / 32768f}, samples(reader));
    }

    @Test
    void aLengthNobodyKnewIsReadToTheEnd() throws IOException {
        for (long claimed : new long[] {0xffffffffL, 0x7ffff000L, 0}) {
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
    void anEmptyRecordingStaysEmptyThoughMoreFollows() throws IOException {
        byte[] file =
                new WavBytes()
                        .chunk("fmt ", FMT)
                        .chunk("data", new byte[0])
                        .chunk("LIST", new byte[8])
                        .riff();
        assertEquals(0, samples(reader(file)).length);
    }

    @Test
    void truncatedSoundIsReadAndWarnedOf() throws IOException {
        byte[] whole = WavBytes.pcm16(new short[16_000]);
        WavReader reader = reader(Arrays.copyOf(whole, 44 + 16_001));
        assertEquals(8_000, samples(reader).length);
        assertEquals(
                "x.wav: ends after 0.50 s where its header promises 1.00 s; used what is there",
                reader.warning().orElseThrow());
    }

    static Stream<Arguments> broken() {
        WavBytes fmt = new WavBytes().chunk("fmt ", FMT);
        return Stream.of(
                Arguments.of(new byte[0], "is empty, expected a WAV file"),
                Arguments.of(
                        "fLaC\0\0\0\"\u0012\0\u0012".getBytes(),
                        "is not a WAV file: begins with \"fLaC....???\", expected \"RIFF....WAVE\""),
                Arguments.of(
                        new byte[] {'R', 'I'},
                        "is not a WAV file: begins with \"RI....\", expected \"RIFF....WAVE\""),
                Arguments.of(fmt.riff(), "ends before its sound begins: no data chunk"),
                Arguments.of(
                        new WavBytes().chunk("data", TWO).riff(),
                        "has no fmt chunk before its data chunk"),
                Arguments.of(
                        new WavBytes().chunk("LIST", 0xfffffff0L, TWO).riff(),
                        "ends inside its LIST chunk, before its sound begins"),
                Arguments.of(fmt(new byte[14]), "its fmt chunk has 14 bytes, expected 16 or more"),
                Arguments.of(
                        fmt(WavBytes.fmt(1, 0, 16_000, 16)), "has 0 channels, expected 1 to 64"),
                Arguments.of(
                        fmt(WavBytes.fmt(1, 65_535, 16_000, 16)),
                        "has 65535 channels, expected 1 to 64"),
                Arguments.of(
                        fmt(WavBytes.fmt(1, 1, 0, 16)), "has a rate of 0 Hz, expected 1 to 768000"),
                Arguments.of(
                        fmt(WavBytes.fmt(1, 1, -1, 16)),
                        "has a rate of 4294967295 Hz, expected 1 to 768000"),
                Arguments.of(
                        fmt(WavBytes.fmt(2, 1, 8_000, 4)),
                        "holds 4-bit ADPCM, expected integers of 8, 16, 24, 32 bits or floats of"
                                + " 32, 64 bits"),
                Arguments.of(
                        fmt(WavBytes.fmt(1, 1, 16_000, 0)),
                        "holds 0-bit integer, expected integers of 8, 16, 24, 32 bits or floats of"
                                + " 32, 64 bits"),
                Arguments.of(
                        fmt(Arrays.copyOf(WavBytes.extensible(1, 1, 16_000, 16, 16), 39)),
                        "is extensible WAV with an unknown sub-format"));
    }

    private static byte[] fmt(byte[] fmt) {
        return new WavBytes().chunk("fmt ", fmt).chunk("data", TWO).riff();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void aBrokenHeaderIsRefusedInOneLine(byte[] file, String trouble) {
        AudioException refusal = assertThrows(AudioException.class, () -> reader(file));
        assertEquals("x.wav: " + trouble, refusal.getMessage());
    }

    @Test
    void blockSizeMustFitChannelsAndBits() {
        byte[] fmt = WavBytes.fmt(1, 1, 16_000, 16);
        fmt[12] = 4;
        AudioException refusal = assertThrows(AudioException.class, () -> reader(fmt(fmt)));
        assertEquals(
                "x.wav: claims 4 bytes per instant, but 1 channels of 16 bits take 2",
                refusal.getMessage());
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noHeaderBringsItDown() throws IOException {
        Random random = new Random(7);
        byte[] good = WavBytes.pcm16(new short[50]);
        for (int trial = 0; trial < 20_000; trial++) {
            byte[] file = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int i = random.nextInt(4); i >= 0 && file.length > 0; i--) {
                file[random.nextInt(Math.min(44, file.length))] = (byte) random.nextInt();
            }
            readWhatCanBeRead(file);
        }
    }

    private static void readWhatCanBeRead(byte[] file) throws IOException {
        try (WavReader reader = reader(file)) {
            assertTrue(samples(reader).length <= file.length);
        } catch (AudioException refusal) {
            assertTrue(refusal.getMessage().matches("x\\.wav: [ -~µ]+"), refusal.getMessage());
        } catch (RuntimeException crash) {
            fail(Arrays.toString(file), crash);
        }
    }

    private static WavReader reader(byte[] file) throws IOException {
        return new WavReader(new ByteArrayInputStream(file), "x.wav");
    }

    private static float[] samples(WavReader reader) throws IOException {
        float[] samples = new float[20_000];
        int size = 0;
        for (int count; (count = reader.read(samples, size, 64)) >= 0; ) {
            assertTrue(count > 0);
            size += count;
        }
        assertEquals(-1, reader.read(samples, 0, 64));
        return Arrays.copyOf(samples, size);
    }
}
