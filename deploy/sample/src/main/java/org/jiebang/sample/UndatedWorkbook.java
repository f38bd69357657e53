package org.jiebang.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies a workbook with every date in it set to one day, so that the same content is the same bytes. */
final class UndatedWorkbook {
    private static final LocalDateTime DAY = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String PROPERTIES = "docProps/core.xml";

    private UndatedWorkbook() {}

    static void copy(Path from, Path to) throws IOException {
        try (ZipFile input = new ZipFile(from.toFile());
                ZipOutputStream output = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (ZipEntry entry : Collections.list(input.entries())) {
                ZipEntry undated = new ZipEntry(entry.getName());
                undated.setTimeLocal(DAY);
                output.putNextEntry(undated);
                try (InputStream part = input.getInputStream(entry)) {
                    if (entry.getName().equals(PROPERTIES)) {
                        output.write(withoutDate(part));
                    } else {
                        part.transferTo(output);
                    }
                }
                output.closeEntry();
            }
        }
    }

    private static byte[] withoutDate(InputStream properties) throws IOException {
        String text = new String(properties.readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll("(<dcterms:(created|modified)[^>]*>)[^<]*", "$1" + DAY + ":00Z")
                .getBytes(StandardCharsets.UTF_8);
    }
}
