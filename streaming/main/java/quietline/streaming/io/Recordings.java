package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens recordings by content, whatever their names: WAV by {@link WavReader}, AIFF and AU through
 * Java Sound, everything else through ffmpeg.
 */
public final class Recordings {

    /**
     * The bytes by which a pipe can be rewound, so that ffmpeg can read what another reader
     * refused.
     */
    private static final int REREADABLE_BYTES = 1 << 16;

    private Recordings() {}

    public static Recording open(Path path) throws IOException {
        return open(path, System.getenv("PATH"), false);
    }

    /**
     * Opens a recording whose sound stays with its pictures: silence is put in before sound that
     * begins late, and where it has gaps.
     */
    public static Recording openTimed(Path path) throws IOException {
        return open(path, System.getenv("PATH"), true);
    }

    /** Opens a stream; closing the recording closes it. */
    public static Recording open(InputStream in, String name) throws IOException {
        return open(in, name, null, System.getenv("PATH"), false);
    }

    /** Reads raw samples from a stream; closing the recording closes it. */
    public static Recording raw(InputStream in, String name, RawFormat format) {
        return new RawRecording(in, name, format, -1);
    }

    /** Reads raw samples from a file or a pipe. */
    public static Recording raw(Path path, RawFormat format) throws IOException {
        FileKind.checkReadable(path, "a file of raw samples");
        try {
            long bytes = Files.isRegularFile(path) ? Files.size(path) : -1;
            return new RawRecording(FileKind.open(path), path.toString(), format, bytes);
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
    }

    static Recording open(Path path, String programs) throws IOException {
        return open(path, programs, false);
    }

    private static Recording open(Path path, String programs, boolean timed) throws IOException {
        FileKind.checkReadable(path, "a recording");
        InputStream in;
        try {
            in = FileKind.open(path);
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
        // Only a regular file can be opened a second time, by ffmpeg.
        boolean again = Files.isRegularFile(path) && Ffmpeg.canName(path);
        return open(in, path.toString(), again ? path : null, programs, timed);
    }

    static Recording open(InputStream from, String name, Path file, String programs)
            throws IOException {
        return open(from, name, file, programs, false);
    }

    private static Recording open(
            InputStream from, String name, Path file, String programs, boolean timed)
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
                            e, "ffmpeg is not on PATH, install it to read this file");
                }
                rewind(in, e);
                if (file == null) {
                    recording = ffmpeg.get().open(in, name, start);
                } else {
                    recording =
                            timed
                                    ? ffmpeg.get().openTimed(file, start)
                                    : ffmpeg.get().open(file, start);
                }
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
            case UNKNOWN -> throw new UnknownEncodingException(name, "unknown format");
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
