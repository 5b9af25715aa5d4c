package quietline.streaming.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

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
                    new ProcessBuilder(
                                    PROGRAM,
                                    "--cpu-list",
                                    cores,
                                    "sed",
                                    "-n",
                                    "s/^Cpus_allowed_list:[^0-9]*//p",
                                    "/proc/self/status")
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
        // taskset is content with one of them.
        if (!set(told).equals(set(cores))) {
            throw new IOException(
                    "--pin %s: of these cores only %s may be used here".formatted(cores, told));
        }
    }

    /** Of {@code 0,2} or {@code 0-3}. */
    private static BitSet set(String cores) {
        BitSet set = new BitSet();
        for (String part : cores.split(",")) {
            String[] ends = part.split("-");
            set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return set;
    }

    /** What to put before a command. */
    public static String[] command(String cores) {
        return new String[] {PROGRAM, "--cpu-list", cores};
    }
}
