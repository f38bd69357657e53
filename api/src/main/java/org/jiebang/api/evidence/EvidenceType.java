package org.jiebang.api.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;

/** What a file may be. */
public enum EvidenceType {
    PDF("PDF", MediaType.APPLICATION_PDF_VALUE, "pdf"),
    DOCX("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PNG("PNG", MediaType.IMAGE_PNG_VALUE, "png"),
    JPEG("JPEG", MediaType.IMAGE_JPEG_VALUE, "jpg", "jpeg"),
    ZIP("ZIP", "application/zip", "zip");

    private final String label;
    private final String mediaType;
    private final List<String> extensions;

    EvidenceType(String label, String mediaType, String... extensions) {
        this.label = label;
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<EvidenceType> ofMediaType(String name) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(name))
                .findFirst();
    }

    /** For sentences: PDF、Word（.docx）… */
    static String names() {
        return Arrays.stream(values())
                .map(type -> type.label + "（." + type.extensions.getFirst() + "）")
                .collect(Collectors.joining("、"));
    }

    /** A name under which nobody mistakes what the file is: without directories and control letters, with the extension of its content. */
    String safeName(String given) {
        String name = given.replaceAll(".*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "")
                .strip();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!extensions.contains(extension) || name.length() == extension.length() + 1) {
            name = (name.isEmpty() || name.startsWith(".") ? "file" + name : name) + "." + extensions.getFirst();
        }
        int surplus = name.length() - LONGEST_NAME;
        int dot = name.lastIndexOf('.');
        return surplus <= 0 ? name : name.substring(0, dot - surplus) + name.substring(dot);
    }

    private static final int LONGEST_NAME = 150;
}
