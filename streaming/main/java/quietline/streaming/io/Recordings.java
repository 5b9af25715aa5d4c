package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens what was recorded, by what is in it, whatever it is called: WAV ourselves, AIFF and AU as
 * Java reads them, everything else through ffmpeg.
 */
public final class Recordings {

    /** How much of a pipe can be read once more, by ffmpeg, when another reader gave it up. */
    private static final int REREADABLE_BYTES = 1 << 16;

    private Recordings() {}

    public static Recording open(Path path) throws IOException {
        return open(path, System.getenv("PATH"));
    }

    /** Takes the stream over: closing the recording closes it. */
    public static Recording open(InputStream in, String name) throws IOException {
        return open(in, name, null, System.getenv("PATH"));
    }

    /** Bare samples; takes the stream over. */
    public static Recording raw(InputStream in, String name, RawFormat format) {
        return new RawRecording(in, name, format);
    }

    static Recording open(Path path, String programs) throws IOException {
        if (Files.isDirectory(path)) {
            throw new AudioException(path, "is a folder, expected a recording");
        }
        InputStream in;
        try {
            in = Files.newInputStream(path);
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
        // What is no ordinary file can be read only once.
        return open(in, path.toString(), Files.isRegularFile(path) ? path : null, programs);
    }

    static Recording open(InputStream from, String name, Path file, String programs)
            throws IOException {
        Recording recording = null;
        try {
            BufferedInputStream in = new BufferedInputStream(from);
            in.mark(REREADABLE_BYTES);
            byte[] start = in.readNBytes(Container.START_BYTES);
            in.reset();
            Container container = Container.of(start);
            try {
                recording = own(in, name, container);
            } catch (UnknownEncodingException e) {
                Optional<Ffmpeg> ffmpeg = Ffmpeg.on(programs == null ? "" : programs);
                if (ffmpeg.isEmpty()) {
                    throw new AudioException(
                            e, "ffmpeg may read it, but is not on PATH: install it");
                }
                rewind(in, e);
                recording =
                        file == null
                                ? ffmpeg.get().open(in, name, start)
                                : ffmpeg.get().open(file, start);
            }
            return recording;
        } catch (IOException e) {
            throw AudioException.of(name, e);
        } finally {
            if (recording == null || file != null && recording instanceof FfmpegRecording) {
                from.close();
            }
        }
    }

    private static Recording own(InputStream in, String name, Container container)
            throws IOException {
        return switch (container) {
            case EMPTY -> throw new AudioException(name, "is empty, expected a recording");
            case WAV -> new WavReader(in, name);
            case AIFF, AU -> new JavaSoundRecording(in, name, container);
            default -> throw new UnknownEncodingException(name, "is " + container.words());
        };
    }

    private static void rewind(InputStream in, AudioException otherwise) throws AudioException {
        try {
            in.reset();
        } catch (IOException e) {
            throw otherwise;
        }
    }
}
