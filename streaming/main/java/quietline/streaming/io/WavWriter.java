package quietline.streaming.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * Writes WAV, or RF64 beyond 4 GiB. A seekable file's header is written at the start, at each
 * {@link #checkpoint()} so that an aborted file is readable, and in {@link #close()}. A pipe's
 * header is written once, with the promised length or none; raw samples have none. Written here
 * because Java Sound writes neither float, RF64 nor metadata.
 */
public final class WavWriter implements AudioSink {

    private static final int BUFFER_SAMPLES = 4096;

    private final SeekableByteChannel file;
    private final OutputStream out;
    private final String name;
    private final SampleEncoding encoding;

    /** Of raw samples; null for WAV. */
    private final SampleLayout raw;

    private final WavHeaderEncoder head;
    private final Dither dither;
    private final float[] dithered;
    private final byte[] buffer;
    private final long mostBytes;
    private List<WavChunk> metadata = List.of();
    private long dataBytes;
    private long saturated;
    private boolean closed;

    /** Writes a file of at most 4 GiB; closing the writer closes the channel. */
    public WavWriter(SeekableByteChannel file, String name, WavFormat format) throws IOException {
        this(file, name, format, 0, false);
    }

    /**
     * @param promisedInstants the length in instants, or −1 if unknown; if it may exceed 4 GiB, the
     *     header reserves room for RF64
     * @param dither whether to dither integer samples
     */
    public WavWriter(
            SeekableByteChannel file,
            String name,
            WavFormat format,
            long promisedInstants,
            boolean dither)
            throws IOException {
        this(file, name, format, promisedInstants, dither, WavHeaderEncoder.LONGEST_RIFF);
    }

    WavWriter(
            SeekableByteChannel file,
            String name,
            WavFormat format,
            long promisedInstants,
            boolean dither,
            long longestRiff)
            throws IOException {
        this(
                file,
                Channels.newOutputStream(file),
                name,
                format,
                null,
                dither,
                Long.MAX_VALUE,
                head(format, promisedInstants, longestRiff, RiffChunks.MOST_KEPT_BYTES, List.of()));
        write(head.bytes(0, 0));
    }

    /**
     * Writes to a pipe.
     *
     * @param promisedInstants the exact length in instants, which must not be exceeded; −1 if
     *     unknown
     * @param metadata chunks to write before the audio
     */
    public WavWriter(
            OutputStream out,
            String name,
            WavFormat format,
            long promisedInstants,
            boolean dither,
            List<WavChunk> metadata)
            throws IOException {
        this(
                null,
                out,
                name,
                format,
                null,
                dither,
                bytes(format, promisedInstants),
                head(format, promisedInstants, WavHeaderEncoder.LONGEST_RIFF, 0, metadata));
        write(promisedInstants < 0 ? head.bytes() : head.bytes(mostBytes, 0));
    }

    private WavWriter(
            SeekableByteChannel file,
            OutputStream out,
            String name,
            WavFormat format,
            SampleLayout raw,
            boolean dither,
            long mostBytes,
            WavHeaderEncoder head) {
        this.file = file;
        this.out = out;
        this.name = name;
        this.encoding = format.encoding();
        this.raw = raw;
        this.mostBytes = mostBytes;
        this.head = head;
        this.dither = dither && encoding.linear() ? new Dither(8 * encoding.byteCount()) : null;
        this.dithered = new float[dither ? BUFFER_SAMPLES : 0];
        this.buffer = new byte[BUFFER_SAMPLES * encoding.byteCount()];
    }

    /** Writes raw samples, without a header, to a pipe. */
    public static WavWriter raw(
            OutputStream out, String name, WavFormat format, SampleLayout layout, boolean dither) {
        return new WavWriter(null, out, name, format, layout, dither, Long.MAX_VALUE, null);
    }

    private static WavHeaderEncoder head(
            WavFormat format, long promised, long longest, int bytesAfter, List<WavChunk> before) {
        WavHeaderEncoder plain = new WavHeaderEncoder(format, false, longest, before);
        boolean fits = promised >= 0 && plain.holds(bytes(format, promised), bytesAfter);
        boolean pipeOfAnyLength = promised < 0 && bytesAfter == 0;
        return fits || pipeOfAnyLength
                ? plain
                : new WavHeaderEncoder(format, true, longest, before);
    }

    private static long bytes(WavFormat format, long instants) {
        long most = Long.MAX_VALUE / 2 / format.instantBytes();
        return instants < 0 ? Long.MAX_VALUE : Math.min(instants, most) * format.instantBytes();
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int part = Math.min(BUFFER_SAMPLES, count - done);
            saturated += encoding.saturated(from, offset + done, part);
            if (dither == null) {
                encoding.encode(from, offset + done, buffer, part);
            } else {
                dither.add(from, offset + done, dithered, part);
                encoding.encode(dithered, 0, buffer, part);
            }
            int bytes = part * encoding.byteCount();
            if (dataBytes + bytes > mostBytes) {
                throw new AudioException(name, "received more audio than its header states");
            }
            if (file != null && !head.holds(dataBytes + bytes, 0)) {
                throw new AudioException(name, "this WAV file cannot exceed 4 GiB");
            }
            if (raw != null) {
                raw.toWav(buffer, bytes);
            }
            write(buffer, bytes);
            dataBytes += bytes;
            done += part;
        }
    }

    /** Sets the chunks that {@link #close()} writes after the audio; not for pipes. */
    public void append(List<WavChunk> chunks) {
        if (file == null) {
            throw new IllegalStateException("a pipe's metadata must precede its audio");
        }
        metadata = List.copyOf(chunks);
    }

    /** The number of samples that were beyond full scale and were saturated. */
    public long saturated() {
        return saturated;
    }

    /** Updates the header to the current length, so that the file is readable after a crash. */
    public void checkpoint() throws IOException {
        if (file == null) {
            return;
        }
        try {
            long end = file.position();
            file.position(0);
            write(head.bytes(dataBytes, 0));
            file.position(end);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            // After audio of unstated length, a padding byte would be read as audio.
            if ((dataBytes & 1) == 1 && (file != null || mostBytes < Long.MAX_VALUE)) {
                write(new byte[1]);
            }
            if (file == null) {
                out.flush();
                return;
            }
            long bytesAfter = 0;
            for (WavChunk chunk : metadata) {
                bytesAfter += WavHeaderEncoder.size(chunk);
            }
            if (!head.holds(dataBytes, bytesAfter)) {
                throw new AudioException(name, "its metadata does not fit into 4 GiB");
            }
            for (WavChunk chunk : metadata) {
                write(WavHeaderEncoder.bytes(chunk));
            }
            file.position(0);
            write(head.bytes(dataBytes, bytesAfter));
            if (file instanceof FileChannel onDisk) {
                onDisk.force(true);
            }
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int count) throws IOException {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
    }
}
