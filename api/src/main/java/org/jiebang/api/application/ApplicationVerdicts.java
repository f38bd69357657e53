package org.jiebang.api.application;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jiebang.api.indexing.Dictionary;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.programme.RuleKind;
import org.jiebang.application.ApplicationReading;
import org.jiebang.application.ProjectGrade;
import org.jiebang.form.FormValues;
import org.jiebang.programme.Application;
import org.jiebang.programme.ApplicationChecker;
import org.jiebang.programme.Register;
import org.jiebang.programme.Verdict;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How applications stand to the rules of their programme, with the unit's other applications and evaluations. */
@Component
class ApplicationVerdicts {
    /** Judged by steps of their own: the form by its own check, the times when something is handed in, copies when the paper comes. */
    private static final Set<RuleKind> ELSEWHERE =
            EnumSet.of(RuleKind.WINDOW, RuleKind.ATTACHMENTS, RuleKind.COMPLETENESS);

    private final ApplicationStore store;
    private final FieldStore fields;
    private final Dictionary dictionary;
    private final Compute compute;

    ApplicationVerdicts(ApplicationStore store, FieldStore fields, Dictionary dictionary, Compute compute) {
        this.store = store;
        this.fields = fields;
        this.dictionary = dictionary;
        this.compute = compute;
    }

    Mono<Verdict> check(ApplicationSituation situation, LocalDate asOf) {
        StoredApplication stored = situation.stored();
        return store.ofOrganisation(stored.organisationId(), stored.id())
                .collectList()
                .flatMap(others -> fields.values(
                                others.stream().map(StoredApplication::id).toList())
                        .flatMap(values ->
                                compute.run(() -> verdict(situation, register(situation, others, values), asOf))));
    }

    private Verdict verdict(ApplicationSituation situation, Register register, LocalDate asOf) {
        FormValues values = situation.formValues();
        Application application = ApplicationSituation.application(situation.stored(), values);
        Verdict all = new ApplicationChecker(dictionary.analyzer())
                .check(
                        situation.programme(),
                        application,
                        register(register, application),
                        asOf,
                        ApplicationReading.reasons(values));
        return new Verdict(
                asOf,
                all.violations().stream()
                        .filter(violation ->
                                !ELSEWHERE.contains(RuleKind.of(violation.rule().condition())))
                        .toList(),
                all.priorities());
    }

    /** Evaluations are kept under the applicant's key, which is the same for all applications of the organisation. */
    private static Register register(Register register, Application application) {
        return new Register(
                register.applications(),
                register.incidents(),
                register.evaluations().stream()
                        .map(evaluation -> new Register.Evaluation(
                                application.applicant().key(), evaluation.year(), evaluation.grade()))
                        .toList(),
                register.hostings(),
                register.fundedResults());
    }

    private static Register register(
            ApplicationSituation situation, List<StoredApplication> others, Map<UUID, List<FieldValue>> values) {
        List<Application> standing = others.stream()
                .filter(other -> other.progress().state().standing())
                .map(other -> ApplicationSituation.application(
                        other, FieldStore.form(values.getOrDefault(other.id(), List.of()))))
                .toList();
        List<Register.Evaluation> evaluations = others.stream()
                .filter(other -> other.progress().grade() != null && isSamePlatform(situation, other))
                .map(other -> new Register.Evaluation(
                        other.organisation(),
                        other.year(),
                        label(other.progress().grade())))
                .toList();
        return new Register(standing, List.of(), evaluations, List.of(), List.of());
    }

    /** Evaluations of an earlier year are of the same platform where the category continues theirs. */
    private static boolean isSamePlatform(ApplicationSituation situation, StoredApplication other) {
        return other.category().equals(situation.stored().category())
                || situation.category().follows().contains(other.category());
    }

    private static String label(@org.jspecify.annotations.Nullable ProjectGrade grade) {
        return grade == null ? "" : grade.label();
    }
}
