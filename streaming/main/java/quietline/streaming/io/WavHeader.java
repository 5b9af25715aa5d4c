package quietline.streaming.io;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * A parsed WAV header: the {@code fmt} chunk and the length of {@code data}. RF64 and BW64 files,
 * which may exceed 4 GiB, have 64-bit lengths in {@code ds64}. RIFX is big-endian.
 *
 * @param dataBytes the stated length of the audio; −1 if unknown
 */
record WavHeader(WavFormat format, ByteOrder order, long dataBytes) {

    /** The length that programs write when they cannot seek back to correct it. */
    private static final long UNKNOWN = 0xffffffffL;

    private static final int SOX_UNKNOWN = 0x7ffff000;
    private static final long ARECORD_UNKNOWN = 1L << 31;
    private static final int DS64_BYTES = 24;

    /** Reads up to the first byte of the audio. */
    static WavHeader read(RiffChunks chunks, String name) throws IOException {
        byte[] start = chunks.bytes(12);
        ByteOrder order = order(start, name);
        chunks.order(order);
        long riffBytes = chunks.uint32(start, 4);
        long longDataBytes = -1;
        boolean hasLongLengths = false;
        WavFormat format = null;
        while (chunks.next()) {
            long bytes = chunks.length();
            if (chunks.is("data")) {
                if (format == null) {
                    throw new AudioException(name, "has no fmt chunk before its data chunk");
                }
                // Lengths of 2^63 and more are negative here, which means unknown too.
                boolean riffEndsHere = riffBytes <= chunks.position() - 8 || riffBytes == UNKNOWN;
                long known = known(format, bytes, longDataBytes, riffEndsHere);
                return new WavHeader(format, order, known);
            }
            long left = bytes;
            // The first of several counts, as in other programs.
            if (chunks.is("fmt ") && format == null) {
                byte[] chunk = chunks.bytes((int) Math.min(bytes, WavFormat.LONGEST));
                format = WavFormat.parse(chunk, order, name);
                left -= chunk.length;
            } else if (chunks.is("ds64") && bytes >= DS64_BYTES && !hasLongLengths) {
                byte[] chunk = chunks.bytes(DS64_BYTES);
                left -= chunk.length;
                hasLongLengths = chunk.length == DS64_BYTES;
                if (hasLongLengths) {
                    longDataBytes = chunks.uint32(chunk, 8) | chunks.uint32(chunk, 12) << 32;
                    riffBytes = chunks.uint32(chunk, 0) | chunks.uint32(chunk, 4) << 32;
                }
            }
            boolean whole = left == bytes ? chunks.pass() : chunks.skip(left);
            if (!whole) {
                throw new AudioException(
                        name,
                        "ends inside its %s chunk, before its audio"
                                .formatted(chunks.id().strip()));
            }
        }
        throw new AudioException(name, "has no data chunk");
    }

    private static ByteOrder order(byte[] start, String name) throws AudioException {
        if (start.length == 0) {
            throw new AudioException(name, "is empty, expected a WAV file");
        }
        String riff = RiffChunks.text(start, 0);
        String wave = RiffChunks.text(start, 8);
        boolean known = riff.matches("RIFF|RIFX|RF64|BW64");
        if (!known || !wave.equals("WAVE")) {
            throw new AudioException(
                    name,
                    "is not a WAV file: begins with \"%s....%s\", expected \"RIFF....WAVE\""
                            .formatted(riff, wave));
        }
        return riff.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static long known(WavFormat format, long bytes, long longBytes, boolean riffEndsHere) {
        int instant = format.instantBytes();
        if (bytes == UNKNOWN && longBytes > 0) {
            return longBytes;
        }
        // A killed recorder leaves lengths that cover only the header.
        boolean unknown =
                bytes == UNKNOWN && (longBytes < 0 || riffEndsHere)
                        || bytes == SOX_UNKNOWN / instant * instant
                        || bytes == ARECORD_UNKNOWN
                        || bytes == 0 && riffEndsHere;
        return unknown ? -1 : bytes == UNKNOWN ? 0 : bytes;
    }
}
