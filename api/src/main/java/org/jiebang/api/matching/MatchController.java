package org.jiebang.api.matching;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.embedding.Embedding;
import org.jiebang.api.exclusion.Exclusions;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.Choice;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.problem.ConfidentialParts;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.exclusion.Exclusion;
import org.jiebang.exclusion.HardFilters;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.Counterfactual;
import org.jiebang.matching.Part;
import org.jiebang.matching.Sentence;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who could solve a problem, and which problems one could solve. */
@RestController
class MatchController {
    private static final int MOST = 100;
    private static final int SNIPPET = 120;

    /** Stands for the id of a problem that has none. */
    private static final String UNSAVED = "";

    private final RecordAccess records;
    private final Access access;
    private final Exclusions exclusions;
    private final Embedding embedding;
    private final ConfidentialParts confidential;
    private final Dictionary dictionary;
    private final Matcher matcher;
    private final RegionTree regions = RegionTree.standard();

    MatchController(
            RecordAccess records,
            Access access,
            ConfidentialParts confidential,
            Dictionary dictionary,
            Matcher matcher,
            Exclusions exclusions,
            Embedding embedding) {
        this.embedding = embedding;
        this.access = access;
        this.exclusions = exclusions;
        this.records = records;
        this.confidential = confidential;
        this.dictionary = dictionary;
        this.matcher = matcher;
    }

    /**
     * One match with its reasons; the contributions of the parts add up to the score.
     *
     * @param counterfactual absent for the first, and where no single change would bring the match to the top
     */
    record MatchView(
            int rank,
            String id,
            String type,
            String title,
            double score,
            String snippet,
            List<String> labels,
            List<Choice> regions,
            List<PartView> parts,
            @Nullable CounterfactualView counterfactual) {}

    /**
     * The one change that would bring the match to the top.
     *
     * @param signal signal that it lifts
     * @param rank place that the match would take
     * @param score what it would score
     */
    record CounterfactualView(String signal, int rank, double score, SentenceView sentence) {}

    /** What one signal adds. */
    record PartView(
            String signal,
            double weight,
            double value,
            double contribution,
            SentenceView sentence,
            List<EvidenceView> evidence) {}

    /** The reason in both languages. */
    record SentenceView(String chinese, String english) {}

    /** A word that met, a segment or a place; share is what it adds to the score. */
    record EvidenceView(String text, double share) {}

    @Requires(Action.MATCH_READ)
    @GetMapping("/api/{library:experts|problems|projects|societies|teams}/{id}/matches")
    Mono<List<MatchView>> matches(
            Actor actor,
            @PathVariable String library,
            @PathVariable String id,
            @RequestParam String target,
            @RequestParam(defaultValue = "20") int limit) {
        Library source = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        Library wanted = MatchTarget.parse(source, target);
        int most = checked(limit);
        return records.find(actor, source, id)
                .flatMap(stored -> confidential
                        .whole(actor, stored)
                        .flatMap(item -> found(stored.id().toString(), item, wanted, most)))
                .map(found -> views(found.ranked(), wanted));
    }

    /**
     * Who would stand in a list of matches and may not.
     *
     * @param count how many
     * @param reasons how many by each kind of reason; one may have several
     * @param candidates who and why, best first; empty unless the reader may know
     */
    record ExcludedView(int count, List<ReasonCount> reasons, List<ExcludedMatch> candidates) {}

    record ReasonCount(Exclusion.Kind kind, long count) {}

    /** One who is kept out, with the score that would have been. */
    record ExcludedMatch(
            String id, String type, String title, double score, List<String> labels, List<ReasonView> reasons) {}

    /** Why, with the evidence. */
    record ReasonView(Exclusion.Kind kind, SentenceView sentence) {}

    /** How many were kept out of the matches that the same parameters ask for, and why. Whom, is for those who may know. */
    @Requires(Action.MATCH_READ)
    @GetMapping("/api/{library:experts|problems|projects|societies|teams}/{id}/matches/excluded")
    Mono<ExcludedView> excluded(
            Actor actor,
            @PathVariable String library,
            @PathVariable String id,
            @RequestParam String target,
            @RequestParam(defaultValue = "20") int limit) {
        Library source = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        Library wanted = MatchTarget.parse(source, target);
        int most = checked(limit);
        return records.find(actor, source, id)
                .flatMap(stored -> confidential
                        .whole(actor, stored)
                        .flatMap(item -> found(stored.id().toString(), item, wanted, most))
                        .map(found -> view(
                                found.excluded(), wanted, access.may(actor, Action.EXCLUSION_READ, stored.subject()))));
    }

    private static ExcludedView view(List<Matcher.Excluded> excluded, Library library, boolean mayKnow) {
        List<ReasonCount> reasons = Arrays.stream(Exclusion.Kind.values())
                .map(kind -> new ReasonCount(
                        kind,
                        excluded.stream()
                                .filter(one -> one.exclusions().stream().anyMatch(reason -> reason.kind() == kind))
                                .count()))
                .filter(reason -> reason.count() > 0)
                .toList();
        return new ExcludedView(
                excluded.size(),
                reasons,
                mayKnow ? excluded.stream().map(one -> view(one, library)).toList() : List.of());
    }

