package org.jiebang.api.imports;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import as people and programs see it.
 *
 * @param total rows of the file; null until they are counted
 * @param processed rows settled: accepted, unchanged and rejected together
 * @param accepted rows that became a new record or changed one
 * @param created accepted rows that became a new record
 * @param unchanged rows that say what the library says already
 * @param flagged accepted or unchanged rows with a hint
 * @param ignoredColumns headings of the file that the library does not know
 * @param errors findings by row; the first {@value #MOST_ERRORS} of them
 * @param rerunOf the import whose file was taken once more; null if a file was sent
 * @param reported its changes are kept, so that they can be shown and taken back
 * @param fileKept its file can be taken once more
 * @param rollback null unless it was taken back
 */
public record ImportJob(
        UUID id,
        String library,
        String fileName,
        boolean dryRun,
        boolean sample,
        State state,
        @Nullable Long total,
        long processed,
        long accepted,
        long created,
        long unchanged,
        long rejected,
        long flagged,
        List<String> ignoredColumns,
        @Nullable Failure failure,
        List<RowError> errors,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable UUID rerunOf,
        boolean reported,
        boolean fileKept,
        @Nullable Rollback rollback) {
    static final int MOST_ERRORS = 500;

    /** Where a job stands. */
    public enum State {
        RECEIVING,
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        boolean isFinal() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * How far the taking back of an import is.
     *
     * @param removed records that it had made and that are gone
     * @param restored records that it had changed and that are again what they were
     * @param kept records that stay, for somebody has worked with them since
     */
    public record Rollback(
            State state,
            long removed,
            long restored,
            long kept,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt) {
        /** Does it go on? */
        public enum State {
            RUNNING,
            DONE
        }
    }

    /** Why a whole file failed. */
    public record Failure(String code, String message) {}

    /**
     * One finding.
     *
     * @param row row in the file, counted from 1
     * @param rejects the row was refused because of it; otherwise it is a hint
     */
    public record RowError(long row, String column, String value, String code, String message, boolean rejects) {}

    ImportJob withErrors(List<RowError> found) {
        return new ImportJob(
                id,
                library,
                fileName,
                dryRun,
                sample,
                state,
                total,
                processed,
                accepted,
                created,
                unchanged,
                rejected,
                flagged,
                ignoredColumns,
                failure,
                found,
                createdAt,
                startedAt,
                finishedAt,
                rerunOf,
                reported,
                fileKept,
                rollback);
    }
}
