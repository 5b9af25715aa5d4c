package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what was recorded, by what is in it, whatever it is called. */
public final class Recordings {

    private Recordings() {}

    public static Recording open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new AudioException(path, "is a folder, expected a recording");
        }
        try {
            return open(Files.newInputStream(path), path.toString());
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
    }

    /** Takes the stream over: closing the recording closes it. */
    public static Recording open(InputStream in, String name) throws IOException {
        try {
            return new WavReader(new BufferedInputStream(in), name);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Bare samples; takes the stream over. */
    public static Recording raw(InputStream in, String name, RawFormat format) {
        return new RawRecording(in, name, format);
    }
}
