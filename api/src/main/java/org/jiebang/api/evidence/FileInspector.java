package org.jiebang.api.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;
import org.jiebang.api.platform.ApiException;

/**
 * Says what a file is by its content, whatever its name says, and refuses what is not allowed: other types, macros, broken or encrypted
 * files, and archives that are too deep, too many or too large inside. One inspector for one file.
 */
final class FileInspector {
    static final int MOST_ENTRIES = 1000;
    static final int DEEPEST = 2;
    static final long MOST_UNPACKED = 512L << 20;

    private static final int LONGEST_TYPES = 1 << 20;
    private static final String TYPES = "[Content_Types].xml";
    private static final Tika TIKA = new Tika();

    private final long mostUnpacked;
    private int entries;
    private long unpacked;

    FileInspector(long mostUnpacked) {
        this.mostUnpacked = mostUnpacked;
    }

    /**
     * The type of a file.
     *
     * @throws ApiException FILE_REFUSED, with what to do
     */
    EvidenceType inspect(Path file) throws IOException {
        return inspect(file, 0);
    }

    private EvidenceType inspect(Path file, int depth) throws IOException {
        String detected;
        try (InputStream in = Files.newInputStream(file)) {
            detected = TIKA.detect(in.readNBytes(1 << 16));
        }
        boolean packed = detected.equals(EvidenceType.ZIP.mediaType()) || detected.equals("application/x-tika-ooxml");
        if (!packed) {
            return EvidenceType.ofMediaType(detected)
                    .orElseThrow(() -> ApiException.fileRefused("TYPE_NOT_ALLOWED", notAllowed(detected)));
        }
        // Names of entries are only compared with plain ones, and those of old Chinese archives are in no known
        // encoding.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            entries += zip.size();
            if (entries > MOST_ENTRIES) {
                throw ApiException.fileRefused(
                        "TOO_MANY_ENTRIES", "压缩包里有 " + entries + " 个以上的文件，最多 " + MOST_ENTRIES + " 个。请分成几个上传。");
            }
            ZipEntry types = zip.getEntry(TYPES);
            return types == null ? archive(zip, depth) : office(zip, types);
        } catch (ZipException broken) {
            throw ApiException.fileRefused("BROKEN", "压缩包已损坏或加了密码，打不开。请重新制作不加密的压缩包后上传。");
        }
    }

    private static String notAllowed(String detected) {
        return "文件的内容是 " + detected + "，不是可以上传的类型。请转换为" + EvidenceType.names() + "之一后上传。";
    }

    private EvidenceType office(ZipFile zip, ZipEntry types) throws IOException {
        String content;
        try (InputStream in = zip.getInputStream(types)) {
            content = new String(in.readNBytes(LONGEST_TYPES), StandardCharsets.UTF_8);
        }
        for (ZipEntry entry : zip.stream().toList()) {
            try (InputStream in = zip.getInputStream(entry)) {
                copy(in, OutputStream.nullOutputStream());
            }
        }
        if (content.contains("macroEnabled") || content.contains("vbaProject")) {
            throw ApiException.fileRefused("MACROS", "文件里有宏，不能上传。请另存为不带宏的格式（.docx、.xlsx）后上传。");
        }
        if (content.contains("wordprocessingml.document.main+xml")) {
            return EvidenceType.DOCX;
        }
        if (content.contains("spreadsheetml.sheet.main+xml")) {
            return EvidenceType.XLSX;
        }
        throw ApiException.fileRefused("TYPE_NOT_ALLOWED", notAllowed("application/x-tika-ooxml"));
    }

    private EvidenceType archive(ZipFile zip, int depth) throws IOException {
        if (depth == DEEPEST) {
            throw ApiException.fileRefused("TOO_DEEP", "压缩包里套了 " + DEEPEST + " 层以上的压缩包。请解开里面的压缩包后重新打包。");
        }
        List<? extends ZipEntry> files =
                zip.stream().filter(entry -> !entry.isDirectory()).toList();
        if (files.isEmpty()) {
            throw ApiException.fileRefused("EMPTY", "压缩包里没有文件。");
        }
        for (ZipEntry entry : files) {
            Path inner = Files.createTempFile("jiebang-evidence-", ".entry");
            try {
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(inner)) {
                    copy(in, out);
                }
                Objects.requireNonNull(inspect(inner, depth + 1));
            } finally {
                Files.delete(inner);
            }
        }
        return EvidenceType.ZIP;
    }

    /** Counts what really comes out; what the archive says of itself may be a lie. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            unpacked += read;
            if (unpacked > mostUnpacked) {
                throw ApiException.fileRefused(
                        "TOO_LARGE_UNPACKED", "压缩包解开后超过 " + (mostUnpacked >> 20) + " MB，不能上传。请分成几个上传。");
            }
            out.write(buffer, 0, read);
        }
    }
}
