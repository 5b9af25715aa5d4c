package quietline.streaming.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A new file called {@code .quietline-RANDOM.part}, which nobody else can have created. It is
 * locked from its creation to its last name, so that a file of this name without a lock is the rest
 * of a killed process.
 */
final class TemporaryFile {

    private static final Pattern NAME = Pattern.compile("\\.quietline-[0-9a-f]{32}\\.part");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The names that this process uses. It must never open them again: on Unix, closing any
     * descriptor of a file releases all locks that the process has on it.
     */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static TemporaryFile in(Path folder) throws IOException {
        while (true) {
            byte[] random = new byte[16];
            RANDOM.nextBytes(random);
            String name = ".quietline-" + HexFormat.of().formatHex(random) + ".part";
            Path path = folder.resolve(name);
            OWN.add(name);
            try {
                FileChannel channel =
                        FileChannel.open(
                                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (isKept(channel, path)) {
                    return new TemporaryFile(path, channel);
                }
                channel.close();
            } catch (IOException e) {
                OWN.remove(name);
                throw e;
            }
            OWN.remove(name);
        }
    }

    /** Returns false if another process removed the file before it was locked. */
    private static boolean isKept(FileChannel channel, Path path) {
        try {
            return lock(channel) != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException noLocksInThisFileSystem) {
            return true;
        }
    }

    /** Locks a byte that no file has, because Windows lets no other program write locked bytes. */
    private static FileLock lock(FileChannel channel) throws IOException {
        return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /**
     * Gives the file its last name, in the same folder.
     *
     * @throws FileAlreadyExistsException if there is a file of this name that must not be replaced
     */
    void moveTo(Path target, boolean replace) throws IOException {
        if (replace) {
            rename(target);
        } else {
            moveToNew(target);
        }
        OWN.remove(path.getFileName().toString());
        channel.close();
    }

    /** A hard link never replaces a file, unlike a rename on Unix. */
    private void moveToNew(Path target) throws IOException {
        try {
            Files.createLink(target, path);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinksInThisFileSystem) {
            reserveAndRename(target);
            return;
        }
        Files.deleteIfExists(path);
    }

    /**
     * For FAT, exFAT and those network and FUSE file systems that have no hard links. A process
     * that is killed in between leaves an empty file, where a plain rename could replace another
     * program's new file.
     */
    void reserveAndRename(Path target) throws IOException {
        Files.createFile(target);
        try {
            rename(target);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private void rename(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        OWN.remove(path.getFileName().toString());
    }

    /** Removes the temporary files that killed processes left in a folder, as far as possible. */
    static void removeStale(Path folder) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, TemporaryFile::isForeign)) {
            files.forEach(TemporaryFile::removeUnlocked);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The first write into the folder reports it better.
        }
    }

    private static boolean isForeign(Path file) {
        String name = file.getFileName().toString();
        return NAME.matcher(name).matches()
                && !OWN.contains(name)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeUnlocked(Path file) {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        // With both, a named pipe put in the file's place does not block.
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
            if (lock(channel) != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException inUseOrNotOurs) {
            // Left where it is.
        }
    }
}
