package org.jiebang.api.review;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.application.Applications;
import org.jiebang.api.application.ReviewedApplication;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.matching.Matcher;
import org.jiebang.api.notify.Notices;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.catalog.Library;
import org.jiebang.review.ReviewNotice;
import org.jiebang.review.RoundState;
import org.jiebang.team.AssignmentProblem;
import org.jiebang.team.AssignmentResult;
import org.jiebang.team.AssignmentSolver;
import org.jiebang.team.Effort;
import org.jiebang.team.PairScores;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives every application of a review the sheets that it lacks: to those whose work is nearest to it, never to one with a conflict of
 * interest, under a sanction, or with more on his desk than he agreed to, and never twice to the same. The whole assignment is the best
 * one; where there are too few reviewers, as many sheets as possible are given and the rest is told.
 */
@Component
class ReviewAssignment {
    private static final Duration TIME = Duration.ofSeconds(10);

    /** A reviewer who is asked late has at least so long. */
    static final int FEWEST_DAYS = 7;

    private final ReviewStore reviews;
    private final SheetStore sheets;
    private final Reviewers reviewers;
    private final Applications applications;
    private final RecordStore records;
    private final ReviewConflicts conflicts;
    private final Matcher matcher;
    private final Dictionary dictionary;
    private final Compute compute;
    private final Notices notices;
    private final AuditLog audit;
    private final TransactionalOperator transactions;

