package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Which kernels run, and what is said about it, in machines started for it. */
class KernelChoiceTest {

    private static final String REMEDY = "--add-modules jdk.incubator.vector";

    @TempDir private Path folder;

    /** A program that adds with the chosen kernels. */
    static final class Sum {

        private Sum() {}

        public static void main(String[] args) {
            float[] sum = new float[17];
            float[] numbers = new float[17];
            numbers[16] = 21;
            KernelChoice.fastest().add(numbers, numbers, sum, 0, 17);
            System.out.println(KernelChoice.fastest().name() + " " + sum[16]);
        }
    }

    @Test
    void choosesScalarOnRequest() {
        assertEquals("scalar", KernelChoice.forSamples("scalar", Long.MAX_VALUE).name());
    }

    @Test
    void namesTheWidthOfVectors() {
        String name = KernelPair.load().vector.name();
        assertTrue(name.matches("vector \\((64|128|256|512) bit\\)"), name);
    }

    @Test
    void choosesVectorWherePossible() throws Exception {
        Told told = run("--add-modules", "jdk.incubator.vector");
        assertEquals(0, told.status, told.err);
        assertTrue(told.out.matches("vector \\(.*\\) 42.0\\R"), told.out);
        assertFalse(told.err.contains("SIMD"), told.err);
    }

    /** As the manifest of quietline.jar allows. */
    @Test
    void addsTheModuleWithoutAWarning() throws Exception {
        Told told = run("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED");
        assertTrue(told.out.matches("vector \\(.*\\) 42.0\\R"), told.out);
        assertEquals("", told.err);
    }

    @Test
    void choosesScalarWithoutTheModuleAndLogsTheRemedy() throws Exception {
        Told told = run();
        assertEquals(0, told.status, told.err);
        assertEquals("scalar 42.0", told.out.strip());
        List<String> lines = told.err.lines().filter(line -> line.contains("SIMD")).toList();
        assertEquals(1, lines.size(), told.err);
        assertTrue(lines.get(0).contains(REMEDY), told.err);
    }

    @Test
    void logsNothingForRequestedScalar() throws Exception {
        Told told = run("-Dquietline.kernels=scalar");
        assertEquals("scalar 42.0", told.out.strip(), told.err);
        assertEquals("", told.err);
    }

    @Test
    void failsWithTheRemedyIfRequestedVectorCannotRun() throws Exception {
        Told told = run("-Dquietline.kernels=vector");
        assertEquals(1, told.status);
        assertTrue(told.err.contains(REMEDY), told.err);
    }

    @Test
    void choosesScalarInAnInterpreter() throws Exception {
        Told told = run("--add-modules", "jdk.incubator.vector", "-Xint");
        assertEquals("scalar 42.0", told.out.strip(), told.err);
        assertTrue(told.err.contains("-Xint"), told.err);
    }

    /** On such processors there is no fused multiply-add either. */
    @Test
    @EnabledOnOs(architectures = "amd64")
    void choosesScalarWithoutVectorInstructions() throws Exception {
        String[] old = {"-XX:UseAVX=0", "-XX:UseSSE=4", "--add-modules", "jdk.incubator.vector"};
        Told told = run(old);
        assertEquals("scalar 42.0", told.out.strip(), told.err);
    }

    private record Told(int status, String out, String err) {}

    private Told run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Sum.class.getName());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new Told(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    @Test
    void choosesScalarBelowFourMinutes() {
        long fourMinutes = 4 * 60 * 16_000;
        Kernels scalar = KernelChoice.forSamples("scalar", 0);
        Kernels fastest = KernelChoice.forSamples("auto", Long.MAX_VALUE);
        assertSame(scalar, KernelChoice.forSamples("auto", 0));
        assertSame(scalar, KernelChoice.forSamples("auto", fourMinutes - 1));
        assertSame(fastest, KernelChoice.forSamples("auto", fourMinutes));
    }

    @Test
    void prefersTheRequestToTheLength() {
        Kernels scalar = KernelChoice.forSamples("scalar", 0);
        assertSame(scalar, KernelChoice.forSamples("scalar", Long.MAX_VALUE));
        Kernels vector = KernelPair.load().vector;
        assertSame(vector, KernelChoice.forSamples("vector", 0));
        assertNotSame(scalar, vector);
    }

    @Test
    void refusesUnknownRequests() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class, () -> KernelChoice.forSamples("vectr", 0));
        assertEquals(
                "quietline.kernels must be auto, scalar or vector, got 'vectr'", e.getMessage());
    }
}
