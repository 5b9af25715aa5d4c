package quietline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a virtual machine of its own, of this Java, in which nothing is compiled yet. */
final class ChildJvm {

    private ChildJvm() {}

    /** What the program says. */
    static String run(Class<?> program, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] told = process.getInputStream().readAllBytes();
        return new String(told, StandardCharsets.UTF_8).strip();
    }

    /** The kernels that these tests are run with. */
    static String sameKernels() {
        return "-Dquietline.kernels=" + System.getProperty("quietline.kernels", "auto");
    }
}
