package quietline.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import quietline.streaming.batch.Origin;
import quietline.streaming.batch.Treatment;

/**
 * A recording to enhance, as a listing shows it.
 *
 * @param path where it lies, with its file system: {@code s3a://bucket/a/b.wav}
 * @param output its output's name below the output folder
 * @param replace whether an output that exists is replaced
 */
record FoundRecording(String path, String output, long bytes, long changedMillis, boolean replace)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    FoundRecording to(String name) {
        return new FoundRecording(path, name, bytes, changedMillis, replace);
    }

    FoundRecording replacing() {
        return new FoundRecording(path, output, bytes, changedMillis, true);
    }

    org.apache.hadoop.fs.Path place() {
        return new org.apache.hadoop.fs.Path(path);
    }

    String name() {
        return place().getName();
    }

    /** The file itself; empty unless it lies in this machine's own folders. */
    Optional<Path> local() {
        return Storage.local(place());
    }

    /** The origin that its output will have. */
    Origin origin(Treatment treatment) throws IOException {
        // Hadoop rounds times to milliseconds.
        long nanos =
                local().isPresent()
                        ? Files.getLastModifiedTime(local().get()).to(TimeUnit.NANOSECONDS)
                        : TimeUnit.MILLISECONDS.toNanos(changedMillis);
        return Origin.of(name(), bytes, nanos, treatment);
    }
}