    ReviewAssignment(
            ReviewStore reviews,
            SheetStore sheets,
            Reviewers reviewers,
            Applications applications,
            RecordStore records,
            ReviewConflicts conflicts,
            Matcher matcher,
            Dictionary dictionary,
            Compute compute,
            Notices notices,
            AuditLog audit,
            TransactionalOperator transactions) {
        this.reviews = reviews;
        this.sheets = sheets;
        this.reviewers = reviewers;
        this.applications = applications;
        this.records = records;
        this.conflicts = conflicts;
        this.matcher = matcher;
        this.dictionary = dictionary;
        this.compute = compute;
        this.notices = notices;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * What came of an assignment.
     *
     * @param asked new sheets
     * @param lacking sheets for which there is no reviewer
     */
    record Filled(int asked, int lacking) {
        static final Filled NOTHING = new Filled(0, 0);
    }

    /** An expert who may be asked. */
    private record Judge(Reviewers.ReviewerView reviewer, StoredRecord expert) {}

    /** An application with how many sheets it lacks. */
    private record Lack(ReviewStore.Item item, int sheets) {}

    /**
     * Who may judge an application, and how well he knows its subject.
     *
     * @param fit 0 to 1 by account
     */
    private record Row(Lack lack, Map<UUID, Double> fit) {}

    /** Asks reviewers for all sheets that an open review lacks. */
    Mono<Filled> fill(Actor actor, UUID id) {
        return reviews.find(id)
                .filter(review -> review.state() == RoundState.OPEN)
                .flatMap(review -> Mono.zip(
                                reviews.items(review).collectList(),
                                sheets.ofReview(id).collectList())
                        .flatMap(found -> fill(actor, review, lacks(found.getT1(), found.getT2()), found.getT2())))
                .defaultIfEmpty(Filled.NOTHING);
    }

    private static List<Lack> lacks(List<ReviewStore.Item> items, List<SheetStore.Sheet> asked) {
        return items.stream()
                .filter(item -> !item.gone())
                .map(item -> new Lack(
                        item,
                        item.wanted()
                                - (int) asked.stream()
                                        .filter(sheet -> sheet.application().equals(item.application()))
                                        .filter(SheetStore.Sheet::isHeld)
                                        .count()))
                .filter(lack -> lack.sheets() > 0)
                .toList();
    }

    private Mono<Filled> fill(Actor actor, StoredReview review, List<Lack> lacks, List<SheetStore.Sheet> asked) {
        if (lacks.isEmpty()) {
            return Mono.just(Filled.NOTHING);
        }
        List<UUID> ids = lacks.stream().map(lack -> lack.item().application()).toList();
        return Mono.zip(judges(), reviews.ownPeople(ids).collectList())
                .flatMap(known -> Flux.fromIterable(lacks)
                        .concatMap(lack -> row(lack, known.getT1(), known.getT2(), asked))
                        .collectList()
                        .flatMap(rows -> compute.run(() -> solve(rows, known.getT1()))))
                .flatMap(chosen -> {
                    int wanted = lacks.stream().mapToInt(Lack::sheets).sum();
                    return transactions.transactional(
                            ask(actor, review, chosen, wanted - chosen.size(), !asked.isEmpty()));
                });
    }

    private Mono<List<Judge>> judges() {
        return reviewers
                .all()
                .filter(reviewer -> reviewer.room() > 0)
                .collectList()
                .flatMap(free -> {
                    Map<UUID, Reviewers.ReviewerView> byExpert = new HashMap<>();
                    for (Reviewers.ReviewerView reviewer : free) {
                        UUID expert = reviewer.expertId();
                        if (expert != null) {
                            byExpert.put(expert, reviewer);
                        }
                    }
                    return records.find(Library.EXPERTS, byExpert.keySet())
                            .filter(expert -> expert.publication() == Publication.PUBLISHED)
                            .flatMapIterable(expert -> Optional.ofNullable(byExpert.get(expert.id()))
                                    .map(reviewer -> new Judge(reviewer, expert))
                                    .map(List::of)
                                    .orElse(List.of()))
                            .sort(java.util.Comparator.comparing(
                                    judge -> judge.reviewer().accountId()))
                            .collectList();
                });
    }

    private Mono<Row> row(Lack lack, List<Judge> judges, List<ReviewStore.Kept> own, List<SheetStore.Sheet> asked) {
        UUID application = lack.item().application();
        Set<UUID> out = new HashSet<>();
        own.stream().filter(kept -> kept.application().equals(application)).forEach(kept -> out.add(kept.account()));
        asked.stream()
                .filter(sheet -> sheet.application().equals(application))
                .forEach(sheet -> out.add(sheet.account()));
        List<Judge> left = judges.stream()
                .filter(judge -> !out.contains(judge.reviewer().accountId()))
                .toList();
        if (left.isEmpty()) {
            return Mono.just(new Row(lack, Map.of()));
        }
        return applications
                .reviewed(application)
                .flatMap(read -> Mono.zip(
                                conflicts.against(
                                        read, left.stream().map(Judge::expert).toList()),
                                fits(read, left))
                        .map(both -> {
                            Map<UUID, Double> fit = new HashMap<>();
                            for (Judge judge : left) {
                                if (!both.getT1().containsKey(judge.expert().id())) {
                                    fit.put(
                                            judge.reviewer().accountId(),
                                            both.getT2()
                                                    .getOrDefault(judge.expert().id(), 0.0));
                                }
                            }
                            return new Row(lack, fit);
                        }));
    }

    private Mono<Map<UUID, Double>> fits(ReviewedApplication read, List<Judge> judges) {
        return matcher.rank(
                        ReviewSubject.problem(read, read.content().applicant()),
                        dictionary.documents(),
                        Library.EXPERTS,
                        judges.size(),
                        judges.stream()
                                .map(judge -> judge.expert().id().toString())
                                .toList())
                .map(ranked -> {
                    Map<UUID, Double> fits = new HashMap<>();
                    ranked.forEach(one -> fits.put(
                            UUID.fromString(one.candidate().id()), one.score().value()));
                    return fits;
                });
    }

    private static List<SheetStore.Asked> solve(List<Row> rows, List<Judge> judges) {
        PairScores.Builder pairs = new PairScores.Builder(rows.size(), judges.size());
        for (int item = 0; item < rows.size(); item++) {
            for (int place = 0; place < judges.size(); place++) {
                Double fit =
                        rows.get(item).fit().get(judges.get(place).reviewer().accountId());
                if (fit != null) {
                    pairs.add(item, place, fit);
                }
            }
        }
        PairScores scores = pairs.build();
        int[] most = judges.stream().mapToInt(judge -> judge.reviewer().room()).toArray();
        int[] wanted = rows.stream().mapToInt(row -> row.lack().sheets()).toArray();
        AssignmentResult result = solve(scores, wanted, most);
        if (result instanceof AssignmentResult.Unassignable none) {
            int[] possible = wanted.clone();
            for (int item = 0; item < possible.length; item++) {
                possible[item] -= none.missing()[item];
            }
            result = solve(scores, possible, most);
        }
        List<SheetStore.Asked> chosen = new ArrayList<>();
        if (result instanceof AssignmentResult.Assigned assigned) {
            for (int item = 0; item < rows.size(); item++) {
                Row row = rows.get(item);
                for (int place : assigned.candidates()[item]) {
                    Judge judge = judges.get(place);
                    chosen.add(new SheetStore.Asked(
                            row.lack().item().application(),
                            judge.reviewer().accountId(),
                            judge.expert().id(),
                            row.fit().getOrDefault(judge.reviewer().accountId(), 0.0)));
                }
            }
        }
        return chosen;
    }

    private static AssignmentResult solve(PairScores scores, int[] wanted, int[] most) {
        return AssignmentSolver.solve(
                new AssignmentProblem(scores, wanted, new int[most.length], most), Effort.within(TIME));
    }

    /** For the audit log. */
    private record Assigned(int asked, int lacking) {}

    /** @param later some were asked before, so that the day of the plan may be near or past */
    private Mono<Filled> ask(
            Actor actor, StoredReview seen, List<SheetStore.Asked> chosen, int lacking, boolean later) {
        LocalDate earliest = Reviews.today().plusDays(FEWEST_DAYS);
        LocalDate due = later && seen.due().isBefore(earliest) ? earliest : seen.due();
        return reviews.locked(seen.id())
                .filter(now -> now.version() == seen.version())
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "评审刚有变动，请刷新后再分派。")))
                .then(sheets.lockLoads())
                .then(
                        chosen.isEmpty()
                                ? Mono.<Void>empty()
                                : sheets.ask(seen.id(), chosen, due)
                                        .collectList()
                                        .flatMap(made -> notices.tellReviewers(made, ReviewNotice.REVIEW_ASKED))
                                        .then(sheets.anyOverloaded(chosen.stream()
                                                .map(SheetStore.Asked::account)
                                                .toList()))
                                        .doOnNext(over -> {
                                            if (over) {
                                                throw new ApiException(
                                                        ErrorCode.CONFLICT, "有评审专家刚接到别的评审，已经没有余力。请再分派一次。");
                                            }
                                        })
                                        .then(reviews.write(seen.id(), RoundState.OPEN))
                                        .then(audit.append(
                                                actor,
                                                AuditAction.REVIEWERS_ASSIGNED,
                                                AuditLog.Change.to(
                                                        Reviews.TYPE,
                                                        seen.id(),
                                                        new Assigned(chosen.size(), lacking)))))
                .then(
                        lacking == 0
                                ? Mono.just(0L)
                                : notices.tellOffice(
                                        seen.id(), ReviewNotice.REVIEW_SHORT, seen.id() + " " + Reviews.today()))
                .thenReturn(new Filled(chosen.size(), lacking));
    }
}
