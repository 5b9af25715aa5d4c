package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleEncodingTest {

    @Property
    void readsBackRoundedSample(
            @ForAll SampleEncoding encoding, @ForAll @FloatRange(min = -3, max = 3) float sample) {
        assertRounded(encoding, sample);
    }

    @ParameterizedTest
    @EnumSource
    void roundsExtremeValues(SampleEncoding encoding) {
        for (float edge : new float[] {0, -0f, 1, -1, 0x1p-126f, 1e30f, -1e30f}) {
            assertRounded(encoding, edge);
        }
        if (!encoding.floating()) {
            assertRounded(encoding, Float.NaN);
            assertEquals(0, encoding.rounded(Float.NaN), 0x1p-11f);
            float most = encoding.rounded(Float.POSITIVE_INFINITY);
            assertTrue(most > 0.98f && most <= 1, () -> encoding + " " + most);
            assertTrue(encoding.rounded(Float.NEGATIVE_INFINITY) <= -most);
        }
    }

    private static void assertRounded(SampleEncoding encoding, float sample) {
        byte[] bytes = new byte[encoding.byteCount()];
        float[] back = new float[1];
        encoding.encode(new float[] {sample}, 0, bytes, 1);
        encoding.decode(bytes, back, 0, 1);
        assertEquals(encoding.rounded(sample), back[0]);
        assertEquals(back[0], encoding.rounded(back[0]), "rounding twice is rounding once");
    }

    /** The enhanced and the removed part, rounded separately, add up to the input. */
    @Property
    void splitsSampleExactly(
            @ForAll @FloatRange(min = -1, max = 1) float sample,
            @ForAll @FloatRange(min = 0, max = 1) float gain) {
        for (SampleEncoding encoding :
                new SampleEncoding[] {
                    SampleEncoding.PCM8, SampleEncoding.PCM16, SampleEncoding.PCM24
                }) {
            float input = encoding.rounded(sample);
            float enhanced = encoding.rounded(gain * input);
            float removed = encoding.rounded(input - enhanced);
            assertEquals(input, enhanced + removed);
        }
    }

    @Test
    void preservesEveryInteger() {
        for (SampleEncoding encoding :
                new SampleEncoding[] {SampleEncoding.PCM8, SampleEncoding.PCM16}) {
            int width = encoding.byteCount();
            byte[] bytes = new byte[width << 8 * width];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i / width >> 8 * (i % width));
            }
            assertArrayEquals(bytes, thereAndBack(encoding, bytes));
        }
    }

    private static byte[] thereAndBack(SampleEncoding encoding, byte[] bytes) {
        int count = bytes.length / encoding.byteCount();
        float[] samples = new float[count];
        encoding.decode(bytes, samples, 0, count);
        byte[] back = new byte[bytes.length];
        encoding.encode(samples, 0, back, count);
        return back;
    }

    @Test
    void decodesTelephonyAsJavaSoundDoes() throws IOException {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        byte[] expected = codes.clone();
        assertArrayEquals(expected, thereAndBack(SampleEncoding.ALAW, codes));
        // µ-law has a negative zero, which is written as the positive one.
        expected[0x7f] = (byte) 0xff;
        assertArrayEquals(expected, thereAndBack(SampleEncoding.MULAW, codes));
        assertAsJava(SampleEncoding.ALAW, AudioFormat.Encoding.ALAW, codes);
        assertAsJava(SampleEncoding.MULAW, AudioFormat.Encoding.ULAW, codes);
    }

    private static void assertAsJava(
            SampleEncoding encoding, AudioFormat.Encoding java, byte[] codes) throws IOException {
        AudioFormat compressed = new AudioFormat(java, 8000, 8, 1, 1, 8000, false);
        AudioFormat linear = new AudioFormat(8000, 16, 1, true, false);
        byte[] integers;
        try (AudioInputStream in =
                AudioSystem.getAudioInputStream(
                        linear,
                        new AudioInputStream(
                                new ByteArrayInputStream(codes), compressed, codes.length))) {
            integers = in.readAllBytes();
        }
        float[] expected = new float[codes.length];
        SampleEncoding.PCM16.decode(integers, expected, 0, codes.length);
        float[] samples = new float[codes.length];
        encoding.decode(codes, samples, 0, codes.length);
        assertArrayEquals(expected, samples, Float.MIN_VALUE);
    }
}
