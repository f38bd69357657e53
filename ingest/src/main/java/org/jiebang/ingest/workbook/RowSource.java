package org.jiebang.ingest.workbook;

import java.util.stream.Stream;

/** A table of a file, read row by row. Close it, for it holds the file open. */
public interface RowSource extends AutoCloseable {
    /** The rows in order; may be asked for once. Blank rows are left out. */
    Stream<SourceRow> rows();

    @Override
    void close();
}
