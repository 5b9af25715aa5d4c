package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Enhancer;
import quietline.streaming.io.Excerpt;

class ChannelsTest {

    private static final int CHANNELS = 5;

    /** Channels of different sound, so that one in the place of another would be noticed. */
    @ParameterizedTest
    @ValueSource(ints = {16_000, 44_100})
    void givesTheSameBitsOnAnyNumberOfCores(int rate) {
        float[] block = new float[rate / 3 * CHANNELS];
        Random random = new Random(rate);
        for (int n = 0; n < block.length; n++) {
            block[n] = (n % CHANNELS + 1) * 0.02f * (float) random.nextGaussian();
        }
        Channels serial = channels(rate, false);
        Channels parallel = channels(rate, true);
        for (int turn = 0; turn < 4; turn++) {
            int ready = turn < 3 ? serial.push(block, rate / 3) : serial.flush();
            assertEquals(ready, turn < 3 ? parallel.push(block, rate / 3) : parallel.flush());
            for (int c = 0; c < CHANNELS; c++) {
                assertArrayEquals(
                        Arrays.copyOf(serial.clean(c), ready),
                        Arrays.copyOf(parallel.clean(c), ready));
            }
        }
        assertEquals(serial.speech(1), parallel.speech(1));
    }

    private static Channels channels(int rate, boolean parallel) {
        Treatment treatment =
                new Treatment(
                        Enhancer.defaultWeights(),
                        1,
                        Double.POSITIVE_INFINITY,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Excerpt.WHOLE);
        return new Channels(treatment, CHANNELS, rate, 0, parallel);
    }
}
