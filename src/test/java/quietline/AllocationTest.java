package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.voice.VoiceStream;
import quietline.weights.Golden;
import quietline.weights.Weights;

/**
 * A hop allocates nothing: the code has no {@code new} in it. Java itself may allocate on any
 * thread now and then, such as when it compiles; so the least of many attempts counts.
 */
class AllocationTest {

    private static final int HOP = Enhancer.HOP_SAMPLES;
    private static final int ATTEMPTS = 100;

    /** Copies of the weights would take as much again. */
    private static final int MOST_BYTES_PER_STREAM = 250_000;

    static Stream<Weights> networks() {
        return Stream.of(Weights.fast(), Golden.weights("ulunas-random-weights.safetensors"));
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("networks")
    void allocatesNothingOnScalarKernels(Weights weights) {
        Enhancer enhancer = Enhancer.create(weights);
        assumeTrue(enhancer.kernelsName().equals("scalar"));
        assertEquals(0, leastBytes(ATTEMPTS, hops(enhancer, 10)));
        enhancer.setMaxAttenuation(12);
        enhancer.setGate(true);
        assertEquals(0, leastBytes(ATTEMPTS, hops(enhancer, 10)));
    }

    @Test
    void allocatesNothingAtAnotherRate() {
        float[] noisy = EnhancerTest.noise(700, 1);
        float[] clean = new float[2000];
        Enhancer enhancer = Enhancer.create();
        assumeTrue(enhancer.kernelsName().equals("scalar"));
        FullBandStream stream = new FullBandStream(enhancer, 44100);
        assertEquals(0, leastBytes(ATTEMPTS, () -> stream.push(noisy, 0, 700, clean, 0)));
    }

    @Test
    void allocatesNothingForPackets() {
        assumeTrue(Enhancer.create().kernelsName().equals("scalar"));
        VoiceStream stream = VoiceStream.builder().sampleRate(48000).channels(2).build();
        short[] shorts = new short[1920];
        float[] floats = EnhancerTest.noise(1920, 1);
        FloatBuffer buffer = FloatBuffer.wrap(floats.clone());
        ByteBuffer bytes = ByteBuffer.allocateDirect(3840);
        Runnable packets =
                () -> {
                    stream.process(shorts, shorts);
                    stream.process(floats, floats);
                    buffer.clear();
                    stream.process(buffer, buffer);
                    bytes.clear();
                    stream.process(bytes, bytes);
                };
        assertEquals(0, leastBytes(ATTEMPTS, packets));
    }

    /** Until the optimizing compiler has had them, vectors are objects on the heap. */
    @ParameterizedTest
    @MethodSource("networks")
    @Tag("slow")
    void allocatesNothingOnVectorKernelsOnceCompiled(Weights weights) {
        Kernels kernels = KernelChoice.fastest();
        assumeTrue(kernels.name().startsWith("vector"));
        Enhancer enhancer = Enhancer.create(weights, kernels);
        assertEquals(0, leastBytes(1000, hops(enhancer, 100)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void sharesWeightsBetweenStreams(Weights weights) {
        for (Kernels kernels : List.of(KernelChoice.fastest(), KernelChoice.standard())) {
            long bytes = leastBytes(3, () -> Enhancer.create(weights, kernels));
            assertTrue(bytes <= MOST_BYTES_PER_STREAM, "a stream takes " + bytes + " bytes");
        }
    }

    private static Runnable hops(Enhancer enhancer, int count) {
        float[] noisy = EnhancerTest.noise(count * HOP, 1);
        float[] clean = new float[HOP];
        return () -> {
            for (int i = 0; i < count; i++) {
                enhancer.process(noisy, i * HOP, clean, 0);
            }
        };
    }

    private static long leastBytes(int attempts, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < attempts && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
