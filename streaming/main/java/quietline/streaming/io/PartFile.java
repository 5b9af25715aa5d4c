package quietline.streaming.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A file that appears complete or not at all. It is written under a temporary name in the same
 * folder and renamed by {@link #commit()}, which replaces a file only if that was allowed. Closing
 * it earlier deletes it; a shutdown hook may do so while another thread still writes. A symbolic
 * link at the target is followed, as ffmpeg, sox and shells do: the link stays.
 */
public final class PartFile implements AutoCloseable {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final Path name;
    private final Path target;
    private final boolean replace;
    private final TemporaryFile temporary;
    private final SeekableByteChannel channel;
    private boolean open = true;

    /**
     * @param replace whether {@link #commit()} may replace an existing file
     */
    public PartFile(Path target, boolean replace) throws IOException {
        name = target;
        this.replace = replace;
        try {
            this.target = resolve(target);
            temporary = TemporaryFile.in(folder(this.target));
        } catch (IOException e) {
            checkFolder(target);
            throw AudioException.of(target, e);
        }
        channel = new OpenChannel(temporary.channel());
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
        Path folder = folder(resolve(target));
        if (!Files.isDirectory(folder)) {
            throw new AudioException(target, "no such folder: " + folder);
        }
    }

    /** Removes what killed processes left of unfinished files in the folders of targets. */
    public static void removeStale(Collection<Path> targets) {
        Set<Path> folders = new HashSet<>();
        for (Path target : targets) {
            try {
                folders.add(folder(resolve(target)));
            } catch (IOException unreadable) {
                // Opening the target reports it better.
            }
        }
        folders.forEach(TemporaryFile::removeStale);
    }

    /** Returns the file that a symbolic link leads to, which need not exist; others unchanged. */
    public static Path resolve(Path target) throws IOException {
        Path at = target;
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MOST_LINKS) {
                throw new AudioException(target, "is a loop of symbolic links");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private static Path folder(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.getParent() == null ? absolute : absolute.getParent();
    }

    /** The channel to write to; closing it has no effect, so that the file stays locked. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /** The temporary name, for another program that writes the file. */
    Path path() {
        return temporary.path();
    }

    /** Appends to what another program has written. */
    void append(byte[] bytes) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        channel.position(channel.size());
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    /** Gives the complete file its final name, after its contents have reached the disk. */
    public synchronized void commit() throws IOException {
        if (!open) {
            throw new AudioException(name, "was abandoned before it was complete");
        }
        try {
            temporary.channel().force(true);
            temporary.moveTo(target, replace);
        } catch (FileAlreadyExistsException e) {
            throw new AudioException(
                    name, "was created by another program meanwhile; use --force to replace it");
        } catch (IOException e) {
            throw AudioException.of(name, e);
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
            temporary.delete();
        }
    }

    private record OpenChannel(FileChannel file) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer into) throws IOException {
            return file.read(into);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return file.write(from);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() {}
    }
}
