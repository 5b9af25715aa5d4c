package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import quietline.gtcrn.Stage;
import quietline.gtcrn.StageTimes;
import quietline.kernel.KernelChoice;
import quietline.reference.Cost;
import quietline.reference.OfflineGtcrn;

class StageTimesTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;

    /** Each stage of every other hop is marked, and together they are within what the hop took. */
    @Test
    void everyStageIsTimedAndTheyAddUp() {
        StageTimes times = new StageTimes();
        Enhancer enhancer =
                Enhancer.create(Enhancer.defaultWeights(), KernelChoice.fastest(), times);
        float[] noisy = EnhancerTest.noise(HOP, 3);
        Set<Stage> marked = EnumSet.noneOf(Stage.class);
        for (int i = 0; i < 200; i++) {
            long before = System.nanoTime();
            enhancer.process(noisy, 0, new float[HOP], 0);
            long whole = System.nanoTime() - before;
            assertEquals(i % 2 == 0, times.timed());
            if (!times.timed()) {
                continue;
            }
            long sum = 0;
            for (Stage stage : Stage.values()) {
                // A clock may be too coarse for a short stage, but not every time.
                if (times.nanos(stage) > 0) {
                    marked.add(stage);
                }
                sum += times.nanos(stage);
            }
            assertTrue(sum <= whole, sum + " ns of " + whole);
        }
        assertEquals(EnumSet.allOf(Stage.class), marked);
    }

    @Test
    void theSoundIsTheSame() {
        float[] noisy = EnhancerTest.noise(50 * HOP, 4);
        Enhancer timed =
                Enhancer.create(
                        Enhancer.defaultWeights(), KernelChoice.fastest(), new StageTimes());
        Enhancer untimed = Enhancer.create(Enhancer.defaultWeights(), KernelChoice.fastest());
        assertArrayEquals(
                new EnhancerStream(untimed).enhance(noisy),
                new EnhancerStream(timed).enhance(noisy));
    }

    /** Every layer of the network is some stage's, so that none of its cost is lost. */
    @Test
    void stagesBearAllOfTheCost() {
        OfflineGtcrn network = new OfflineGtcrn(Enhancer.defaultWeights());
        Map<String, Cost> costs = network.costsPerStage();
        Cost sum =
                Arrays.stream(Stage.values())
                        .map(stage -> costs.getOrDefault(stage.tensors(), Cost.NONE))
                        .reduce(Cost.NONE, Cost::plus);
        assertEquals(network.costPerFrame(), sum);
        assertEquals(48_245, sum.parameters());
    }
}
