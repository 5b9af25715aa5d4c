package quietline.streaming.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;

/** A recording to enhance: a file or stdin. */
public final class Input {

    private final Optional<Path> file;
    private final Path relative;
    private final InputStream stream;
    private final Optional<RawFormat> raw;
    private final boolean original;

    private Input(
            Optional<Path> file,
            Path relative,
            InputStream stream,
            Optional<RawFormat> raw,
            boolean original) {
        this.file = file;
        this.relative = relative;
        this.stream = stream;
        this.raw = raw;
        this.original = original;
    }

    /**
     * @param relative its path below an output folder
     * @param raw the format of raw samples; empty for files with a header
     */
    public static Input file(Path file, Path relative, Optional<RawFormat> raw) {
        return new Input(Optional.of(file), relative, null, raw, true);
    }

    /** A recording in a temporary file, whose own name is unknown. */
    public static Input copy(Path file) {
        return new Input(Optional.of(file), file.getFileName(), null, Optional.empty(), false);
    }

    public static Input standard(InputStream stream, Optional<RawFormat> raw) {
        return new Input(Optional.empty(), Path.of("stdin"), stream, raw, false);
    }

    public Optional<Path> file() {
        return file;
    }

    Optional<RawFormat> raw() {
        return raw;
    }

    public String name() {
        return file.map(Path::toString).orElse("stdin");
    }

    Path relative() {
        return relative;
    }

    /** The file's length in bytes; 0 if unknown. */
    public long bytes() {
        try {
            return file.isPresent() && Files.isRegularFile(file.get()) ? Files.size(file.get()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The file whose name and time tell what an output was made from. */
    Optional<Path> origin() {
        return original ? file.filter(Files::isRegularFile) : Optional.empty();
    }

    /** The file whose tags and other tracks an output may copy. */
    Optional<Path> source() {
        return raw.isPresent() ? Optional.empty() : file.filter(Files::isRegularFile);
    }

    /**
     * Opens a part of the recording.
     *
     * @param timed whether the sound stays with its pictures
     */
    Recording open(Excerpt excerpt, boolean timed) throws IOException {
        Recording whole = timed && source().isPresent() ? Recordings.openTimed(file.get()) : open();
        Recording part = null;
        try {
            part = excerpt.of(whole, name());
            return part;
        } finally {
            if (part == null) {
                whole.close();
            }
        }
    }

    private Recording open() throws IOException {
        if (raw.isEmpty()) {
            return file.isPresent()
                    ? Recordings.open(file.get())
                    : Recordings.open(stream, "stdin");
        }
        return file.isPresent()
                ? Recordings.raw(file.get(), raw.get())
                : Recordings.raw(stream, name(), raw.get());
    }
}
