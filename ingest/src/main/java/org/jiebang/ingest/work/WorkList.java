package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.List;

/** What a reader has read so far. It is full before a file of any size has taken much memory or time. */
final class WorkList {
    private static final int MOST_REJECTED = 1000;

    private final List<Work> works = new ArrayList<>();
    private final List<WorkFile.Rejected> rejected = new ArrayList<>();

    /** Takes the work, or tells that it has no title. */
    void take(WorkBuilder work) {
        work.build().ifPresentOrElse(works::add, () -> reject(work.line(), "没有题名，这一条没有读入。"));
    }

    void add(Work work) {
        works.add(work);
    }

    void reject(int line, String reason) {
        rejected.add(new WorkFile.Rejected(line, reason));
        if (rejected.size() == MOST_REJECTED) {
            rejected.add(new WorkFile.Rejected(line, "读不懂的太多，从这里起没有再读。请检查文件的格式。"));
        }
    }

    /** Should reading stop? */
    boolean isFull() {
        return works.size() > WorkFile.MOST_WORKS || rejected.size() > MOST_REJECTED;
    }

    WorkFile.Result result() {
        return new WorkFile.Result(works, rejected);
    }
}
