package quietline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import quietline.streaming.batch.Origin;

/** Reads what a Hadoop file system holds. */
final class Storage {

    /** Where a file appears when it is complete, and renaming means copying. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "swift");

    private Storage() {}

    static boolean isObjectStore(Path path) {
        return OBJECT_STORES.contains(String.valueOf(path.toUri().getScheme()));
    }

    /** Returns the file of a qualified path in this machine's own folders; empty for others. */
    static Optional<java.nio.file.Path> local(Path path) {
        return "file".equals(path.toUri().getScheme())
                ? Optional.of(java.nio.file.Path.of(path.toUri().getPath()))
                : Optional.empty();
    }

    /** Lists the files of a whole tree. */
    static void forEachFile(Path folder, Configuration hadoop, Consumer<FileStatus> action)
            throws IOException {
        FileSystem files = folder.getFileSystem(hadoop);
        if (local(folder).isEmpty()) {
            RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
            while (all.hasNext()) {
                action.accept(all.next());
            }
            return;
        }
        // For local files, listFiles would start a process for each.
        for (FileStatus each : files.listStatus(folder)) {
            if (each.isDirectory()) {
                forEachFile(each.getPath(), hadoop, action);
            } else {
                action.accept(each);
            }
        }
    }

    /** Returns the length of a file; −1 if there is none. */
    static long bytes(Path file, Configuration hadoop) throws IOException {
        try {
            FileStatus status = file.getFileSystem(hadoop).getFileStatus(file);
            return status.isFile() ? status.getLen() : 0;
        } catch (FileNotFoundException none) {
            return -1;
        }
    }

    /** Reads the origin of an output of the given length; empty for files of other programs. */
    static Optional<Origin> origin(Path output, long bytes, Configuration hadoop)
            throws IOException {
        if (bytes == 0) {
            return Optional.empty();
        }
        try (FSDataInputStream in = output.getFileSystem(hadoop).open(output)) {
            int length = (int) Math.min(bytes, Origin.SEARCHED_BYTES);
            byte[] part = new byte[length];
            in.readFully(bytes - length, part);
            Optional<Origin> last = Origin.in(part, length);
            if (last.isEmpty() && length < bytes) {
                in.readFully(0, part);
                return Origin.in(part, length);
            }
            return last;
        }
    }
}
