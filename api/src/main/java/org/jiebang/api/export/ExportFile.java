package org.jiebang.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.workbook.TableFormat;
import org.jiebang.ingest.workbook.TableWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A table on its way into a temporary file; memory holds one page of it. */
final class ExportFile {
    private static final int MOST_FAULTS = 1000;

    private final Path path;
    private final TableWriter writer;
    private final List<List<String>> faults = new ArrayList<>();
    private long rows;

    private ExportFile(Path path, TableWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /**
     * One row to write.
     *
     * @param faults what is wrong with it, in sentences
     */
    record Line(String id, List<String> cells, List<String> faults) {}

    /** A file written to its end; who takes it deletes it. */
    record Done(Path path, long rows) {}

    static Mono<Done> write(
            Compute compute, TableFormat format, String name, List<String> headings, Flux<List<Line>> pages) {
        return Mono.usingWhen(
                compute.run(() -> begin(format, name, headings)),
                file -> pages.concatMap(page -> compute.run(() -> file.write(page)), 1)
                        .then(Mono.fromSupplier(() -> new Done(file.path, file.rows))),
                file -> compute.run(file::end).then(),
                (file, error) -> compute.run(file::discard).then(),
                file -> compute.run(file::discard).then());
    }

    private static ExportFile begin(TableFormat format, String name, List<String> headings) throws IOException {
        Path path = Files.createTempFile("jiebang-export-", "." + format.extension());
        OutputStream output = Files.newOutputStream(path);
        return new ExportFile(path, TableWriter.open(format, output, name, headings));
    }

    private boolean write(List<Line> page) throws IOException {
        for (Line line : page) {
            writer.write(line.id(), line.cells());
            rows++;
            for (String fault : line.faults()) {
                if (faults.size() < MOST_FAULTS) {
                    faults.add(List.of(Long.toString(rows + 1), fault));
                }
            }
        }
        return true;
    }

    private boolean end() throws IOException {
        if (!faults.isEmpty()) {
            writer.remarks("不合要求之处", List.of("行号", "问题与办法"), faults);
        }
        writer.close();
        return true;
    }

    private boolean discard() throws IOException {
        try {
            writer.close();
        } finally {
            Files.deleteIfExists(path);
        }
        return true;
    }
}
