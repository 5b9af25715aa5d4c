package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullBandEnhancerTest {

    /** Enhances the whole hops of a recording. */
    static float[] enhance(FullBandEnhancer enhancer, float[] in) {
        float[] out = new float[in.length];
        int hop = enhancer.hopSamples();
        for (int at = 0; at + hop <= in.length; at += hop) {
            enhancer.process(in, at, out, at);
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"8000, 128", "16000, 256", "32000, 512", "48000, 768", "96000, 1536"})
    void returnsInputLateIfBypassed(int rate, int hop) {
        Enhancer enhancer = Enhancer.create();
        enhancer.setBypass(true);
        FullBandEnhancer live = new FullBandEnhancer(enhancer, rate);
        assertEquals(hop, live.hopSamples());
        float[] in = EnhancerTest.noise(20 * hop, 1);
        float[] out = enhance(live, in);
        int late = live.latencySamples();
        // The first hop is reflected before the start, and the last ones are not complete.
        assertArrayEquals(
                Arrays.copyOfRange(in, 2 * hop, 18 * hop),
                Arrays.copyOfRange(out, 2 * hop + late, 18 * hop + late),
                2e-4f);
    }

    @ParameterizedTest
    @CsvSource({"16000, 16", "32000, 21.2", "48000, 21.6", "96000, 21.6"})
    void isLateBy(int rate, double millis) {
        int late = new FullBandEnhancer(Enhancer.create(), rate).latencySamples();
        assertEquals(millis, 1000.0 * late / rate, 0.1);
    }

    @Test
    void behavesAsNewAfterReset() {
        FullBandEnhancer live = new FullBandEnhancer(Enhancer.create(), 48_000);
        float[] in = EnhancerTest.noise(20 * live.hopSamples(), 2);
        float[] expected = enhance(live, in);
        live.reset();
        assertArrayEquals(expected, enhance(live, in));
    }

    @ParameterizedTest
    @ValueSource(ints = {-16_000, 0, 4000, 384_000})
    void refusesRatesOutOfRange(int rate) {
        for (Executable use :
                List.<Executable>of(
                        () -> new FullBandEnhancer(Enhancer.create(), rate),
                        () -> new FullBandStream(Enhancer.create(), rate),
                        () -> FullBandStream.enhance(new float[100], rate))) {
            assertEquals(
                    "a sampling rate of " + rate + " Hz, expected 8000 to 192000",
                    assertThrows(IllegalArgumentException.class, use).getMessage());
        }
    }

    @Test
    void refusesRatesWithoutWholeHops() {
        assertEquals(
                "sample rate must give a whole number of samples in 16 ms, got 44100",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new FullBandEnhancer(Enhancer.create(), 44_100))
                        .getMessage());
    }
}
