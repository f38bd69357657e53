package org.jiebang.api.document;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jiebang.api.platform.ApiException;

/** How a paper is given. */
enum DocumentFormat {
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    PDF("pdf", "application/pdf");

    private final String extension;
    private final String mediaType;

    DocumentFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] write(Paper paper) {
        return switch (this) {
            case DOCX -> DocxWriter.write(paper);
            case PDF -> PdfWriter.write(paper);
        };
    }

    static DocumentFormat of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        "format",
                        "UNKNOWN_FORMAT",
                        "没有“" + extension + "”格式，可用："
                                + Arrays.stream(values())
                                        .map(DocumentFormat::extension)
                                        .collect(Collectors.joining("、"))));
    }
}
