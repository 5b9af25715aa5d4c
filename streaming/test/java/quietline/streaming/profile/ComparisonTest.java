package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import quietline.streaming.profile.Comparison.Verdict;

/** Made-up runs whose true difference is known. */
class ComparisonTest {

    private static final int BATCHES = 100;

    /** Returns starts with batch medians around 20 µs times {@code factor}. */
    private static List<long[]> starts(
            Random random, int count, double factor, double startSpread, double batchSpread) {
        List<long[]> starts = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            double level = 20_000 * factor * (1 + startSpread * random.nextGaussian());
            long[] medians = new long[BATCHES];
            for (int i = 0; i < BATCHES; i++) {
                medians[i] = Math.round(level * (1 + batchSpread * random.nextGaussian()));
            }
            starts.add(medians);
        }
        return starts;
    }

    @Test
    void findsATenthAcrossStarts() {
        Random random = new Random(1);
        List<long[]> a = starts(random, 5, 1, 0.01, 0.02);
        Comparison slower = Comparison.of(a, starts(random, 5, 1.1, 0.01, 0.02));
        assertTrue(slower.acrossStarts());
        assertEquals(Verdict.SLOWER, slower.verdict());
        assertEquals(1.1, slower.ratio(), 0.02);
        assertTrue(slower.low() < 1.1 && slower.high() > 1.08, slower.toString());
        Comparison faster = Comparison.of(a, starts(random, 5, 0.9, 0.01, 0.02));
        assertEquals(Verdict.FASTER, faster.verdict());
        assertTrue(faster.text().startsWith("faster: B takes 0."), faster.text());
    }

    /** About 5 % of the comparisons of equal runs may claim a difference. */
    @Test
    void seldomTellsEqualRunsApart() {
        Random random = new Random(2);
        int claims = 0;
        for (int i = 0; i < 300; i++) {
            List<long[]> a = starts(random, 5, 1, 0.03, 0.02);
            List<long[]> b = starts(random, 5, 1, 0.03, 0.02);
            claims += Comparison.of(a, b).verdict() == Verdict.NO_DIFFERENCE_SHOWN ? 0 : 1;
        }
        assertTrue(claims >= 4 && claims <= 27, claims + " of 300");
    }

    @Test
    void coversTheTrueRatioOfSingleStarts() {
        Random random = new Random(3);
        int held = 0;
        for (int i = 0; i < 40; i++) {
            Comparison one =
                    Comparison.of(starts(random, 1, 1, 0, 0.05), starts(random, 1, 1.03, 0, 0.05));
            assertFalse(one.acrossStarts());
            held += one.low() <= 1.03 && 1.03 <= one.high() ? 1 : 0;
        }
        assertTrue(held >= 34, held + " of 40");
    }

    /** The computer's speed changes by 30 % during the run. */
    @Test
    void findsAHundredthBetweenStreamsThatTakeTurns() {
        Random random = new Random(6);
        long[] a = new long[BATCHES];
        long[] b = new long[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            double level = 20_000 * (1 + 0.3 * Math.sin(i / 9.0));
            a[i] = Math.round(level * (1 + 0.003 * random.nextGaussian()));
            b[i] = Math.round(1.01 * level * (1 + 0.003 * random.nextGaussian()));
        }
        Comparison paired = Comparison.paired(a, b);
        assertEquals(1.01, paired.ratio(), 0.002);
        assertTrue(paired.low() > 1.007 && paired.high() < 1.013, paired.toString());
        assertEquals(Verdict.SLOWER, paired.verdict());
        Comparison alone = Comparison.of(List.of(a), List.of(b));
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, alone.verdict());
    }

    @Test
    void findsNoDifferenceBetweenAReportAndItself() {
        List<long[]> a = starts(new Random(4), 1, 1, 0, 0.05);
        Comparison same = Comparison.of(a, a);
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, same.verdict());
        assertEquals(1, same.ratio());
        assertTrue(same.text().startsWith("no difference shown: "), same.text());
        List<long[]> many = starts(new Random(5), 4, 1, 0.01, 0.02);
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, Comparison.of(many, many).verdict());
    }

    @Test
    void comparesValuesThatNeverVary() {
        List<long[]> a = List.of(new long[] {100, 100}, new long[] {100}, new long[] {100});
        List<long[]> b = List.of(new long[] {110}, new long[] {110}, new long[] {110});
        assertEquals(Verdict.SLOWER, Comparison.of(a, b).verdict());
        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, Comparison.of(a, a).verdict());
    }
}
