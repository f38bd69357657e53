package org.jiebang.api.matching;

import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.library.RecordAccess;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.problem.ConfidentialParts;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.element.Coverage;
import org.jiebang.element.Element;
import org.jiebang.element.ElementKind;
import org.jiebang.element.ElementReader;
import org.jiebang.industry.IndustryGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a problem asks for, element by element, against what one who could solve it says. */
@RestController
class CoverageController {
    private final RecordAccess records;
    private final ConfidentialParts confidential;
    private final Dictionary dictionary;
    private final Compute compute;
    private final IndustryGraph graph = IndustryGraph.standard();

    CoverageController(RecordAccess records, ConfidentialParts confidential, Dictionary dictionary, Compute compute) {
        this.records = records;
        this.confidential = confidential;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /**
     * An element of a problem.
     *
     * @param text as the problem has it
     * @param offered as the other record has it; null where it says nothing
     */
    record CoveredElement(
            ElementKind kind,
            String text,
            Coverage.Level level,
            @Nullable String offered) {
        static CoveredElement of(Coverage coverage) {
            Element offered = coverage.offered();
            return new CoveredElement(
                    coverage.demanded().kind(),
                    coverage.demanded().text(),
                    coverage.level(),
                    offered == null ? null : offered.text());
        }
    }

    /** Every element of the problem once, by kind. */
    @Requires(Action.MATCH_READ)
    @GetMapping("/api/problems/{id}/matches/{library:experts|projects|societies|teams}/{supply}/coverage")
    Flux<CoveredElement> coverage(
            Actor actor, @PathVariable String id, @PathVariable String library, @PathVariable String supply) {
        Library wanted = Library.find(library).orElseThrow(() -> ApiException.notFound("这个库"));
        return Mono.zip(whole(actor, Library.PROBLEMS, id), whole(actor, wanted, supply))
                .flatMap(both -> compute.run(() -> {
                    ElementReader reader = dictionary.elements();
                    return Coverage.of(
                            demanded(reader, both.getT1()),
                            read(reader, MatchTexts.withSubject(both.getT2())),
                            graph::synonyms);
                }))
                .flatMapIterable(all -> all)
                .map(CoveredElement::of);
    }

    private Mono<LibraryRecord> whole(Actor actor, Library library, String id) {
        return records.find(actor, library, id).flatMap(stored -> confidential.whole(actor, stored));
    }

    /** What a problem asks for stands in its difficulties, how far in what it expects; the other parts tell how things are. */
    private static List<Element> demanded(ElementReader reader, LibraryRecord item) {
        return item instanceof Problem problem
                        && !problem.description().difficulties().isBlank()
                ? Coverage.demanded(
                        read(
                                reader,
                                List.of(problem.title(), problem.description().difficulties())),
                        read(reader, List.of(problem.description().benefits())))
                : read(reader, MatchTexts.withSubject(item));
    }

    private static List<Element> read(ElementReader reader, List<String> texts) {
        return texts.stream().flatMap(text -> reader.read(text).stream()).toList();
    }
}
