package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;

/** Whole hops where vectors are narrower: on this machine, made to forget what it can. */
@Tag("slow")
class VectorWidthTest {

    /** Of the largest sample; what single kernels may differ by adds up. */
    private static final double TOLERANCE = 1e-4;

    private static final int HOPS = 60;

    /** Prints what computes, and how far it is from the scalar kernels. */
    static final class Compared {

        private Compared() {}

        public static void main(String[] args) {
            Kernels kernels = KernelChoice.fastest();
            float[] noisy = EnhancerTest.noise(HOPS * Enhancer.HOP_SAMPLES, 1);
            float[] one = enhanced(noisy, kernels);
            float[] other = enhanced(noisy, KernelChoice.standard());
            double largest = 0;
            double error = 0;
            for (int n = 0; n < noisy.length; n++) {
                largest = Math.max(largest, Math.abs(other[n]));
                error = Math.max(error, Math.abs((double) one[n] - other[n]));
            }
            System.out.println(kernels.name() + "=" + (largest > 0 ? error / largest : Double.NaN));
        }

        private static float[] enhanced(float[] noisy, Kernels kernels) {
            return new EnhancerStream(Enhancer.create(Enhancer.defaultWeights(), kernels))
                    .enhance(noisy);
        }
    }

    @BeforeAll
    static void needsSuchAProcessor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        assumeTrue(Files.exists(file) && Files.readString(file).contains(" avx2 "));
        String wish = System.getProperty("quietline.kernels", "auto");
        assumeTrue(!wish.equals("scalar"), "without SIMD");
    }

    @Test
    void halfRows() throws Exception {
        assertAgrees("vector (256 bit)", "-XX:UseAVX=2");
    }

    @Test
    void quarterRows() throws Exception {
        assertAgrees("vector (128 bit)", "-XX:UseAVX=1");
    }

    /** Below, there is no fused multiply-add. */
    @Test
    void noVectors() throws Exception {
        assertAgrees("scalar", "-XX:UseAVX=0", "-XX:UseSSE=4");
    }

    private static void assertAgrees(String kernels, String... options) throws Exception {
        String[] answer = ChildJvm.run(Compared.class, options).split("=");
        System.out.println("difference from scalar, " + String.join(": ", answer));
        assertEquals(kernels, answer[0]);
        assertTrue(Double.parseDouble(answer[1]) < TOLERANCE, answer[1]);
    }
}
