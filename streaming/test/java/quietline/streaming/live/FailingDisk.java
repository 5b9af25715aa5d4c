package quietline.streaming.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CountDownLatch;

/** A file on a disk that is full after a given number of bytes, or hangs. */
final class FailingDisk implements SeekableByteChannel {

    static final String FULL = "No space left on device";

    private final SeekableByteChannel file;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;
    long roomBytes = Long.MAX_VALUE;

    FailingDisk(SeekableByteChannel file) {
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
    public int read(ByteBuffer into) throws IOException {
        return file.read(into);
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
