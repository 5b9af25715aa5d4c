package quietline.streaming.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears complete or not at all. It is written as {@code NAME.part} in the same folder
 * and renamed by {@link #commit()}. Closing it earlier deletes it; a shutdown hook may do so while
 * another thread still writes.
 */
public final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private boolean open = true;

    public PartFile(Path target) throws IOException {
        checkFolder(target);
        try {
            // Renaming onto a symbolic link would replace the link instead of what it points to.
            this.target =
                    Files.isSymbolicLink(target) && Files.exists(target)
                            ? target.toRealPath()
                            : target;
            this.part = this.target.resolveSibling(this.target.getFileName() + ".part");
            this.channel =
                    FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw AudioException.of(target, e);
        }
        // The .part file of a killed process is not locked, so it can be reused.
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new AudioException(target, "is being written by another process");
        }
        channel.truncate(0);
    }

    /** Refuses a target that would overwrite something; {@code replace} allows an existing file. */
    public static void check(Path source, Path target, boolean replace) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.exists(source) && Files.isSameFile(source, target)) {
            throw new AudioException(
                    target, "output and input are the same file; the input is never overwritten");
        }
        if (Files.isDirectory(target)) {
            throw new AudioException(target, "is a folder, expected an output file");
        }
        if (!Files.isRegularFile(target)) {
            throw new AudioException(target, "is not a regular file and cannot be replaced");
        }
        if (!replace) {
            throw new AudioException(target, "already exists; use --force to replace it");
        }
    }

    /** Refuses a target whose folder does not exist. */
    public static void checkFolder(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new AudioException(target, "no such folder: " + folder);
        }
    }

    public FileChannel channel() {
        return channel;
    }

    /** Renames the complete file to its final name. */
    public synchronized void commit() throws IOException {
        if (!open) {
            throw new AudioException(target, "was abandoned before it was complete");
        }
        channel.close();
        try {
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        open = false;
    }

    /** Whether the file was neither committed nor closed. */
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            channel.close();
            Files.deleteIfExists(part);
        }
    }
}
