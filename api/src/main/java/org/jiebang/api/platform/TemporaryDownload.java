package org.jiebang.api.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A temporary file as an answer; it is deleted once it has been sent. */
public final class TemporaryDownload {
    /** Of an .xlsx file. */
    public static final MediaType WORKBOOK =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private TemporaryDownload() {}

    /**
     * The answer.
     *
     * @param name under which the file is saved, with its extension
     */
    public static ResponseEntity<Resource> of(Path file, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new TemporaryFile(file));
    }

    private static final class TemporaryFile extends FileSystemResource {
        private final Path file;

        TemporaryFile(Path file) {
            super(file);
            this.file = file;
        }

        @Override
        public boolean isFile() {
            // Sent through a stream, so that its end is noticed.
            return false;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public void close() throws IOException {
                    super.close();
                    Files.deleteIfExists(file);
                }
            };
        }
    }
}
