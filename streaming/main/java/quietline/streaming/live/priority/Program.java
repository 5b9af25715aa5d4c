package quietline.streaming.live.priority;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program to run to its end, within some seconds. */
record Program(String file) {

    private static final long PATIENCE_SECONDS = 5;

    /** Runs it; throws an exception with its output if it fails. */
    void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(file));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            throw new IOException(file + " not responding");
        }
        if (process.exitValue() != 0) {
            String said = new String(process.getInputStream().readAllBytes());
            throw new IOException(said.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }
}
