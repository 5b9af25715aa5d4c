package quietline.streaming.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;

/** A file on a disk that is full after a given number of bytes, or hangs. */
final class FailingDisk extends FileChannel {

    static final String FULL = "No space left on device";

    private final FileChannel file;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;
    long roomBytes = Long.MAX_VALUE;

    FailingDisk(FileChannel file) {
        this.file = file;
    }

    void hang() {
        hangs = true;
    }

    void release() {
        released.countDown();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        try {
            if (hangs) {
                released.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        int wanted = from.remaining();
        int room = (int) Math.min(wanted, roomBytes - file.position());
        if (room == 0 && wanted > 0) {
            throw new IOException(FULL);
        }
        int limit = from.limit();
        from.limit(from.position() + room);
        int done = file.write(from);
        from.limit(limit);
        return done;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
