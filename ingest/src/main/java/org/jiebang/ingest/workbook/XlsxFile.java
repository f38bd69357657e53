package org.jiebang.ingest.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Opens a workbook after its container has been checked: every part is unpacked once against limits before anything reads it. */
final class XlsxFile {
    private static final long LARGEST_SHEET = 2L << 30;
    private static final long LARGEST_PART = 192L << 20;
    private static final long SUSPICIOUS_SIZE = 32L << 20;
    private static final int SUSPICIOUS_RATIO = 400;
    private static final int MOST_PARTS = 10_000;
    private static final int TAIL = 1 << 20;
    private static final Pattern MERGED =
            Pattern.compile("<(?:\\w+:)?mergeCell\\s+ref=\"([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})\"");

    private static final Pattern RELATION = Pattern.compile("<(?:\\w+:)?Relationship\\s[^>]*>");
    private static final Pattern RELATION_ID = Pattern.compile("\\sId\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern RELATION_TARGET = Pattern.compile("\\sTarget\\s*=\\s*[\"']([^\"']*)[\"']");

    private XlsxFile() {}

    /** The visible sheets in order. */
    static List<Supplier<RowSource>> sheets(Path file) {
        Parts parts = check(file);
        try (ReadableWorkbook workbook = XlsxRows.workbook(file)) {
            List<Sheet> sheets = workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .toList();
            List<Supplier<RowSource>> sources = new ArrayList<>();
            for (Sheet sheet : sheets) {
                int index = sheet.getIndex();
                List<MergedColumn> merged = parts.mergedOf(sheet.getId());
                sources.add(() -> XlsxRows.open(file, index, merged));
            }
            if (sources.isEmpty()) {
                throw new FileRefused(FileRefused.Code.NO_TABLE, "The workbook has no visible sheet.");
            }
            return sources;
        } catch (IOException | RuntimeException e) {
            if (e instanceof FileRefused refused) {
                throw refused;
            }
            throw new FileRefused(FileRefused.Code.DAMAGED, "The workbook cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * What the check read on its way. Sheets are stored under numbers that need not follow their order.
     *
     * @param targets path of a sheet's part by the relation that names it
     * @param merged merged columns by the path of a sheet's part
     */
    private record Parts(Map<String, String> targets, Map<String, List<MergedColumn>> merged) {
        List<MergedColumn> mergedOf(String relation) {
            return merged.getOrDefault(targets.getOrDefault(relation, ""), List.of());
        }
    }

    private static Parts check(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new FileRefused(FileRefused.Code.UNSUPPORTED, "The container holds no workbook.");
            }
            Map<String, String> targets = new HashMap<>();
            Map<String, List<MergedColumn>> merged = new HashMap<>();
            if (zip.size() > MOST_PARTS) {
                throw new FileRefused(
                        FileRefused.Code.ZIP_BOMB,
                        "The container has " + zip.size() + " parts, more than " + MOST_PARTS + ".");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith("vbaProject.bin")) {
                    throw new FileRefused(FileRefused.Code.MACRO, "The workbook holds " + entry.getName() + ".");
                }
                boolean sheet = entry.getName().matches("xl/worksheets/[^/]+\\.xml");
                byte[] tail = unpack(zip, entry, sheet ? LARGEST_SHEET : LARGEST_PART);
                if (sheet) {
                    merged.put(entry.getName(), merged(tail));
                } else if (entry.getName().equals("xl/_rels/workbook.xml.rels")) {
                    targets.putAll(targets(new String(tail, StandardCharsets.UTF_8)));
                }
            }
            return new Parts(targets, merged);
        } catch (ZipException e) {
            throw new FileRefused(FileRefused.Code.DAMAGED, "The container is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FileRefused(
                    FileRefused.Code.DAMAGED, "A part of the workbook cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> targets(String relations) {
        Map<String, String> targets = new HashMap<>();
        Matcher relation = RELATION.matcher(relations);
        while (relation.find()) {
            Matcher id = RELATION_ID.matcher(relation.group());
            Matcher target = RELATION_TARGET.matcher(relation.group());
            if (id.find() && target.find()) {
                String path = target.group(1);
                targets.put(id.group(1), path.startsWith("/") ? path.substring(1) : "xl/" + path);
            }
        }
        return targets;
    }

    /** Unpacks a part without keeping it and returns its end, where merged ranges stand. */
    private static byte[] unpack(ZipFile zip, ZipEntry entry, long largest) throws IOException {
        long packed = Math.max(1, entry.getCompressedSize());
        byte[] ring = new byte[TAIL];
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream input = zip.getInputStream(entry)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                for (int copied = 0; copied < read; ) {
                    int at = (int) ((size + copied) % TAIL);
                    int length = Math.min(read - copied, TAIL - at);
                    System.arraycopy(buffer, copied, ring, at, length);
                    copied += length;
                }
                size += read;
                if (size > SUSPICIOUS_SIZE && size / packed > SUSPICIOUS_RATIO) {
                    throw new FileRefused(
                            FileRefused.Code.ZIP_BOMB,
                            entry.getName() + " unpacks to more than " + SUSPICIOUS_RATIO + " times its size.");
                }
                if (size > largest) {
                    throw new FileRefused(
                            FileRefused.Code.TOO_LARGE,
                            entry.getName() + " unpacks to more than " + (largest >> 20) + " MiB.");
                }
            }
        }
        if (size <= TAIL) {
            return Arrays.copyOf(ring, (int) size);
        }
        byte[] tail = new byte[TAIL];
        int start = (int) (size % TAIL);
        System.arraycopy(ring, start, tail, 0, TAIL - start);
        System.arraycopy(ring, 0, tail, TAIL - start, start);
        return tail;
    }

    /**
     * A range of one merged column.
     *
     * @param column counted from 0
     * @param first first row, counted from 1
     * @param last last row
     */
    record MergedColumn(int column, int first, int last) {}

    private static List<MergedColumn> merged(byte[] tail) {
        List<MergedColumn> merged = new ArrayList<>();
        Matcher range = MERGED.matcher(new String(tail, StandardCharsets.ISO_8859_1));
        while (range.find()) {
            int first = Integer.parseInt(range.group(2));
            int last = Integer.parseInt(range.group(4));
            if (last > first) {
                merged.add(new MergedColumn(columnIndex(range.group(1)), first, last));
            }
        }
        return merged;
    }

    private static int columnIndex(String letters) {
        int index = 0;
        for (char letter : letters.toCharArray()) {
            index = index * 26 + letter - 'A' + 1;
        }
        return index - 1;
    }
}
