package org.jiebang.api.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.work.Work;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Looks again at the authors of works taken before whenever an expert comes or changes: they may be he. Jobs come from a trigger once the
 * expert's keys are written and compared; what came of it and the jobs commit together, and no file is taken or undone meanwhile.
 */
@Component
class LateExperts {
    private static final int BATCH = 50;

    private final WorkStore works;
    private final AuthorStore authors;
    private final AuthorshipStore authorships;
    private final Attribution attribution;
    private final Dictionary dictionary;
    private final Compute compute;
    private final TransactionalOperator transactions;

    LateExperts(
            WorkStore works,
            AuthorStore authors,
            AuthorshipStore authorships,
            Attribution attribution,
            Dictionary dictionary,
            Compute compute,
            TransactionalOperator transactions) {
        this.works = works;
        this.authors = authors;
        this.authorships = authorships;
        this.attribution = attribution;
        this.dictionary = dictionary;
        this.compute = compute;
        this.transactions = transactions;
    }

    @Configuration(proxyBeanMethods = false)
    static class Loops {
        @Bean
        BackgroundLoop lateExpertLoop(LateExperts late) {
            return new BackgroundLoop("Authors of works and new experts", Duration.ofSeconds(1), late::work);
        }
    }

    /** Takes one batch; answers whether there was one. */
    Mono<Boolean> work() {
        return transactions.transactional(authors.take(BATCH)
                .collectList()
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(false)
                        : works.lock().then(look(ids)).thenReturn(true)));
    }

    private Mono<Void> look(List<UUID> experts) {
        return authors.namesakes(experts).collectList().flatMap(rows -> {
            Set<UUID> ids = new HashSet<>();
            rows.forEach(row -> ids.addAll(row.places().keySet()));
            return ids.isEmpty()
                    ? Mono.empty()
                    : Mono.zip(works.byId(ids), authors.names(ids))
                            .flatMap(known -> compute.run(() -> remembered(rows, known.getT1(), known.getT2())))
                            .flatMap(attribution::of)
                            .flatMap(this::write);
        });
    }

    private List<RememberedAuthor> remembered(
            List<AuthorStore.Row> rows, Map<UUID, Work> known, Map<UUID, Map<Integer, String>> names) {
        List<RememberedAuthor> all = new ArrayList<>();
        for (AuthorStore.Row row : rows) {
            Set<String> coauthors = new HashSet<>();
            List<Work> own = new ArrayList<>();
            row.places().forEach((work, position) -> {
                own.add(Objects.requireNonNull(known.get(work)));
                names.getOrDefault(work, Map.of()).forEach((place, name) -> {
                    if (!place.equals(position)) {
                        coauthors.add(name);
                    }
                });
            });
            all.add(RememberedAuthor.of(row, own, coauthors, dictionary.analyzer()));
        }
        return all;
    }

    private Mono<Void> write(Collection<AuthorMatch.Proposal> proposals) {
        return authorships
                .write(List.copyOf(proposals))
                .then(authorships.queueExperts(proposals.stream()
                        .filter(AuthorMatch.Proposal::sure)
                        .map(AuthorMatch.Proposal::expert)
                        .distinct()
                        .toList()));
    }
}
