package org.jiebang.api.review;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.application.Applications;
import org.jiebang.api.library.Publication;
import org.jiebang.api.library.RecordStore;
import org.jiebang.api.library.StoredRecord;
import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.Library;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.matching.Sentence;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is to be known of an expert before an account is engaged to review as him: what he carries, and what he may not judge. */
@Component
class ReviewerProspects {
    private static final String WHAT = "专家库中的这位专家";

    /** So many applications are looked at; a province has some two hundred a year. */
    private static final int MOST = 300;

    private static final Sentence OWN_ACCOUNT =
            new Sentence("账号属于申报单位，或在申报书上写过字。", "The account belongs to the applicant or has written in its form.");

    private final Reviewers reviewers;
    private final ReviewStore reviews;
    private final ReviewConflicts conflicts;
    private final Applications applications;
    private final RecordStore records;

    ReviewerProspects(
            Reviewers reviewers,
            ReviewStore reviews,
            ReviewConflicts conflicts,
            Applications applications,
            RecordStore records) {
        this.reviewers = reviewers;
        this.reviews = reviews;
        this.conflicts = conflicts;
        this.applications = applications;
        this.records = records;
    }

    /**
     * An expert as whom an account might review.
     *
     * @param otherAccount name of another account that reviews as him already; blank if there is none
     * @param open sheets that the account has open
     * @param most sheets that it may have open at a time; 0 if it is not engaged yet
     * @param warnings what speaks against asking him at all
     * @param applications how many that are under review, or will be, were looked at
     * @param conflicts those among them that he may not judge
     */
    record ReviewerProspect(
            UUID expertId,
            String name,
            String employer,
            String otherAccount,
            long open,
            int most,
            List<Sentence> warnings,
            int applications,
            List<ReviewerConflict> conflicts) {}

    record ReviewerConflict(UUID applicationId, String title, List<Sentence> reasons) {}

    /** NOT_FOUND if there is no such account of a reviewer, or no such published expert. */
    Mono<ReviewerProspect> of(UUID account, UUID expert) {
        return Mono.zip(
                        records.find(Library.EXPERTS, expert)
                                .filter(found -> found.publication() == Publication.PUBLISHED)
                                .switchIfEmpty(Mono.error(() -> ApiException.notFound(WHAT))),
                        reviewers.all().collectList(),
                        items().collectList())
                .flatMap(known -> {
                    Reviewers.ReviewerView own = known.getT2().stream()
                            .filter(reviewer -> reviewer.accountId().equals(account))
                            .findFirst()
                            .orElseThrow(() -> ApiException.notFound("这个评审账号"));
                    String other = known.getT2().stream()
                            .filter(reviewer -> !reviewer.accountId().equals(account)
                                    && Objects.equals(
                                            reviewer.expertId(), known.getT1().id()))
                            .map(Reviewers.ReviewerView::name)
                            .findFirst()
                            .orElse("");
                    return Mono.zip(
                                    conflicts.against(known.getT1()),
                                    conflicts(account, known.getT1(), known.getT3())
                                            .collectList())
                            .map(against -> prospect(
                                    known.getT1(),
                                    own,
                                    other,
                                    against.getT1(),
                                    known.getT3().size(),
                                    against.getT2()));
                });
    }

    private static ReviewerProspect prospect(
            StoredRecord expert,
            Reviewers.ReviewerView own,
            String other,
            List<Exclusion> warnings,
            int applications,
            List<ReviewerConflict> conflicts) {
        return new ReviewerProspect(
                expert.id(),
                expert.item().title(),
                expert.item() instanceof Expert person ? person.employer() : "",
                other,
                own.open(),
                own.most(),
                warnings.stream().map(Exclusion::sentence).toList(),
                applications,
                conflicts);
    }

    private Flux<ReviewStore.Item> items() {
        return reviews.running()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(reviews::items)
                .filter(item -> !item.gone())
                .take(MOST);
    }

    private Flux<ReviewerConflict> conflicts(UUID account, StoredRecord expert, List<ReviewStore.Item> items) {
        return reviews.ownPeople(
                        items.stream().map(ReviewStore.Item::application).toList())
                .filter(kept -> kept.account().equals(account))
                .map(ReviewStore.Kept::application)
                .collectList()
                .flatMapMany(own -> Flux.fromIterable(items)
                        .concatMap(item -> own.contains(item.application())
                                ? Mono.just(conflict(item, List.of(OWN_ACCOUNT)))
                                : applications
                                        .reviewed(item.application())
                                        .flatMap(read -> conflicts.against(read, List.of(expert)))
                                        .mapNotNull(against -> against.get(expert.id()))
                                        .map(reasons -> conflict(
                                                item,
                                                reasons.stream()
                                                        .filter(reason ->
                                                                reason.kind() == Exclusion.Kind.CONFLICT_OF_INTEREST)
                                                        .map(Exclusion::sentence)
                                                        .toList()))
                                        .filter(found -> !found.reasons().isEmpty())));
    }

    private static ReviewerConflict conflict(ReviewStore.Item item, List<Sentence> reasons) {
        return new ReviewerConflict(item.application(), item.title(), reasons);
    }
}
