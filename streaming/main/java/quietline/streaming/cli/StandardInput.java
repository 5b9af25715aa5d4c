package quietline.streaming.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Bytes from stdin. */
final class StandardInput {

    private StandardInput() {}

    static InputStream open() {
        return isJavas()
                ? new Closed()
                : new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    }

    /**
     * Whether Java was started with stdin closed, as by {@code <&-}, so that one of Java's own
     * files took its place. Java crashes if that is closed. Known on Linux only.
     */
    private static boolean isJavas() {
        try {
            Path java = Path.of(System.getProperty("java.home")).toRealPath();
            return Path.of("/proc/self/fd/0").toRealPath().startsWith(java);
        } catch (IOException pipeOrOtherSystem) {
            return false;
        }
    }

    private static final class Closed extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Bad file descriptor");
        }
    }
}
