package org.jiebang.ingest.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jiebang.ingest.page.PageRefusal;
import org.jiebang.ingest.page.PageRefused;

/** Entries of a zip archive, counted as they unpack and never by what the archive says of its sizes. */
final class Archive {
    private static final int MOST_ENTRIES = 500;
    private static final int SUSPICIOUS_SIZE = 1 << 20;
    private static final int SUSPICIOUS_RATIO = 150;

    private Archive() {}

    /**
     * Unpacks an archive.
     *
     * @param budget bytes that may still be unpacked; what this archive takes is taken from it
     * @throws PageRefused if it is damaged, encrypted or a bomb
     */
    static Map<String, byte[]> entries(byte[] packed, Budget budget) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(packed))
                .get()) {
            int count = 0;
            long unpacked = 0;
            Enumeration<ZipArchiveEntry> all = zip.getEntries();
            while (all.hasMoreElements()) {
                ZipArchiveEntry entry = all.nextElement();
                if (++count > MOST_ENTRIES) {
                    throw new PageRefused(PageRefusal.BOMB, "More than " + MOST_ENTRIES + " entries");
                }
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    throw new PageRefused(PageRefusal.ENCRYPTED, "An entry is encrypted");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = unpacked(zip, entry, packed.length, unpacked, budget);
                unpacked += content.length;
                entries.put(entry.getName(), content);
            }
            return entries;
        } catch (IOException | IllegalArgumentException e) {
            throw new PageRefused(PageRefusal.DAMAGED, "The archive cannot be read", e);
        }
    }

    private static byte[] unpacked(ZipFile zip, ZipArchiveEntry entry, int packed, long before, Budget budget)
            throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        try (InputStream input = zip.getInputStream(entry)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                long unpacked = before + content.size() + read;
                if (unpacked > SUSPICIOUS_SIZE && unpacked / Math.max(1, packed) > SUSPICIOUS_RATIO) {
                    throw new PageRefused(PageRefusal.BOMB, "Unpacks to more than " + SUSPICIOUS_RATIO + " times");
                }
                budget.take(read);
                content.write(buffer, 0, read);
            }
        }
        return content.toByteArray();
    }
}
