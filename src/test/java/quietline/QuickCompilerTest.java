package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.kernel.Kernels;

/** Of the kernels that live streams change to, only the optimizing compiler makes code. */
class QuickCompilerTest {

    /** Level 4 is the optimizing compiler's; those below are the quick one's. */
    private static final Pattern COMPILED =
            Pattern.compile("^ *\\d+ +\\d+ [ %sbn!]* ([1-4]) +(\\S*)::.*");

    @Test
    void itLeavesTheVectorKernels(@TempDir Path folder) throws Exception {
        assumeTrue(Kernels.instance().name().startsWith("vector"));
        Path temporary = Files.createDirectory(folder.resolve("a folder"));
        // Where kernels are prescribed a live stream begins with them, and changes to nothing.
        String told =
                ChildJvm.run(
                        AllocationTest.Change.class,
                        "-Dquietline.kernels=auto",
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:+PrintCompilation");
        List<String> levels =
                told.lines()
                        .map(COMPILED::matcher)
                        .filter(line -> line.matches())
                        .filter(line -> line.group(2).startsWith("quietline.kernel.Vector"))
                        .map(line -> line.group(1))
                        .distinct()
                        .collect(Collectors.toList());
        assertEquals(List.of("4"), levels);
        assertEquals(0, temporary.toFile().list().length, "left in the temporary folder");
    }
}
