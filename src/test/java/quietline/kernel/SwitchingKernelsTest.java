package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** A stream whose kernels change under it: nobody hears it. */
class SwitchingKernelsTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final int HOPS = 12;
    private static final Weights WEIGHTS = Golden.weights("random-weights.safetensors");
    private static final float[] NOISY = KernelPair.noise(new Random(1), HOPS * HOP);

    private final Kernels scalar = KernelChoice.choose("scalar");

    /** The scalar ones once more where there are no others. */
    private final Kernels last = KernelChoice.choose("auto");

    private final float[] expected = through(Enhancer.create(WEIGHTS, scalar));

    /** A call is a matrix, a convolution, a chain: a hop has some ninety. */
    private SwitchingKernels changingAt(int call) {
        SwitchingKernels[] kernels = new SwitchingKernels[1];
        int[] calls = new int[1];
        Kernels counted =
                (Kernels)
                        Proxy.newProxyInstance(
                                Kernels.class.getClassLoader(),
                                new Class<?>[] {Kernels.class},
                                (proxy, method, arguments) -> {
                                    if (calls[0]++ == call) {
                                        kernels[0].changeOver();
                                    }
                                    return method.invoke(scalar, arguments);
                                });
        kernels[0] = new SwitchingKernels(counted, last);
        return kernels[0];
    }

    @Property(tries = 60)
    void theChangeIsNotHeardWheneverItHappens(@ForAll @IntRange(min = 2, max = 900) int call) {
        SwitchingKernels kernels = changingAt(call);
        float[] actual = through(Enhancer.create(WEIGHTS, kernels));
        assertFalse(kernels.canChange(), "the change should have happened within twelve hops");
        assertArrayEquals(expected, actual, 1e-5f);
    }

    @Test
    void whatTheStreamRemembersCounts() {
        Enhancer enhancer = Enhancer.create(WEIGHTS, scalar);
        float[] out = new float[NOISY.length];
        for (int at = 0; at < NOISY.length; at += HOP) {
            if (at == 6 * HOP) {
                enhancer.reset();
            }
            enhancer.process(NOISY, at, out, at);
        }
        double gap = 0;
        for (int i = 0; i < out.length; i++) {
            gap = Math.max(gap, Math.abs(out[i] - expected[i]));
        }
        assertTrue(gap > 1e-3, "forgetting would be noticed: " + gap);
    }

    @Test
    void allStreamsChangeAtOnce() {
        SwitchingKernels kernels = new SwitchingKernels(scalar, last);
        Enhancer one = Enhancer.create(WEIGHTS, kernels);
        Enhancer other = Enhancer.create(WEIGHTS, kernels);
        assertEquals("scalar", one.kernelsName());
        assertTrue(kernels.canChange());
        kernels.changeOver();
        assertEquals(last.name(), one.kernelsName());
        assertEquals(last.name(), other.kernelsName());
        assertFalse(kernels.canChange());
        assertArrayEquals(through(Enhancer.create(WEIGHTS, last)), through(one));
    }

    @Test
    void onlyAFreeChoiceChanges() {
        Kernels vector = KernelPair.load().vector;
        SwitchingKernels free = KernelChoice.live("auto", vector);
        assertEquals("scalar", free.name());
        assertSame(vector, free.last());
        assertEquals(vector.name(), free.changed().name());
        assertFalse(KernelChoice.live("vector", vector).canChange());
        assertFalse(KernelChoice.live("auto", scalar).canChange(), "nothing to change over to");
        assertNotEquals("scalar", KernelChoice.live("vector", vector).name());
    }

    private static float[] through(Enhancer enhancer) {
        float[] out = new float[NOISY.length];
        for (int at = 0; at < NOISY.length; at += HOP) {
            enhancer.process(NOISY, at, out, at);
        }
        return out;
    }
}
