package quietline.streaming.live;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CountDownLatch;

/** A file on a disk that is full after a given number of bytes, or hangs. */
final class FailingDisk {

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

    /** The disk as a file that fails in its writes. */
    SeekableByteChannel channel() {
        return (SeekableByteChannel)
                Proxy.newProxyInstance(
                        SeekableByteChannel.class.getClassLoader(),
                        new Class<?>[] {SeekableByteChannel.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("write")
                                        ? write((ByteBuffer) arguments[0])
                                        : method.invoke(file, arguments));
    }

    private int write(ByteBuffer from) throws IOException {
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
}
