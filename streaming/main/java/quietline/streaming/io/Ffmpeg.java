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
 * The program {@code ffmpeg}, which reads everything that we do not. It gets its arguments as a
 * list, never through a shell; it may open the one file it is given, and nothing over a network.
 *
 * @param patience how long it may be silent, while we wait for it and it has all it needs
 */
record Ffmpeg(Path program, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The first on a {@code PATH}; never in the folder we happen to be in. */
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
                    // What is no folder has no ffmpeg in it.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a file by its name, so that ffmpeg can go back and forth in it.
     *
     * @param start the file's first bytes
     */
    Recording open(Path file, byte[] start) throws IOException {
        Process process = start("file", "file:" + file.toAbsolutePath(), file);
        process.getOutputStream().close();
        return FfmpegRecording.open(process, patience, null, file.toString(), start);
    }

    /** Takes the stream over, if there is no exception. */
    Recording open(InputStream in, String name, byte[] start) throws IOException {
        Process process = start("pipe", "pipe:0", name);
        // Whoever feeds us may be slower than any patience.
        return FfmpegRecording.open(process, Duration.ZERO, in, name, start);
    }

    private Process start(String protocol, String input, Object name) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin"));
        command.addAll(List.of("-v", "error", "-protocol_whitelist", protocol, "-i", input));
        // Floats, since what was compressed may go beyond full scale.
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
