package quietline.streaming.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The version of the ffmpeg that recordings are read with. */
public final class InstalledFfmpeg {

    private InstalledFfmpeg() {}

    /** Returns version and path, or null if ffmpeg is not on the given list of folders. */
    public static String describe(String path) throws IOException {
        Optional<Ffmpeg> found = Ffmpeg.on(path == null ? "" : path);
        if (found.isEmpty()) {
            return null;
        }
        String program = found.get().program().toString();
        Process process =
                ChildProcesses.start(
                        new ProcessBuilder(program, "-version").redirectErrorStream(true));
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            byte[] start = out.readNBytes(200);
            String first = new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("");
            if (!first.startsWith("ffmpeg version ")) {
                throw new AudioException(program, "does not run: " + first);
            }
            return first.split(" ")[2] + ", " + program;
        } finally {
            ChildProcesses.end(process);
        }
    }
}
