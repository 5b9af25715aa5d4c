package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import quietline.kernel.Kernels;

/** Of the kernels that live streams change to, only the optimizing compiler makes code. */
class QuickCompilerTest {

    /** Level 4 is the optimizing compiler's; those below are the quick one's. */
    private static final Pattern COMPILED =
            Pattern.compile("^ *\\d+ +\\d+ [ %sbn!]* ([1-4]) +(\\S*)::.*");

    /** A live stream that becomes faster. */
    static final class Change {

        private Change() {}

        public static void main(String[] args) {
            Enhancer.createLive(Enhancer.defaultWeights());
            System.out.println("changed " + Warmup.changeOver(Enhancer.defaultWeights()));
        }
    }

    @Test
    void itLeavesTheVectorKernels() throws Exception {
        assumeTrue(Kernels.instance().name().startsWith("vector"));
        // Where kernels are prescribed a live stream begins with them, and changes to nothing.
        List<String> told =
                ChildJvm.run(Change.class, "-Dquietline.kernels=auto", "-XX:+PrintCompilation")
                        .lines()
                        .toList();
        assertTrue(told.contains("changed true"), () -> told.get(told.size() - 1));
        List<String> levels =
                told.stream()
                        .map(COMPILED::matcher)
                        .filter(line -> line.matches())
                        .filter(line -> line.group(2).startsWith("quietline.kernel.Vector"))
                        .map(line -> line.group(1))
                        .distinct()
                        .collect(Collectors.toList());
        assertEquals(List.of("4"), levels);
    }
}
