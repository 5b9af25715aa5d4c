package quietline.streaming.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * All of a WAV file before its sound: chunks of an id, a length and that many bytes (and one more
 * if odd), of which {@code fmt} and {@code data} matter. No memory is taken on a header's word.
 *
 * @param promisedInstants how much sound is said to follow; −1 when only the end of the file will
 *     tell
 */
record WavHeader(WavFormat format, long promisedInstants) {

    /** The length that recorders and converters write when they cannot come back to correct it. */
    private static final long UNKNOWN = 0xffffffffL;

    private static final int SOX_UNKNOWN = 0x7ffff000;

    /** Reads up to the first byte of the sound. */
    static WavHeader read(InputStream in, String name) throws IOException {
        long riffBytes = readRiff(in, name);
        long position = 4;
        WavFormat format = null;
        while (true) {
            byte[] head = in.readNBytes(8);
            if (head.length < 8) {
                throw new AudioException(name, "ends before its sound begins: no data chunk");
            }
            String id = text(head, 0);
            long bytes = uint32(head, 4);
            position += 8;
            if (id.equals("data")) {
                if (format == null) {
                    throw new AudioException(name, "has no fmt chunk before its data chunk");
                }
                return new WavHeader(format, promised(format, bytes, riffBytes <= position));
            }
            long skipped = bytes + (bytes & 1);
            position += skipped;
            if (id.equals("fmt ")) {
                byte[] chunk = in.readNBytes((int) Math.min(bytes, WavFormat.LONGEST));
                format = WavFormat.parse(chunk, name);
                skipped -= chunk.length;
            }
            skip(in, skipped, name, id);
        }
    }

    private static long readRiff(InputStream in, String name) throws IOException {
        byte[] header = in.readNBytes(12);
        if (header.length == 0) {
            throw new AudioException(name, "is empty, expected a WAV file");
        }
        String riff = text(header, 0);
        String wave = text(header, 8);
        if (!riff.equals("RIFF") || !wave.equals("WAVE")) {
            throw new AudioException(
                    name,
                    "is not a WAV file: begins with \"%s....%s\", expected \"RIFF....WAVE\""
                            .formatted(riff, wave));
        }
        return uint32(header, 4);
    }

    private static long promised(WavFormat format, long dataBytes, boolean riffEndsHere) {
        int instant = format.instantBytes();
        // A recorder that was killed leaves lengths that count the header only.
        boolean unknown =
                dataBytes == UNKNOWN
                        || dataBytes == SOX_UNKNOWN / instant * instant
                        || dataBytes == 0 && riffEndsHere;
        return unknown ? -1 : dataBytes / instant;
    }

    private static void skip(InputStream in, long bytes, String name, String id)
            throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new AudioException(
                    name,
                    "ends inside its %s chunk, before its sound begins".formatted(id.strip()));
        }
    }

    private static long uint32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffffffffL;
    }

    /** Four letters, as far as they are there, what cannot be printed as question marks. */
    private static String text(byte[] bytes, int at) {
        int from = Math.min(at, bytes.length);
        int count = Math.min(4, bytes.length - from);
        return new String(bytes, from, count, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?");
    }
}
