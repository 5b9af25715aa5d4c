package quietline.streaming.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Binds a program to cores, where the system can: Linux, by {@code taskset}. */
public final class CorePinning {

    private static final String PROGRAM = "taskset";

    private CorePinning() {}

    /**
     * @throws IOException if programs cannot be bound to these cores here
     */
    public static void check(String cores) throws IOException {
        Process trial;
        try {
            trial =
                    new ProcessBuilder(PROGRAM, "--cpu-list", cores, "true")
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new IOException(
                    "--pin needs Linux's taskset (of util-linux), which is not on PATH");
        }
        String told =
                new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (trial.waitFor() != 0) {
                throw new IOException("--pin %s: %s".formatted(cores, told));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to put before a command. */
    public static String[] command(String cores) {
        return new String[] {PROGRAM, "--cpu-list", cores};
    }
}
