package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;

/** The same samples give the same bits, whether Java has compiled what they run through or not. */
@Tag("slow")
class SameBitsTest {

    private static final int HOPS = 12;

    /** Some seconds: the compilers are done with most of it after the first. */
    private static final int ROUNDS = 600;

    /**
     * In a Java of its own, in which nothing is compiled yet: prints how often a recording came out
     * otherwise than at first.
     */
    static final class OverAndOver {

        private OverAndOver() {}

        public static void main(String[] args) {
            float[] noisy = EnhancerTest.noise(HOPS * Enhancer.HOP_SAMPLES, 1);
            float[] first = enhanced(noisy);
            int others = 0;
            for (int round = 1; round < ROUNDS; round++) {
                others += Arrays.equals(enhanced(noisy), first) ? 0 : 1;
            }
            System.out.println(others + " of " + ROUNDS);
        }

        private static float[] enhanced(float[] noisy) {
            return new EnhancerStream(
                            Enhancer.create(Enhancer.defaultWeights(), KernelChoice.fastest()))
                    .enhance(noisy);
        }
    }

    @Test
    void givesTheSameBitsCompiledOrNot() throws Exception {
        String kernels = System.getProperty("quietline.kernels", "auto");
        Process fresh =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Dquietline.kernels=" + kernels,
                                "-cp",
                                System.getProperty("java.class.path"),
                                OverAndOver.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        byte[] told = fresh.getInputStream().readAllBytes();
        assertEquals("0 of " + ROUNDS, new String(told, StandardCharsets.UTF_8).strip());
    }
}
