package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.kernel.Kernels;
import quietline.kernel.SwitchingKernels;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.WavFormat;

class KernelChangeTest {

    @Test
    void changesAtOneInstantOnly() {
        assumeTrue(
                Kernels.forLive().unchanged().canChange(),
                "needs a free choice of kernels, and vectors: -Dquietline.kernels=auto");
        KernelChange change =
                new KernelChange(Enhancer.defaultWeights(), 1000, 5000, Optional.empty());
        String first = change.kernels().name();
        assertEquals(5000, change.room(0));
        change.reached(4096);
        assertEquals(904, change.room(4096));
        assertEquals(first, change.kernels().name());
        change.reached(5000);
        assertNotEquals(first, change.kernels().name());
        assertEquals(Long.MAX_VALUE, change.room(5000));
    }

    @Test
    void onlyWhatMayReachTheChangeGetsBoth() {
        Kernels first = Kernels.forHops(0);
        for (long promised : new long[] {0, 160_000, 12 * 60 * 16_000 - 1}) {
            assertEquals(first.getClass(), kernels(promised).getClass());
        }
        for (long promised : new long[] {-1, 12 * 60 * 16_000}) {
            assertInstanceOf(SwitchingKernels.class, kernels(promised));
        }
    }

    private static Kernels kernels(long promisedInstants) {
        WavFormat format = new WavFormat(SampleEncoding.PCM16, 1, 16_000);
        return KernelChange.of(
                        Enhancer.defaultWeights(), format, promisedInstants, Optional.empty())
                .kernels();
    }

    @Test
    void doesNotTouchWhatOthersShare() {
        Kernels shared = Kernels.instance();
        KernelChange change =
                new KernelChange(Enhancer.defaultWeights(), 10, 10, Optional.of(shared));
        change.reached(10);
        assertSame(shared, change.kernels());
        assertEquals(Long.MAX_VALUE, change.room(0));
    }
}
