package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {

    @ParameterizedTest
    @CsvSource({
        "ff, UNKNOWN", "fffb9064, MP3", "ffe39064, MP3", "ffc39064, UNKNOWN", "fefb9064, UNKNOWN",
        "fff15080, AAC", "fff95080, AAC", "fff35080, MP3", "ff7f5080, UNKNOWN", "49443303, MP3",
        "664c6143, FLAC", "7776706b, WAVPACK", "1a45dfa3, MATROSKA", "52494646, WAV"
    })
    void recognisesFirstBytes(String hex, Container expected) {
        assertEquals(expected, Container.of(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @CsvSource({"4, PCM16", "16, PCM16", "17, PCM24", "24, PCM24", "25, PCM32", "32, PCM32"})
    void keepsTheDepthOfFlac(int depth, SampleEncoding expected) {
        byte[] start = flac(depth, 0);
        assertEquals(expected, Container.FLAC.encoding(start));
        assertEquals(expected, Container.FLAC.encoding(Arrays.copyOf(start, 22)));
        byte[] short21 = Arrays.copyOf(start, 21);
        assertEquals(SampleEncoding.PCM24, Container.FLAC.encoding(short21), "24 bits if unknown");
    }

    @ParameterizedTest
    @CsvSource({"1, 0x04, PCM16", "2, 0x05, PCM16", "3, 0xfe, PCM24", "4, 0x07, PCM32"})
    void keepsTheDepthOfWavPack(int bytes, String flags, SampleEncoding expected) {
        byte[] start = new byte[25];
        start[24] = (byte) (Integer.decode(flags) & 0xfc | bytes - 1);
        assertEquals(expected, Container.WAVPACK.encoding(start));
        assertEquals(SampleEncoding.PCM24, Container.WAVPACK.encoding(new byte[24]));
    }

    @Test
    void readsTheLengthOfFlac() {
        for (long length : new long[] {1, 0x80, 0x1234_5678L, 0xf_ffff_ffffL}) {
            assertEquals(length, Container.FLAC.instants(flac(24, length)));
            assertEquals(-1, Container.OPUS.instants(flac(24, length)));
            byte[] short25 = Arrays.copyOf(flac(24, length), 25);
            assertEquals(-1, Container.FLAC.instants(short25));
        }
        assertEquals(-1, Container.FLAC.instants(flac(24, 0)), "0 means unknown");
    }

    /** The stream's parameters: the depth less one in 5 bits, then the length in 36. */
    private static byte[] flac(int depth, long length) {
        byte[] start = Arrays.copyOf("fLaC".getBytes(StandardCharsets.US_ASCII), 26);
        start[20] = (byte) (0xfe | depth - 1 >> 4);
        start[21] = (byte) ((depth - 1 & 15) << 4 | length >> 32);
        for (int i = 0; i < 4; i++) {
            start[22 + i] = (byte) (length >> 24 - 8 * i);
        }
        return start;
    }
}
