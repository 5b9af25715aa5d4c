package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.gtcrn.GtcrnStage;
import quietline.reference.Cost;
import quietline.reference.OfflineGtcrn;
import quietline.reference.OfflineNetwork;
import quietline.reference.OfflineUlunas;
import quietline.ulunas.UlunasStage;
import quietline.weights.Golden;
import quietline.weights.Weights;

class StageTimesTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** Each stage of every other hop is marked, and together they are within what the hop took. */
    @ParameterizedTest
    @ValueSource(strings = {"random-weights.safetensors", "ulunas-random-weights.safetensors"})
    void timesEveryStageOfEveryOtherHop(String weights) {
        Enhancer enhancer = Enhancer.create(Golden.weights(weights), Long.MAX_VALUE);
        enhancer.timeStages(true);
        int stages = enhancer.stages().size();
        float[] noisy = EnhancerTest.noise(HOP, 3);
        Set<Integer> marked = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long before = System.nanoTime();
            enhancer.process(noisy, 0, new float[HOP], 0);
            long whole = System.nanoTime() - before;
            if (i % 2 == 1) {
                assertEquals(-1, enhancer.stageNanos(0));
                continue;
            }
            long sum = 0;
            for (int stage = 0; stage < stages; stage++) {
                long nanos = enhancer.stageNanos(stage);
                assertTrue(nanos >= 0);
                // A clock may be too coarse for a short stage, but not every time.
                if (nanos > 0) {
                    marked.add(stage);
                }
                sum += nanos;
            }
            assertTrue(sum <= whole, sum + " ns of " + whole);
        }
        assertEquals(stages, marked.size());
    }

    @Test
    void doesNotTimeStagesUntilAsked() {
        Enhancer enhancer = Enhancer.create();
        for (int i = 0; i < 2; i++) {
            enhancer.process(new float[HOP], 0, new float[HOP], 0);
            assertEquals(-1, enhancer.stageNanos(0));
        }
    }

    @Test
    void givesTheSameOutputWhenTimed() {
        float[] noisy = EnhancerTest.noise(50 * HOP, 4);
        Enhancer untimed = Enhancer.create(Enhancer.defaultWeights(), Long.MAX_VALUE);
        assertArrayEquals(
                new EnhancerStream(untimed).enhance(noisy),
                new EnhancerStream(timed()).enhance(noisy));
    }

    private static Enhancer timed() {
        Enhancer enhancer = Enhancer.create(Enhancer.defaultWeights(), Long.MAX_VALUE);
        enhancer.timeStages(true);
        return enhancer;
    }

    /** Every layer of the network is some stage's, so that none of its cost is lost. */
    @Test
    void listsStagesThatBearTheWholeCost() {
        checkCosts(
                new OfflineGtcrn(Weights.fast()),
                Arrays.stream(GtcrnStage.values()).map(GtcrnStage::tensors));
        checkCosts(
                new OfflineUlunas(Golden.weights("ulunas-random-weights.safetensors")),
                Arrays.stream(UlunasStage.values()).map(UlunasStage::tensors));
    }

    private static void checkCosts(OfflineNetwork network, Stream<String> stages) {
        Map<String, Cost> costs = network.costsPerStage();
        Cost sum =
                stages.map(stage -> costs.getOrDefault(stage, Cost.NONE))
                        .reduce(Cost.NONE, Cost::plus);
        assertEquals(network.costPerFrame(), sum);
    }
}
