package quietline.streaming.profile;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program in a fresh Java, with the same options and class path. */
public final class ChildJava {

    private final String mainClass;
    private final List<String> options;

    private ChildJava(String mainClass, List<String> options) {
        this.mainClass = mainClass;
        this.options = options;
    }

    public static ChildJava of(Class<?> mainClass) {
        return new ChildJava(
                mainClass.getName(), ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** With one more option for Java. */
    public ChildJava with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new ChildJava(mainClass, more);
    }

    /** The command line that starts it with these arguments. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs it and returns what it wrote on stdout.
     *
     * @throws IOException if it fails, with its last line on stderr
     */
    public String run(List<String> arguments) throws IOException {
        Path errors = TemporaryFolder.file(".err");
        try {
            // What Java itself logs would be among what the program says.
            ChildJava quiet = with("-Xlog:disable").with("-Xlog:all=error:stderr");
            Process process =
                    new ProcessBuilder(quiet.command(arguments))
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            String told =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = awaited(process);
            if (exit != 0) {
                List<String> lines = Files.readAllLines(errors);
                String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
                throw new IOException(
                        "another start of Java ended with %d: %s".formatted(exit, last));
            }
            return told;
        } finally {
            Files.delete(errors);
        }
    }

    /** Ends the child if we are ended. */
    private static int awaited(Process process) throws IOException {
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            removed(end);
        }
    }

    private static void removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are ending already.
            Thread.currentThread().interrupt();
        }
    }
}
