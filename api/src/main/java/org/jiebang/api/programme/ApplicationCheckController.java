package org.jiebang.api.programme;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.programme.ApplicationChecker;
import org.jiebang.programme.Category;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Verdict;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Checks an application against the rules of a programme in force. Nothing is kept. */
@RestController
class ApplicationCheckController {
    private final ProgrammeCatalog catalog;
    private final Dictionary dictionary;
    private final Compute compute;

    ApplicationCheckController(ProgrammeCatalog catalog, Dictionary dictionary, Compute compute) {
        this.catalog = catalog;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    /** Every rule that the application does not meet, with its words, numbers, remedy and quote, and what was left out. */
    @Requires(Action.PROGRAMME_READ)
    @PostMapping(path = "/api/applications/checks", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<VerdictView> checkApplication(
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ApplicationCheck.class)))
                    byte[] body) {
        return compute.run(() -> ApplicationCheckReader.read(body))
                .flatMap(check ->
                        catalog.inForce(programme(check)).flatMap(entry -> compute.run(() -> verdict(entry, check))));
    }

    private static String programme(ApplicationCheck check) {
        if (check.programme() == null || check.programme().isBlank()) {
            throw ApiException.badRequest("programme", "NotNull", "请填写申报项目的编号（programme）。");
        }
        return check.programme();
    }

    private VerdictView verdict(ProgrammeCatalog.Entry entry, ApplicationCheck check) {
        Programme programme = entry.programme();
        String category = category(programme, check);
        ApplicationBuilder.Built built = ApplicationBuilder.build(check, programme.id(), category);
        Verdict verdict = new ApplicationChecker(dictionary.analyzer())
                .check(
                        programme,
                        built.application(),
                        built.register(),
                        built.asOf(),
                        Objects.requireNonNullElse(check.reasons(), Map.of()));
        return VerdictView.of(entry, category, verdict, CheckedInput.missing(programme, category, check));
    }

    private static String category(Programme programme, ApplicationCheck check) {
        String category = Objects.requireNonNullElse(check.category(), "");
        if (programme.category(category).isEmpty()) {
            throw ApiException.badRequest(
                    "category",
                    "UNKNOWN_CATEGORY",
                    "“" + programme.title().chinese() + "”没有类别“" + category + "”，可用的有："
                            + programme.categories().stream()
                                    .map(ApplicationCheckController::named)
                                    .collect(Collectors.joining("、"))
                            + "。");
        }
        return category;
    }

    private static String named(Category category) {
        return category.id() + "（" + category.name().chinese() + "）";
    }
}
