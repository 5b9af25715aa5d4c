package quietline.streaming.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the command line in a JVM of its own. */
final class Child {

    private Child() {}

    /** Prepares the process; stderr is merged into stdout. */
    static ProcessBuilder of(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(QuietlineCommand.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Runs the process and returns the lines of stdout and stderr. */
    static List<String> told(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Process process = of(options, arguments).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told.lines().toList();
    }
}
