package org.jiebang.ingest.library;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.SourceRow;

/** Turns what a reading library throws in the middle of a broken file into {@link FileRefused}. */
final class Damage {
    private Damage() {}

    static Stream<SourceRow> reported(Stream<SourceRow> rows) {
        Iterator<SourceRow> source = reported(rows::iterator);
        Iterator<SourceRow> iterator = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return reported(source::hasNext);
            }

            @Override
            public SourceRow next() {
                return reported(source::next);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false)
                .onClose(rows::close);
    }

    private static <T> T reported(java.util.function.Supplier<T> step) {
        try {
            return step.get();
        } catch (FileRefused refused) {
            throw refused;
        } catch (RuntimeException e) {
            throw new FileRefused(
                    FileRefused.Code.DAMAGED, "The file breaks off or is malformed: " + e.getMessage(), e);
        }
    }
}
