package quietline.streaming.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command line in a JVM of its own. */
final class Child {

    private static final List<String> BRIEF =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Dquietline.terminal=false");

    private Child() {}

    /** Prepares the process with these options of Java. */
    static ProcessBuilder of(List<String> options, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            // As the jar's manifest allows; or JLine's library would be warned of.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(QuietlineCommand.class.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder child = new ProcessBuilder(command);
        child.environment().remove("JAVA_TOOL_OPTIONS");
        return child;
    }

    /** Runs the process, with stdout merged into stderr. */
    static Run run(List<String> options, Object... arguments)
            throws IOException, InterruptedException {
        Process process = of(options, arguments).redirectErrorStream(true).start();
        byte[] printed = process.getInputStream().readAllBytes();
        return new Run(process.waitFor(), "", new String(printed, StandardCharsets.UTF_8));
    }

    /**
     * Runs a command in bash, in which {@code quietline} is the program and $1, $2 and so on are
     * files; stdout is discarded.
     */
    static Run bash(String command, Path... files) throws IOException, InterruptedException {
        List<String> program = of(BRIEF).command();
        List<String> line = new ArrayList<>(List.of("bash", "-c"));
        line.add(
                "n=$1; program=(\"${@:2:n}\"); shift $((n + 1)); set -o pipefail;"
                        + " quietline() { \"${program[@]}\" \"$@\"; }; "
                        + command);
        line.add("bash");
        line.add("" + program.size());
        line.addAll(program);
        Stream.of(files).map(Path::toString).forEach(line::add);
        ProcessBuilder bash = new ProcessBuilder(line).redirectOutput(Redirect.DISCARD);
        bash.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = bash.start();
        process.getOutputStream().close();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), "", err);
    }
}