    private static ExcludedMatch view(Matcher.Excluded excluded, Library library) {
        Candidates.Candidate candidate = excluded.candidate();
        return new ExcludedMatch(
                candidate.id(),
                library.type(),
                candidate.title(),
                excluded.score(),
                candidate.labels(),
                excluded.exclusions().stream()
                        .map(reason -> new ReasonView(reason.kind(), view(reason.sentence())))
                        .toList());
    }

    private static SentenceView view(Sentence sentence) {
        return new SentenceView(sentence.chinese(), sentence.english());
    }

    /**
     * A problem that is being written.
     *
     * @param segments ids of chain segments; found in the text if absent
     * @param region code of six digits
     */
    record Preview(
            @NotBlank(message = "名称不能为空。") @Size(max = 500, message = "名称最多 500 字。")
            String title,

            @Nullable @Size(max = 20_000, message = "描述最多 20000 字。")
            String description,

            @Nullable List<String> segments,
            @Nullable List<String> fields,
            @Nullable String region,
            @Nullable String target,
            @Nullable Integer limit) {}

    /** Matches of a problem that is not saved. */
    @Requires(Action.MATCH_READ)
    @PostMapping("/api/matches/preview")
    Mono<List<MatchView>> preview(@Valid @RequestBody Preview preview) {
        String target = preview.target();
        Library wanted = MatchTarget.parse(Library.PROBLEMS, target == null ? Library.EXPERTS.code() : target);
        Integer limit = preview.limit();
        return found(UNSAVED, problem(preview), wanted, checked(limit == null ? 20 : limit))
                .map(found -> views(found.ranked(), wanted));
    }

    private Mono<Matcher.Matches> found(String id, LibraryRecord item, Library wanted, int limit) {
        return id.equals(UNSAVED)
                ? found(id, item, wanted, limit, List.of())
                : embedding
                        .nearest(List.of(id), wanted, Matcher.candidatesFor(limit, List.of()))
                        .flatMap(near -> found(id, item, wanted, limit, near.getOrDefault(id, List.of())));
    }

    private Mono<Matcher.Matches> found(String id, LibraryRecord item, Library wanted, int limit, List<String> near) {
        return matcher.rank(
                item,
                dictionary.documents(),
                wanted,
                limit,
                List.of(),
                near,
                candidates -> exclusions.of(new HardFilters.Side(id, item), wanted, candidates));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw ApiException.badRequest("limit", "OUT_OF_RANGE", "条数应在 1 到 " + MOST + " 之间。");
        }
        return limit;
    }

    private static Problem problem(Preview preview) {
        String description = preview.description();
        String region = preview.region();
        return new Problem(
                preview.title(),
                "",
                null,
                null,
                known("fields", preview.fields(), IndustryField::valueOf),
                known("segments", preview.segments(), SegmentId::new),
                Set.of(),
                new ProblemDescription("", "", description == null ? "" : description, "", ""),
                null,
                "",
                region == null || region.isBlank()
                        ? null
                        : known("region", List.of(region), RegionCode::new)
                                .iterator()
                                .next(),
                Placement.NEITHER,
                "",
                "",
                Assessment.NONE,
                "",
                "",
                ProblemStatus.COLLECTED);
    }

    /** Reads codes of a field; what cannot be one is refused. */
    private static <T> Set<T> known(String field, @Nullable List<String> codes, Function<String, T> read) {
        try {
            return codes == null ? Set.of() : codes.stream().map(read).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(field, "UNKNOWN_CHOICE", "产业领域、环节或地区的代码无法识别，请从列表中选择。");
        }
    }

    private List<MatchView> views(List<Matcher.Ranked> ranked, Library library) {
        List<MatchView> views = new ArrayList<>();
        for (Matcher.Ranked match : ranked) {
            Candidates.Candidate candidate = match.candidate();
            String text = candidate.texts().isEmpty() ? "" : String.join("；", candidate.texts());
            views.add(new MatchView(
                    views.size() + 1,
                    candidate.id(),
                    library.type(),
                    candidate.title(),
                    match.score().value(),
                    text.length() > SNIPPET ? text.substring(0, SNIPPET) + "…" : text,
                    candidate.labels(),
                    Choice.regions(
                            candidate.places().stream().map(RegionCode::new).toList(), regions),
                    match.score().parts().stream().map(MatchController::view).toList(),
                    match.counterfactual().map(MatchController::view).orElse(null)));
        }
        return views;
    }

    private static CounterfactualView view(Counterfactual counterfactual) {
        return new CounterfactualView(
                counterfactual.signal().code(),
                counterfactual.rank(),
                counterfactual.score(),
                view(counterfactual.sentence()));
    }

    private static PartView view(Part part) {
        return new PartView(
                part.signal().code(),
                part.weight(),
                part.value(),
                part.contribution(),
                view(part.sentence()),
                part.evidence().stream()
                        .map(evidence -> new EvidenceView(evidence.text(), evidence.share()))
                        .toList());
    }
}
