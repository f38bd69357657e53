package org.jiebang.api.audit;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Goes through the whole audit log and recomputes its chain. It finds an entry that was changed, removed from the middle or put in between.
 * That the last entries were cut off shows only against a head noted elsewhere, which the report names.
 */
@Component
class AuditVerifier {
    private static final int PAGE = 1000;

    private final AuditLog log;

    AuditVerifier(AuditLog log) {
        this.log = log;
    }

    /**
     * What was found.
     *
     * @param entries entries that were read up to the end or the first broken one
     * @param head hash of the last good entry, in hexadecimal digits
     * @param firstBroken null if the chain is whole
     */
    record Report(
            long entries,
            boolean intact,
            String head,
            @Nullable Broken firstBroken) {}

    /** The first entry at which the chain breaks. */
    record Broken(long position, String reason) {}

    /**
     * Entries that were read.
     *
     * @param last nothing comes behind the report
     */
    private record Read(Report report, byte[] head, boolean last) {}

    /** Page by page, however many there are. */
    Mono<Report> verify() {
        return read(0, new byte[AuditLog.HASH_BYTES])
                .expand(read -> read.last() ? Mono.empty() : read(read.report().entries(), read.head()))
                .last()
                .map(Read::report);
    }

    private Mono<Read> read(long position, byte[] head) {
        return log.after(position, PAGE).collectList().map(page -> {
            long at = position;
            byte[] hash = head;
            for (AuditLog.Stored stored : page) {
                String wrong = wrong(stored, at, hash);
                if (!wrong.isEmpty()) {
                    Broken broken = new Broken(stored.entry().position(), wrong);
                    return new Read(new Report(at, false, HexFormat.of().formatHex(hash), broken), hash, true);
                }
                at = stored.entry().position();
                hash = stored.hash();
            }
            Report report = new Report(at, true, HexFormat.of().formatHex(hash), null);
            return new Read(report, hash, page.size() < PAGE);
        });
    }

    private static String wrong(AuditLog.Stored stored, long before, byte[] head) {
        if (stored.entry().position() != before + 1) {
            return "第 " + (before + 1) + " 条缺失。";
        }
        if (!Arrays.equals(stored.previousHash(), head)) {
            return "与前一条的衔接被改动。";
        }
        if (!Arrays.equals(stored.hash(), stored.entry().hash(head))) {
            return "内容被改动。";
        }
        return "";
    }
}
