package org.jiebang.api.document;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** 卷宗: papers and files in one archive, with SHA256SUMS of all, which {@code sha256sum -c} reads. For one thread at a time. */
final class Dossier implements AutoCloseable {
    static final String SUMS = "SHA256SUMS";

    private final Path file;
    private final ZipOutputStream zip;
    private final List<String> sums = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of(SUMS));
    private MessageDigest digest = sha256();
    private String name = "";

    Dossier() throws IOException {
        file = Files.createTempFile("jiebang-dossier-", ".zip");
        OutputStream out = Files.newOutputStream(file);
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Begins a file; a name that is taken gets a number. */
    void begin(String wanted) throws IOException {
        int dot = wanted.lastIndexOf('.');
        String stem = dot < 0 ? wanted : wanted.substring(0, dot);
        String extension = dot < 0 ? "" : wanted.substring(dot);
        name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = stem + " (" + i + ")" + extension;
        }
        digest = sha256();
        zip.putNextEntry(new ZipEntry(name));
    }

    void write(byte[] bytes) throws IOException {
        zip.write(bytes);
        digest.update(bytes);
    }

    void end() throws IOException {
        zip.closeEntry();
        sums.add(HexFormat.of().formatHex(digest.digest()) + "  " + name + "\n");
    }

    void add(String wanted, byte[] bytes) throws IOException {
        begin(wanted);
        write(bytes);
        end();
    }

    /** Ends the archive with the list of hashes and answers where it lies; whoever sends it deletes it. */
    Path finish() throws IOException {
        zip.putNextEntry(new ZipEntry(SUMS));
        zip.write(String.join("", sums).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.close();
        return file;
    }

    /** Drops the archive. */
    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(file);
    }
}
