package org.jiebang.api.profile;

import java.util.UUID;
import org.jiebang.ingest.work.Work;

/**
 * A work of an expert for reading. Nobody else who made it is named.
 *
 * @param year 0 if unknown
 * @param source journal, conference or funder; blank if unknown
 * @param number DOI, number of the patent or project; blank if unknown
 * @param position of the expert among the authors, from 1
 * @param authors how many there are
 */
record WorkView(
        UUID id, Work.Kind kind, String title, int year, String source, String number, int position, int authors) {
    static WorkView of(WorkStore.OwnWork own) {
        Work work = own.work();
        return new WorkView(
                own.id(),
                work.kind(),
                work.title(),
                work.year(),
                work.source(),
                work.number(),
                own.position(),
                own.authors());
    }
}
