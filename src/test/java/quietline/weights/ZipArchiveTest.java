package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
    private static final int LOCAL_HEADER_BYTES = 30 + "a/1".length();
    private static final int DIRECTORY_ENTRY_BYTES = 46 + "a/1".length();
    private static final int END_BYTES = 22;

    @Test
    void readsAnEmptyArchive() {
        byte[] empty = new byte[END_BYTES];
        ByteBuffer.wrap(empty).order(ByteOrder.LITTLE_ENDIAN).putInt(0x06054b50);
        assertEquals(Set.of(), ZipArchive.open(empty).names());
    }

    @Test
    void readsEntriesWithExtraFieldsAndComments() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setComment("c".repeat(0xffff));
            for (byte content = 1; content <= 2; content++) {
                ZipEntry entry = new ZipEntry("a/" + content);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setCrc(crc.getValue());
                entry.setSize(1);
                entry.setMethod(ZipEntry.STORED);
                entry.setExtra(new byte[] {7, 7, 3, 0, 1, 2, 3});
                entry.setComment("comment");
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        ZipArchive archive = ZipArchive.open(file.toByteArray());
        assertEquals(Set.of("a/1", "a/2"), archive.names());
        assertEquals(1, archive.read("a/1").u8());
        assertEquals(2, archive.read("a/2").u8());
    }

    @Test
    void readsADirectoryInAnotherOrder() {
        byte[] file = twoEntries();
        int first = directory(file);
        int second = first + DIRECTORY_ENTRY_BYTES;
        byte[] entry = Arrays.copyOfRange(file, first, second);
        System.arraycopy(file, second, file, first, DIRECTORY_ENTRY_BYTES);
        System.arraycopy(entry, 0, file, second, DIRECTORY_ENTRY_BYTES);
        ZipArchive archive = ZipArchive.open(file);
        assertEquals(5, archive.read("a/1").size());
        assertEquals(6, archive.read("a/2").size());
    }

    /** The first entry ends where the second one's bytes begin, and one byte later. */
    @Test
    void refusesOverlappingEntries() {
        byte[] file = twoEntries();
        growFirst(file, LOCAL_HEADER_BYTES);
        assertEquals(5 + LOCAL_HEADER_BYTES, sizeOfFirst(file));
        assertEquals(Set.of("a/1", "a/2"), ZipArchive.open(file).names());
        growFirst(file, 1);
        WeightsException refused =
                assertThrows(WeightsException.class, () -> ZipArchive.open(file));
        assertEquals("zip entry a/2 overlaps another", refused.getMessage());
    }

    @Test
    void limitsTheNumberOfEntries() {
        assertEquals(8192, ZipArchive.open(entries(8192)).names().size());
        byte[] more = entries(8193);
        WeightsException refused =
                assertThrows(WeightsException.class, () -> ZipArchive.open(more));
        assertEquals("expected at most 8192 zip entries, found 8193", refused.getMessage());
    }

    @Test
    void isRecognisedByFourBytes() {
        byte[] start = {'P', 'K', 3, 4};
        assertTrue(ZipArchive.looksLike(start));
        Golden.assertRefused(start, "f", "zip directory not found");
        Golden.assertRefused(new byte[] {'P', 'K', 3}, "f", "found 3 bytes of another format");
    }

    private static byte[] entries(int count) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put("a/" + i, new byte[0]);
        }
        return TorchFile.zip(entries, ZipEntry.STORED);
    }

    /** Returns an archive of a/1 with 5 bytes and a/2 with 6. */
    private static byte[] twoEntries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/1", new byte[5]);
        entries.put("a/2", new byte[6]);
        return TorchFile.zip(entries, ZipEntry.STORED);
    }

    private static int directory(byte[] file) {
        return little(file).getInt(file.length - END_BYTES + 16);
    }

    private static int sizeOfFirst(byte[] file) {
        return little(file).getInt(directory(file) + 24);
    }

    private static void growFirst(byte[] file, int bytes) {
        int grown = sizeOfFirst(file) + bytes;
        little(file).putInt(directory(file) + 20, grown).putInt(directory(file) + 24, grown);
    }

    private static ByteBuffer little(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
