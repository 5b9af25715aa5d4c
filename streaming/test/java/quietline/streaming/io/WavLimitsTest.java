package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes at the exact boundary of what is read and written. */
class WavLimitsTest {

    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);
    private static final WavFormat MONO = new WavFormat(SampleEncoding.PCM16, 1, 16_000);

    @Test
    void readsOneTo64ChannelsAndRatesUpTo768Kilohertz() throws IOException {
        for (int channels : new int[] {1, 64}) {
            for (int rate : new int[] {1, 768_000}) {
                byte[] file = WavBytes.of(WavBytes.fmt(3, channels, rate, 64), new byte[8 * 192]);
                WavFormat format = Samples.reader(file).format();
                assertEquals(channels, format.channels());
                assertEquals(rate, format.sampleRate());
                assertEquals(192, Samples.readAll(Samples.reader(file)).length);
            }
        }
        refusesFormat(65, 16_000);
        refusesFormat(0, 16_000);
        refusesFormat(1, 768_001);
        refusesFormat(1, 0);
    }

    private static void refusesFormat(int channels, int rate) {
        assertThrows(
                AudioException.class,
                () -> WavFormat.checked(SampleEncoding.PCM8, channels, rate, "x"));
    }

    @Test
    void readsNoMoreSamplesThanAskedFor() throws IOException {
        WavReader reader =
                Samples.reader(WavBytes.pcm16(2, 8000, (short) 1, (short) 2, (short) 3, (short) 4));
        float[] into = {9, 9, 9, 9};
        assertThrows(IllegalArgumentException.class, () -> reader.read(into, 0, 1));
        assertEquals(2, reader.read(into, 1, 2));
        assertArrayEquals(new float[] {9, 1 / 32768f, 2 / 32768f, 9}, into);
        assertEquals(2, reader.read(into, 0, 3));
        float[] large = new float[20_000];
        WavReader longer = Samples.reader(WavBytes.pcm16(1, 8000, new short[20_000]));
        assertEquals(8192, longer.read(large, 0, 20_000), "as many as its buffer holds");
    }

    @Test
    void refusesAnExtensibleEncodingOfTwoBytes() {
        byte[] file = WavBytes.of(WavBytes.extensible(0x101, 1, 8000, 16, 16), new byte[2]);
        AudioException refused = assertThrows(AudioException.class, () -> Samples.reader(file));
        assertTrue(refused.getMessage().contains("encoding 0x0101"), refused.getMessage());
    }

    /** A recorder that was killed left lengths that cover the header only. */
    @ParameterizedTest
    @CsvSource({"0, 4", "-8, 4", "1, 0"})
    void readsToTheEndIfTheFileEndsAtItsHeader(int more, int expected) throws IOException {
        WavBytes chunks = new WavBytes().chunk("JUNK", new byte[5000]).chunk("odd ", new byte[7]);
        chunks.chunk("fmt ", FMT).chunk("data", 0, new byte[8]);
        // "WAVE", and the four chunks with their heads and padding.
        long header = 4 + (8 + 5000) + (8 + 8) + (8 + 16) + 8;
        byte[] file = chunks.riff(header + more);
        assertEquals(expected, Samples.readAll(Samples.reader(file)).length);
    }

    @ParameterizedTest
    @CsvSource({"4294967296, 0, 0", "0, 0, 4", "4294967296, 4, 2", "1000, 0, 0"})
    void readsLengthsOf64Bits(long riffBytes, long dataBytes, int expected) throws IOException {
        WavBytes chunks = new WavBytes().ds64(riffBytes, dataBytes, 0).chunk("fmt ", FMT);
        byte[] file = chunks.chunk("data", 0xffffffffL, new byte[8]).riff("RF64", 0xffffffffL);
        assertEquals(expected, Samples.readAll(Samples.reader(file)).length);
    }

    @Test
    void readsLengthsFromTheShortestDs64Chunk() throws IOException {
        byte[] lengths = new byte[24];
        lengths[4] = 1;
        lengths[8] = 4;
        WavBytes chunks = new WavBytes().chunk("ds64", lengths).chunk("fmt ", FMT);
        byte[] file = chunks.chunk("data", 0xffffffffL, new byte[8]).riff("RF64", 0xffffffffL);
        assertEquals(2, Samples.readAll(Samples.reader(file)).length);
    }

    @Test
    void keepsMetadataUpToTheLimits() throws IOException {
        assertEquals(1000, kept(1000, new byte[0]));
        assertEquals(1000, kept(1001, new byte[0]));
        int half = (RiffChunks.MOST_KEPT_BYTES - 8) / 2;
        assertEquals(2, kept(2, new byte[half]));
        assertEquals(1, kept(2, new byte[half + 2]));
        assertEquals(1, kept(1, new byte[RiffChunks.MOST_KEPT_BYTES]));
        assertEquals(0, kept(1, new byte[RiffChunks.MOST_KEPT_BYTES + 2]));
    }

    private static int kept(int count, byte[] contents) throws IOException {
        WavBytes chunks = new WavBytes();
        for (int i = 0; i < count; i++) {
            chunks.chunk("note", contents);
        }
        WavReader reader = Samples.reader(chunks.chunk("fmt ", FMT).chunk("data", FMT).riff());
        return reader.metadata().size();
    }

    @Test
    void keepsNoChunkWithAnUnprintableName() throws IOException {
        WavBytes chunks = new WavBytes().chunk("a\1bc", new byte[2]).chunk("~  a", new byte[2]);
        chunks.chunk("fmt ", FMT).chunk("data", new byte[2]);
        WavReader reader = Samples.reader(chunks.bytes(new byte[] {0, 1, 2, 3, 9, 0, 0, 0}).riff());
        assertEquals(List.of("~  a"), reader.metadata().stream().map(WavChunk::id).toList());
        assertEquals(1, Samples.readAll(reader).length);
        assertEquals(Optional.empty(), reader.warning(), "what follows the audio is no chunk");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 2", "4, 4"})
    void holdsAFileAsLongAsTheLimit(int dataBytes, int padded) {
        int head = new WavHeaderEncoder(MONO, false, 0, List.of()).size();
        long longest = head + padded + 6;
        WavHeaderEncoder header = new WavHeaderEncoder(MONO, false, longest, List.of());
        assertTrue(header.holds(dataBytes, 6));
        assertFalse(header.holds(dataBytes, 7));
        assertFalse(header.holds(dataBytes + 2, 6));
        long longer = longest + 8 + 28;
        WavHeaderEncoder withRoom = new WavHeaderEncoder(MONO, true, longer, List.of());
        assertEquals("RIFF", RiffChunks.text(withRoom.bytes(dataBytes, 6), 0));
        assertEquals("RF64", RiffChunks.text(withRoom.bytes(dataBytes, 7), 0));
    }

    @Test
    void refusesAudioThatTheHeaderDoesNotHold() throws IOException {
        assertArrayEquals(WavBytes.pcm16(), Samples.piped(MONO, 0, List.of()));
        assertRefused(
                "-: received more audio than its header states",
                () -> Samples.piped(MONO, 1, List.of(), 0, 0));
        assertEquals(
                1, Samples.readAll(Samples.reader(Samples.piped(MONO, 1, List.of(), 0))).length);
    }

    @Test
    void closesItsStream() throws IOException {
        assertCloses(WavBytes.pcm16((short) 1), null);
        assertCloses(new byte[2], RawFormat.parse("s16le:8000:1"));
        byte[] au = {
            46, 115, 110, 100, 0, 0, 0, 24, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 31, 64, 0, 0, 0, 1
        };
        assertCloses(Arrays.copyOf(au, 26), null);
    }

    private static void assertCloses(byte[] file, RawFormat format) throws IOException {
        boolean[] closed = new boolean[1];
        ByteArrayInputStream in =
                new ByteArrayInputStream(file) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                };
        Recording recording =
                format == null ? Recordings.open(in, "x") : Recordings.raw(in, "x", format);
        assertFalse(closed[0]);
        recording.close();
        assertTrue(closed[0]);
    }
}
