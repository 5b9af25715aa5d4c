package quietline.streaming.io;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program {@code ffmpeg}, which reads the formats that Quietline itself does not. It is started
 * without a shell, and may open only the file it is given and nothing over a network.
 *
 * @param patience how long ffmpeg may send nothing while we wait and its input is not the cause
 */
record Ffmpeg(Path program, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Finds ffmpeg on {@code path}, ignoring relative entries such as the current folder. */
    static Optional<Ffmpeg> on(String path) {
        for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
            for (String name : List.of("ffmpeg", "ffmpeg.exe")) {
                try {
                    Path program = Path.of(folder).resolve(name);
                    if (program.isAbsolute()
                            && Files.isRegularFile(program)
                            && Files.isExecutable(program)) {
                        return Optional.of(new Ffmpeg(program, PATIENCE));
                    }
                } catch (InvalidPathException e) {
                    // Not a valid folder name: skip it.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a file by its name, so that ffmpeg can seek in it.
     *
     * @param start the file's first bytes
     */
    Recording open(Path file, byte[] start) throws IOException {
        Process process = start("file", "file:" + file.toAbsolutePath(), file);
        process.getOutputStream().close();
        return FfmpegRecording.open(process, patience, null, file.toString(), start);
    }

    /** Reads from a stream, and owns it unless an exception is thrown. */
    Recording open(InputStream in, String name, byte[] start) throws IOException {
        Process process = start("pipe", "pipe:0", name);
        // No limit: the writer of the pipe may be arbitrarily slow.
        return FfmpegRecording.open(process, Duration.ZERO, in, name, start);
    }

    private Process start(String protocol, String input, Object name) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin"));
        command.addAll(List.of("-v", "error", "-protocol_whitelist", protocol, "-i", input));
        // Floats, because a lossy decoder may exceed full scale.
        command.addAll(List.of("-map", "0:a:0", "-c:a", "pcm_f32le", "-fflags", "+bitexact"));
        command.addAll(List.of("-f", "wav", "-"));
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new AudioException(
                    name, "cannot start %s: %s".formatted(program, e.getMessage()));
        }
    }
}
