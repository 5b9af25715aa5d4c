package quietline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.TaskContext;

/**
 * A folder that plays a distant file system: {@code fake:}, which renames, and {@code s3a:}, where
 * renaming is not allowed.
 */
public class FakeStorage extends FileSystem {

    /** How often opening or creating a file of this name still fails. */
    static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

    /** Names of files that listings still show, but that are gone when tasks look for them. */
    static final Set<String> GONE = ConcurrentHashMap.newKeySet();

    private final RawLocalFileSystem local = new RawLocalFileSystem();
    private URI uri;
    private Path working = new Path("/");

    /** A file context that renames as HDFS does. */
    public static class Context extends DelegateToFileSystem {
        public Context(URI uri, Configuration hadoop) throws Exception {
            super(uri, opened(uri, hadoop), hadoop, uri.getScheme(), false);
        }

        private static FakeStorage opened(URI uri, Configuration hadoop) throws IOException {
            FakeStorage storage = new FakeStorage();
            storage.setConf(hadoop);
            storage.initialize(uri, hadoop);
            return storage;
        }
    }

    /** Returns the folder's name in this file system. */
    static String at(String scheme, java.nio.file.Path folder) {
        Configuration hadoop = LocalSpark.SESSION.sparkContext().hadoopConfiguration();
        hadoop.set("fs." + scheme + ".impl", FakeStorage.class.getName());
        hadoop.set("fs.AbstractFileSystem." + scheme + ".impl", Context.class.getName());
        return scheme + "://bucket" + folder;
    }

    @Override
    public void initialize(URI name, Configuration hadoop) throws IOException {
        super.initialize(name, hadoop);
        local.initialize(URI.create("file:///"), hadoop);
        uri = URI.create(name.getScheme() + "://bucket");
    }

    @Override
    public URI getUri() {
        return uri;
    }

    private static void failPerhaps(Path file) throws IOException {
        Integer left = FAILURES.computeIfPresent(file.getName(), (name, count) -> count - 1);
        if (left != null && left >= 0) {
            throw new IOException("the network is down");
        }
    }

    private static Path here(Path file) {
        return new Path("file", null, file.toUri().getPath());
    }

    private FileStatus there(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                1 << 20,
                status.getModificationTime(),
                makeQualified(new Path(status.getPath().toUri().getPath())));
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        failPerhaps(file);
        return local.open(here(file), bufferSize);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        failPerhaps(file);
        return local.create(here(file), overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream append(Path file, int bufferSize, Progressable progress)
            throws IOException {
        throw new IOException("files are not appended to");
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (uri.getScheme().equals("s3a")) {
            throw new IOException("renaming copies the file");
        }
        return local.rename(here(from), here(to));
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        return local.delete(here(file), recursive);
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        return Arrays.stream(local.listStatus(here(folder)))
                .map(this::there)
                .toArray(FileStatus[]::new);
    }

    @Override
    public void setWorkingDirectory(Path folder) {
        working = folder;
    }

    @Override
    public Path getWorkingDirectory() {
        return working;
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
        return local.mkdirs(here(folder));
    }

    @Override
    public FileStatus getFileStatus(Path file) throws IOException {
        if (TaskContext.get() != null && GONE.contains(file.getName())) {
            throw new FileNotFoundException(file.toString());
        }
        return there(local.getFileStatus(here(file)));
    }
}
