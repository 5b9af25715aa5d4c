package quietline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import quietline.kernel.Kernels;
import quietline.kernel.SwitchingKernels;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** Practice before sound comes, and the change to kernels that needed more of it. */
class WarmupTest {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Weights RANDOM = Golden.weights("random-weights.safetensors");
    private static final float[] NOISY = EnhancerTest.noise(5000, 1);

    private final Kernels scalar = Kernels.forHops(0);

    /** Of the kernels that allocate. */
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aLiveStreamHasHeardNothingOfThePractice() {
        float[] expected = Enhancer.create(RANDOM, scalar).enhance(NOISY);
        assertArrayEquals(expected, Enhancer.createLive(RANDOM).enhance(NOISY), 1e-5f);
        Enhancer enhancer = Enhancer.create(RANDOM, scalar);
        assertTrue(Warmup.settle(enhancer) > 0);
        float[] out = new float[Enhancer.HOP_SAMPLES];
        enhancer.process(new float[Enhancer.HOP_SAMPLES], 0, out, 0);
        assertArrayEquals(new float[Enhancer.HOP_SAMPLES], out, 1e-6f);
    }

    @Test
    void kernelsThatHaveBeenPractisedAreChangedOverTo() {
        SwitchingKernels kernels = new SwitchingKernels(allocating(), scalar);
        Enhancer live = Enhancer.create(RANDOM, kernels);
        assertEquals("allocating", live.kernelsName());
        assertTrue(Warmup.changeOver(RANDOM, kernels, 60 * SECOND_NANOS));
        assertEquals(scalar.name(), live.kernelsName());
        assertTrue(calls.get() > 3000, "those that streams begin with: " + calls);
        assertTrue(Warmup.changeOver(RANDOM, kernels, 0), "twice is as good as once");
    }

    @Test
    void kernelsThatAllocateAreNot() {
        SwitchingKernels kernels = new SwitchingKernels(scalar, allocating());
        Enhancer live = Enhancer.create(RANDOM, kernels);
        assertFalse(Warmup.changeOver(RANDOM, kernels, SECOND_NANOS / 2));
        assertEquals(scalar.name(), live.kernelsName());
    }

    /** The scalar kernels, with an array made for the arguments of every call. */
    private Kernels allocating() {
        return (Kernels)
                Proxy.newProxyInstance(
                        Kernels.class.getClassLoader(),
                        new Class<?>[] {Kernels.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("name")) {
                                return "allocating";
                            }
                            calls.incrementAndGet();
                            return method.invoke(scalar, arguments);
                        });
    }
}
