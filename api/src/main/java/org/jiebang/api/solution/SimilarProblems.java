package org.jiebang.api.solution;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Published problems like another: of those that meet most of its terms, the ones of a common chain segment or industry field. Tells those
 * whose need is like one that was solved, each case once: it is taken with SKIP LOCKED and marked with the notices.
 */
@Component
class SimilarProblems {
    private static final int NEAREST = 30;

    /** Looked at for whom to tell of: many of the nearest are solved, or of the same owner. */
    private static final int NEAREST_TOLD = 150;

    private static final int MOST = 10;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Matcher matcher;
    private final Dictionary dictionary;
    private final RecordStore records;
    private final CaseStore cases;
    private final Notices notices;
    private final TransactionalOperator transactions;

    SimilarProblems(
            Matcher matcher,
            Dictionary dictionary,
            RecordStore records,
            CaseStore cases,
            Notices notices,
            TransactionalOperator transactions) {
        this.matcher = matcher;
        this.dictionary = dictionary;
        this.records = records;
        this.cases = cases;
        this.notices = notices;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop caseNewsLoop(SimilarProblems similar) {
            return new BackgroundLoop("Telling of cases", PAUSE, similar::tell);
        }
    }

    /** The most alike first. */
    Mono<List<StoredRecord>> of(StoredRecord problem) {
        return of(problem, NEAREST, other -> true);
    }

    private Mono<List<StoredRecord>> of(StoredRecord problem, int nearest, Predicate<StoredRecord> counted) {
        return matcher.nearest(problem.item(), dictionary.documents(), Library.PROBLEMS, nearest)
                .map(ids -> ids.stream()
                        .map(UUID::fromString)
                        .filter(id -> !id.equals(problem.id()))
                        .toList())
                .flatMap(ids -> records.find(Library.PROBLEMS, ids)
                        .filter(other -> isAlike(problem, other) && counted.test(other))
                        .collectMap(StoredRecord::id)
                        .map(found -> ids.stream()
                                .filter(found::containsKey)
                                .map(found::get)
                                .limit(MOST)
                                .toList()));
    }

    /** Needs like a problem that are still open, of others than its owner. */
    private Mono<List<StoredRecord>> needs(StoredRecord problem) {
        return of(
                problem,
                NEAREST_TOLD,
                other -> !Objects.equals(other.ownerId(), problem.ownerId())
                        && other.item() instanceof Problem need
                        && need.status() != ProblemStatus.SOLVED
                        && need.status() != ProblemStatus.CLOSED);
    }

    private static boolean isAlike(StoredRecord one, StoredRecord other) {
        return !Collections.disjoint(one.item().segments(), other.item().segments())
                || !Collections.disjoint(one.item().fields(), other.item().fields());
    }

    /** Tells of one case; answers whether there was one. */
    Mono<Boolean> tell() {
        return transactions.transactional(cases.untold()
                .flatMap(id -> records.find(Library.PROBLEMS, id)
                        .flatMapMany(stored -> needs(stored).flatMapMany(Flux::fromIterable))
                        .map(StoredRecord::id)
                        .collectList()
                        .flatMap(needs -> notices.tellSolved(id, needs))
                        .then(cases.told(id))
                        .thenReturn(true))
                .defaultIfEmpty(false));
    }
}
