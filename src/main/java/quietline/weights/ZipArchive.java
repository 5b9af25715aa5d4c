package quietline.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Reads a zip archive written by torch.save, which stores all entries uncompressed. The directory
 * at the end gives the name, size, checksum and position of each entry; there, a local header
 * precedes the bytes. Entries are ranges of the file, so that they cannot take more memory than the
 * file. Numbers of 64 bits (zip64) are refused: no file of at most 8 MiB needs them. PyTorch adds
 * records of zip64 without using them.
 */
final class ZipArchive {
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int END_BYTES = 22;

    /** Values that refer to a record of zip64. */
    private static final int ZIP64_COUNT = 0xffff;

    private static final long ZIP64_BYTES = 0xffff_ffffL;

    /** A GTCRN checkpoint with its optimizer has 621 entries. */
    private static final int MOST_ENTRIES = 8192;

    private record Entry(String name, long crc, Bytes bytes) {}

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Set<String> verified = new HashSet<>();

    private ZipArchive() {}

    static boolean looksLike(byte[] file) {
        return file.length >= 4 && Bytes.of(file).i32() == LOCAL_HEADER;
    }

    static ZipArchive open(byte[] file) {
        Bytes bytes = Bytes.of(file);
        Bytes end = endOfDirectory(bytes);
        end.skip(10);
        int count = end.u16();
        long directoryBytes = end.u32();
        long directoryBegin = end.u32();
        if (count == ZIP64_COUNT
                || directoryBytes == ZIP64_BYTES
                || directoryBegin == ZIP64_BYTES) {
            throw zip64("the directory");
        }
        Bytes directory = bytes.range(directoryBegin, directoryBytes);
        Bytes contents = bytes.range(0, directoryBegin);
        if (count > MOST_ENTRIES) {
            throw new WeightsException(
                    "expected at most %d zip entries, found %d".formatted(MOST_ENTRIES, count));
        }

        ZipArchive archive = new ZipArchive();
        List<Entry> inOrder = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Entry entry = entry(directory, contents);
            inOrder.add(entry);
            if (archive.entries.put(entry.name, entry) != null) {
                throw new WeightsException("duplicate zip entry %s".formatted(entry.name));
            }
        }
        checkOverlap(inOrder);
        return archive;
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** Returns the bytes of an entry, after verifying its checksum the first time. */
    Bytes read(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new WeightsException("missing zip entry %s".formatted(name));
        }
        if (verified.add(name)) {
            CRC32 crc = new CRC32();
            crc.update(entry.bytes.all());
            if (crc.getValue() != entry.crc) {
                throw new WeightsException(
                        "zip entry %s: expected checksum %08x, found %08x"
                                .formatted(name, entry.crc, crc.getValue()));
            }
        }
        return entry.bytes;
    }

    /** Finds the end record, which only a comment of at most 65,535 bytes can follow. */
    private static Bytes endOfDirectory(Bytes file) {
        int last = file.size() - END_BYTES;
        for (int at = last; at >= 0 && at >= last - 0xffff; at--) {
            Bytes end = file.range(at, END_BYTES);
            if (end.i32() == END_OF_DIRECTORY && end.range(END_BYTES - 2, 2).u16() == last - at) {
                return file.range(at, END_BYTES);
            }
        }
        throw new WeightsException("zip directory not found; the file may be truncated");
    }

    private static Entry entry(Bytes directory, Bytes contents) {
        int signature = directory.i32();
        directory.skip(4);
        int flags = directory.u16();
        int method = directory.u16();
        directory.skip(4);
        long crc = directory.u32();
        long storedBytes = directory.u32();
        long bytes = directory.u32();
        int nameBytes = directory.u16();
        int extraBytes = directory.u16();
        int commentBytes = directory.u16();
        directory.skip(8);
        long localHeader = directory.u32();
        Bytes nameRange = directory.take(nameBytes);
        String name = nameRange.text();
        directory.skip(extraBytes + commentBytes);
        if (signature != DIRECTORY_ENTRY) {
            throw new WeightsException("expected a zip directory entry");
        }
        if (method != 0 || storedBytes != bytes || (flags & 1) != 0) {
            throw new WeightsException(
                    "zip entry %s: compressed or encrypted entries are not supported"
                            .formatted(name));
        }
        if (storedBytes == ZIP64_BYTES || localHeader == ZIP64_BYTES) {
            throw zip64("entry " + name);
        }
        // The extra field here has its own length: it aligns the bytes to a multiple of 64.
        Bytes local = contents.range(localHeader, contents.size() - localHeader);
        int localSignature = local.i32();
        local.skip(22);
        int localNameBytes = local.u16();
        int localExtraBytes = local.u16();
        Bytes localName = local.take(localNameBytes);
        if (localSignature != LOCAL_HEADER || !localName.sameAs(nameRange)) {
            throw new WeightsException(
                    "zip entry %s: expected its header at byte %d".formatted(name, localHeader));
        }
        local.skip(localExtraBytes);
        return new Entry(name, crc, local.take(bytes));
    }

    private static WeightsException zip64(String what) {
        return new WeightsException(
                "zip: %s has 64-bit lengths (zip64), which are not supported; save it again with torch.save"
                        .formatted(what));
    }

    private static void checkOverlap(List<Entry> entries) {
        entries.sort(Comparator.comparingInt(entry -> entry.bytes.position()));
        int end = 0;
        for (Entry entry : entries) {
            if (entry.bytes.position() < end) {
                throw new WeightsException("zip entry %s overlaps another".formatted(entry.name));
            }
            end = entry.bytes.position() + entry.bytes.size();
        }
    }
}
