package quietline.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.FullBandStream;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** Every packet comes out as long as it went in, and holds what {@link FullBandStream} gives. */
class VoiceStreamTest {

    private static final int[] RATES = {8000, 16000, 44100, 48000};

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void delaysTheOfflineResultForAnyPackets(
            @ForAll @IntRange(max = 3) int rate,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(max = 4000) int length,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 1500) Integer> packets) {
        float[] noisy = noise(length * channels);
        VoiceStream stream =
                VoiceStream.builder().sampleRate(RATES[rate]).channels(channels).build();
        float[] expected = delayed(noisy, RATES[rate], channels, stream.latency());
        float[] out = new float[expected.length];
        int at = 0;
        for (int turn = 0; at < noisy.length; turn++) {
            int count = packets.get(turn % packets.size()) * channels;
            float[] packet = Arrays.copyOfRange(noisy, at, Math.min(noisy.length, at + count));
            stream.process(packet, packet);
            System.arraycopy(packet, 0, out, at, packet.length);
            at += packet.length;
        }
        float[] rest = new float[stream.latency() * channels];
        stream.flush(rest);
        System.arraycopy(rest, 0, out, at, rest.length);
        assertArrayEquals(expected, out);
    }

    private static float[] delayed(float[] noisy, int rate, int channels, int latency) {
        float[] delayed = new float[noisy.length + latency * channels];
        for (int c = 0; c < channels; c++) {
            float[] one = new float[noisy.length / channels];
            for (int n = 0; n < one.length; n++) {
                one[n] = noisy[n * channels + c];
            }
            float[] clean = FullBandStream.enhance(one, rate);
            for (int n = 0; n < one.length; n++) {
                delayed[(latency + n) * channels + c] = clean[n];
            }
        }
        return delayed;
    }

    @ParameterizedTest
    @CsvSource({"8000, 160, 340", "16000, 320, 512", "48000, 960, 1805", "48000, 480, 1805"})
    void takesTelephonyAndVoiceChatPackets(int rate, int samples, int latency) {
        short[] noisy = shorts(20 * samples);
        short[] expected = new short[noisy.length];
        VoiceStream.builder().sampleRate(rate).build().process(noisy, expected);
        VoiceStream stream = VoiceStream.builder().sampleRate(rate).build();
        for (int at = 0; at < noisy.length; at += samples) {
            short[] packet = Arrays.copyOfRange(noisy, at, at + samples);
            stream.process(packet, packet);
            assertArrayEquals(Arrays.copyOfRange(expected, at, at + samples), packet);
        }
        assertEquals(latency, stream.latency());
    }

    @Example
    void givesEveryFormTheSameSamples() {
        short[] noisy = shorts(9600);
        float[] floats = new float[noisy.length];
        ByteBuffer little = ByteBuffer.allocate(2 * noisy.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer big = ByteBuffer.allocateDirect(2 * noisy.length);
        for (int n = 0; n < noisy.length; n++) {
            floats[n] = noisy[n] / 32768f;
            little.putShort(noisy[n]);
        }
        short[] clean = new short[noisy.length];
        stereo().process(noisy, clean);
        float[] cleanFloats = new float[noisy.length];
        stereo().process(floats, cleanFloats);
        FloatBuffer cleanBuffer = FloatBuffer.allocate(noisy.length);
        stereo().process(FloatBuffer.wrap(floats), cleanBuffer);
        little.flip();
        stereo().process(little, big);
        big.flip();
        assertEquals(0, little.remaining());
        assertArrayEquals(cleanFloats, cleanBuffer.array());
        for (int n = 0; n < noisy.length; n++) {
            assertEquals(clean[n], big.getShort());
            assertEquals(clean[n], Math.round(cleanFloats[n] * 32768));
        }
    }

    @Example
    void processesBytesInPlace() {
        byte[] bytes = new byte[3840];
        new Random(1).nextBytes(bytes);
        ByteBuffer expected = ByteBuffer.allocate(bytes.length);
        stereo().process(ByteBuffer.wrap(bytes), expected);
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        stereo().process(packet, packet);
        assertArrayEquals(expected.array(), bytes);
        assertEquals(bytes.length, packet.position());
    }

    @Example
    void limitsWhatShortsCannotHold() {
        short[] square = new short[24000];
        for (int n = 0; n < square.length; n++) {
            square[n] = n / 24 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        VoiceStream stream = VoiceStream.builder().sampleRate(48000).strength(0).build();
        short[] out = new short[square.length];
        stream.process(square, out);
        for (int n = 0; n < square.length - stream.latency(); n++) {
            assertEquals(square[n], out[n + stream.latency()], 600, "sample " + n);
        }
    }

    @Example
    void refusesWhatDoesNotFitBeforeAnySampleIsTaken() {
        float[] noisy = noise(4000);
        float[] expected = new float[noisy.length];
        stereo().process(noisy, expected);
        VoiceStream stream = stereo();
        float[] wrongScale = noisy.clone();
        wrongScale[3999] = 12000;
        refuses(
                "sample 3999 is 12000.0, but full scale is 1:"
                        + " divide 16-bit samples by 32768, or pass short[]",
                () -> stream.process(wrongScale, wrongScale));
        refuses(
                "sample 1 is -500.0, but full scale is 1:"
                        + " divide 16-bit samples by 32768, or pass short[]",
                () -> stream.process(FloatBuffer.wrap(new float[] {0, -500}), room(2)));
        refuses(
                "3 samples are no multiple of 2 channels",
                () -> stream.process(new short[3], new short[3]));
        refuses(
                "the output has room for 2 samples, needs 4",
                () -> stream.process(new float[4], new float[2]));
        refuses(
                "the output has room for 1 samples, needs 2",
                () -> stream.process(ByteBuffer.allocate(4), ByteBuffer.allocate(3)));
        refuses(
                "the output is a read-only buffer",
                () ->
                        stream.process(
                                ByteBuffer.allocate(4), ByteBuffer.allocate(4).asReadOnlyBuffer()));
        refuses(
                "16-bit samples take an even number of bytes, got 3",
                () -> stream.process(ByteBuffer.allocate(3), ByteBuffer.allocate(3)));
        refuses(
                "the output has room for 3 samples, needs " + 2 * stream.latency(),
                () -> stream.flush(new short[3]));
        float[] out = new float[noisy.length];
        stream.process(noisy, out);
        assertArrayEquals(expected, out);
    }

    @Example
    void takesNotANumberAsSilence() {
        float[] broken = new float[960];
        broken[100] = Float.NaN;
        broken[101] = Float.NEGATIVE_INFINITY;
        float[] out = new float[960];
        stereo().process(broken, out);
        assertArrayEquals(new float[960], out);
    }

    @Example
    void beginsAnewAfterFlushAndReset() {
        float[] noisy = noise(9600);
        float[] expected = new float[noisy.length];
        VoiceStream stream = stereo();
        stream.process(noisy, expected);
        stream.flush(new float[2 * stream.latency()]);
        float[] out = new float[noisy.length];
        stream.process(noisy, out);
        assertArrayEquals(expected, out, "after flush");
        stream.reset();
        stream.process(noisy, out);
        assertArrayEquals(expected, out, "after reset");
    }

    @Example
    void obeysItsSettings() {
        short[] noisy = shorts(9600);
        short[] out = new short[noisy.length];
        VoiceStream stream = VoiceStream.builder().maxAttenuation(0).build();
        stream.setBypass(true);
        stream.process(noisy, out);
        for (int n = 0; n < noisy.length - stream.latency(); n++) {
            assertEquals(noisy[n], out[n + stream.latency()], 1);
        }
        refuses(
                "strength must be between 0 and 1, got 2.0",
                () -> VoiceStream.builder().strength(2).build());
        refuses("channels must be 1 or more, got 0", () -> VoiceStream.builder().channels(0));
        refuses(
                "the sample rate must be between 8000 and 192000 Hz, got 44",
                () -> VoiceStream.builder().sampleRate(44));
    }

    @Example
    void usesTheWeightsThatWereGiven() {
        Weights random = Golden.weights("random-weights.safetensors");
        float[] noisy = noise(4800);
        float[] own = new float[noisy.length];
        VoiceStream.builder().build().process(noisy, own);
        float[] other = new float[noisy.length];
        VoiceStream.builder().weights(random).build().process(noisy, other);
        assertFalse(Arrays.equals(own, other));
    }

    @Example
    void dropsContentAbove8KilohertzIfNarrow() {
        float[] high = new float[48000];
        for (int n = 0; n < high.length; n++) {
            high[n] = (float) Math.sin(2 * Math.PI * 12000 * n / 48000);
        }
        float[] wide = new float[high.length];
        VoiceStream.builder().sampleRate(48000).strength(0).build().process(high, wide);
        float[] narrow = new float[high.length];
        VoiceStream.builder()
                .sampleRate(48000)
                .strength(0)
                .narrow(true)
                .build()
                .process(high, narrow);
        assertEquals(1, peak(wide), 0.01);
        assertEquals(0, peak(narrow), 1e-3);
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (int n = samples.length / 2; n < samples.length; n++) {
            peak = Math.max(peak, Math.abs(samples[n]));
        }
        return peak;
    }

    @Example
    void givesTheSameSoundWarmedUpAndForLongSound() {
        short[] noisy = shorts(4800);
        short[] expected = new short[noisy.length];
        VoiceStream.builder().build().process(noisy, expected);
        short[] out = new short[noisy.length];
        Duration brief = Duration.ofMillis(20);
        VoiceStream.builder().warmUp(brief).expectedLength(brief).build().process(noisy, out);
        assertArrayEquals(expected, out);
    }

    @Example
    void cannotBeUsedAfterClose() {
        VoiceStream stream = stereo();
        assertFalse(stream.isClosed());
        stream.close();
        stream.close();
        assertTrue(stream.isClosed());
        assertThrows(IllegalStateException.class, () -> stream.process(new short[2], new short[2]));
        assertThrows(IllegalStateException.class, () -> stream.flush(new float[9600]));
    }

    private static VoiceStream stereo() {
        return VoiceStream.builder().sampleRate(48000).channels(2).build();
    }

    private static void refuses(String message, Runnable call) {
        Exception refusal = assertThrows(IllegalArgumentException.class, call::run);
        assertEquals(message, refusal.getMessage());
    }

    private static FloatBuffer room(int samples) {
        return FloatBuffer.allocate(samples);
    }

    private static float[] noise(int samples) {
        Random random = new Random(samples);
        float[] noise = new float[samples];
        for (int n = 0; n < samples; n++) {
            noise[n] = random.nextFloat() - 0.5f;
        }
        return noise;
    }

    private static short[] shorts(int samples) {
        Random random = new Random(samples);
        short[] noise = new short[samples];
        for (int n = 0; n < samples; n++) {
            noise[n] = (short) (random.nextInt(20000) - 10000);
        }
        return noise;
    }
}
