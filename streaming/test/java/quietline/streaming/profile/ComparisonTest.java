package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.profile.Comparison.Verdict;

/** Made-up runs whose true difference is known. */
class ComparisonTest {

    private static final int BATCHES = 100;

    /** Returns batch medians around 20 µs times {@code factor}. */
    private static double[] run(Random random, double factor) {
        return run(i -> 20_000 * factor * (1 + 0.05 * random.nextGaussian()));
    }

    private static double[] run(IntToDoubleFunction batch) {
        double[] medians = new double[BATCHES];
        Arrays.setAll(medians, batch);
        return medians;
    }

    @Test
    void findsATenth() {
        Random random = new Random(1);
        double[] a = run(random, 1);
        Comparison slower = Comparison.of(a, run(random, 1.1));
        assertEquals(Verdict.SLOWER, slower.verdict());
        assertEquals(1.1, slower.ratio(), 0.02);
        assertTrue(slower.low() < 1.1 && slower.high() > 1.08, slower.toString());
        Comparison faster = Comparison.of(a, run(random, 0.9));
        assertEquals(Verdict.FASTER, faster.verdict());
        assertTrue(faster.text().startsWith("faster: B takes 0."), faster.text());
    }

    /** The interval may miss the true ratio in about 5 % of the comparisons. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.03})
    void coversTheTrueRatio(double ratio) {
        Random random = new Random(3);
        int held = 0;
        for (int i = 0; i < 40; i++) {
            Comparison one = Comparison.of(run(random, 1), run(random, ratio));
            held += one.low() <= ratio && ratio <= one.high() ? 1 : 0;
        }
        assertTrue(held >= 34, held + " of 40");
    }

    /** Batches that lie side by side resemble each other, so there is less to learn from them. */
    @Test
    void doesNotTakeASlowChangeOfTheComputersSpeedForADifference() {
        double[] a = run(i -> 20_000 * (1 + 0.3 * Math.sin(i / 9.0)));
        double[] b = run(i -> 20_200 * (1 + 0.3 * Math.sin(i / 9.0)));
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, Comparison.of(a, b).verdict());
    }

    @Test
    void findsNoDifferenceBetweenAReportAndItself() {
        double[] a = run(new Random(4), 1);
        Comparison same = Comparison.of(a, a);
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, same.verdict());
        assertEquals(1, same.ratio());
        assertTrue(same.text().startsWith("no difference shown: "), same.text());
    }

    @Test
    void comparesValuesThatNeverVary() {
        double[] a = run(i -> 100);
        assertEquals(Verdict.SLOWER, Comparison.of(a, run(i -> 110)).verdict());
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, Comparison.of(a, a).verdict());
    }
}
