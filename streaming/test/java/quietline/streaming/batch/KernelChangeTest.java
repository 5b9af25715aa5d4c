package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.kernel.Kernels;

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
    void doesNotTouchWhatOthersShare() {
        Kernels shared = Kernels.instance();
        KernelChange change =
                new KernelChange(Enhancer.defaultWeights(), 10, 10, Optional.of(shared));
        change.reached(10);
        assertSame(shared, change.kernels());
        assertEquals(Long.MAX_VALUE, change.room(0));
    }
}
