package quietline.streaming.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import quietline.streaming.io.AudioException;

/**
 * Searches a folder recursively. Output folders in it are skipped, and so is everything whose name
 * begins with a dot. A link to a file in the folder is followed; links to folders, and links to
 * anywhere else, only if that is wanted. No folder is searched twice, however many links lead to
 * it, so that loops end.
 */
final class FolderSearch {

    /** A link to a folder, found below {@code name}. */
    private record Link(Path name, Path folder) {}

    private final Path folder;
    private final Path root;
    private final Predicate<Path> wanted;
    private final boolean followLinks;
    private final Set<Path> skipped = new HashSet<>();
    private final Deque<Link> links = new ArrayDeque<>();
    private final List<Path> files = new ArrayList<>();
    private final List<AudioException> troubles = new ArrayList<>();
    private final List<Path> outside = new ArrayList<>();

    /**
     * @param wanted whether a file is a recording, by its name
     * @param outputs folders to skip; they need not exist
     */
    FolderSearch(Path folder, Predicate<Path> wanted, List<Path> outputs, boolean followLinks)
            throws IOException {
        this.folder = folder;
        this.root = folder.toRealPath();
        this.wanted = wanted;
        this.followLinks = followLinks;
        for (Path output : outputs) {
            if (Files.isDirectory(output)) {
                skipped.add(output.toRealPath());
            }
        }
        // The inputs themselves may be written to as well.
        skipped.remove(root);
    }

    /** Returns the recordings in alphabetical order, with names that begin with the folder's. */
    List<Path> run() throws IOException {
        links.add(new Link(folder, root));
        while (!links.isEmpty()) {
            Link link = links.remove();
            Files.walkFileTree(link.folder(), new Visitor(link));
        }
        Collections.sort(files);
        return files;
    }

    List<AudioException> troubles() {
        return troubles;
    }

    /** Links to outside of the folder that were not followed. */
    List<Path> outside() {
        return outside;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName() != null && file.getFileName().toString().startsWith(".");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Link start;

        Visitor(Link start) {
            this.start = start;
        }

        private Path name(Path file) {
            return start.name().resolve(start.folder().relativize(file));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path real, BasicFileAttributes attributes) {
            boolean hidden = isHidden(real) && !real.equals(start.folder());
            return !hidden && skipped.add(real)
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                visitLink(file);
            } else if (wanted.test(file) && attributes.isRegularFile()) {
                files.add(name(file));
            }
            return FileVisitResult.CONTINUE;
        }

        private void visitLink(Path link) {
            boolean toFolder = Files.isDirectory(link);
            if (!toFolder && !wanted.test(link)) {
                return;
            }
            try {
                Path real = link.toRealPath();
                if (!followLinks && !real.startsWith(root)) {
                    outside.add(name(link));
                } else if (toFolder && followLinks) {
                    links.add(new Link(name(link), real));
                } else if (!toFolder && Files.isRegularFile(real)) {
                    files.add(name(link));
                }
            } catch (IOException e) {
                troubles.add(AudioException.of(name(link), e));
            }
        }

        @Override
        public FileVisitResult postVisitDirectory(Path real, IOException failure) {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(real, failure);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            troubles.add(AudioException.of(name(file), failure));
            return FileVisitResult.CONTINUE;
        }
    }
}
