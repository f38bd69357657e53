package org.jiebang.api.application;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.access.Access;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationNeed;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.ProjectGrade;
import org.jiebang.catalog.Money;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Option;
import org.jiebang.form.Violation;
import org.jiebang.matching.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application with its form, as its reader may see it.
 *
 * @param version to name with the next step
 * @param changes one more with each step and edit
 * @param writable may the reader write the form now?
 * @param due day by which the next thing is due; null if none is known
 * @param windowOpen may it be submitted today?
 * @param payable what is to be paid now, in 万元
 * @param values those that were ever filled in
 * @param findings what is wrong with the form
 * @param steps what the reader may do now
 * @param history the latest first
 */
record ApplicationView(
        UUID id,
        String title,
        String programme,
        Sentence programmeName,
        String category,
        Sentence categoryName,
        String organisation,
        ApplicationState state,
        String stateLabel,
        String stateEnglish,
        long version,
        long changes,
        OffsetDateTime since,
        boolean writable,
        @Nullable LocalDate due,
        boolean windowOpen,
        MoneyView money,
        @Nullable ProjectGrade grade,
        @Nullable String gradeLabel,
        @Nullable LocalDate publishedUntil,
        String formId,
        Sentence formTitle,
        List<FormBlock> blocks,
        List<ValueView> values,
        List<FormFinding> findings,
        List<ResultDue> deliverables,
        List<NextStep> steps,
        List<TakenStep> history) {
    /** Amounts in 万元. */
    record MoneyView(@Nullable BigDecimal cap, @Nullable BigDecimal granted, BigDecimal paid, BigDecimal payable) {}

    record FormBlock(String number, Sentence title, List<FormField> fields) {}

    /**
     * A field of the form.
     *
     * @param limit most words of a text, rows of a table, or 万元 of an amount; null if not limited
     * @param columns of a table
     */
    record FormField(
            String id,
            String label,
            FieldKind kind,
            @Nullable BigDecimal limit,
            List<FormOption> options,
            List<FormField> columns,
            boolean required,
            String hint,
            String source) {
        static FormField of(Field field) {
            return new FormField(
                    field.id(),
                    field.label(),
                    field.kind(),
                    field.limit(),
                    field.options().stream().map(FormOption::of).toList(),
                    field.columns().stream().map(FormField::of).toList(),
                    field.required(),
                    field.hint(),
                    field.source());
        }
    }

    record FormOption(String value, String label) {
        static FormOption of(Option option) {
            return new FormOption(option.value(), option.label());
        }
    }

    /**
     * A value of a field: a text, or a list of rows of texts by column.
     *
     * @param sourceId what it was copied from; null where it was typed
     */
    record ValueView(
            String field,
            long version,
            Object value,
            ValueSource source,
            Sentence sourceName,
            @Nullable UUID sourceId,
            String author,
            OffsetDateTime at) {
        static ValueView of(FieldValue value) {
            return new ValueView(
                    value.field(),
                    value.version(),
                    value.value(),
                    value.source(),
                    new Sentence(value.source().label(), value.source().english()),
                    value.sourceId(),
                    value.author(),
                    value.at());
        }
    }

    /**
     * One thing to mend in the form.
     *
     * @param row of a table, counted from 1; 0 for the field as a whole
     */
    record FormFinding(
            String field, int row, String column, boolean hard, String code, Sentence message, Sentence remedy) {
        static FormFinding of(Violation violation) {
            return new FormFinding(
                    violation.field(),
                    violation.row(),
                    violation.column(),
                    violation.hard(),
                    violation.finding().code(),
                    violation.finding().message(),
                    violation.finding().remedy());
        }
    }

    /**
     * Something to be handed in.
     *
     * @param version to name when handing in; 0 if nothing was
     * @param due null: when the project is closed
     */
    record ResultDue(
            String rule,
            Sentence name,
            String item,
            int count,
            List<UUID> evidence,
            long version,
            boolean missing,
            @Nullable LocalDate due,
            String quote) {
        static ResultDue of(ApplicationSituation.Due due) {
            return new ResultDue(
                    due.rule().id(),
                    due.rule().title(),
                    due.what().item(),
                    due.what().count(),
                    due.evidence(),
                    due.version(),
                    due.missing(),
                    due.what().due(),
                    due.rule().citation().quote());
        }
    }

    /** A step that may be taken, and what it must bring. */
    record NextStep(
            ApplicationEvent event,
            String label,
            String english,
            ApplicationState to,
            String toLabel,
            List<ApplicationNeed> needs) {}

    /** A step that was taken. */
    record TakenStep(
            long version,
            ApplicationEvent event,
            String label,
            String english,
            ApplicationState to,
            String toLabel,
            String toEnglish,
            OffsetDateTime at,
            String organisation,
            String note,
            ApplicationStepRequest.StepDetails detail,
            List<UUID> evidence) {}

    static ApplicationView of(
            ApplicationSituation situation, List<ApplicationStep> steps, Access access, Actor actor, JsonMapper json) {
        StoredApplication stored = situation.stored();
        var progress = stored.progress();
        ProjectGrade grade = progress.grade();
        return new ApplicationView(
                stored.id(),
                stored.title(),
                stored.programme(),
                situation.programme().title(),
                stored.category(),
                situation.category().name(),
                stored.organisation(),
                progress.state(),
                progress.state().label(),
                progress.state().english(),
                progress.version(),
                stored.changes(),
                stored.since(),
                progress.state().writable() && access.may(actor, Action.APPLICATION_WRITE, stored.subject()),
                situation.nextDue(),
                situation.windowOpen(Applications.now()),
                new MoneyView(
                        amount(situation.terms().cap()),
                        amount(progress.granted()),
                        progress.paid().tenThousandYuan(),
                        progress.payment(situation.terms(), Applications.today())
                                .tenThousandYuan()),
                grade,
                grade == null ? null : grade.label(),
                progress.publishedUntil(),
                situation.form().id(),
                situation.form().title(),
                situation.form().blocks().stream().map(ApplicationView::block).toList(),
                situation.values().stream().map(ValueView::of).toList(),
                situation.formViolations().stream().map(FormFinding::of).toList(),
                situation.deliverables().stream().map(ResultDue::of).toList(),
                next(situation, access, actor),
                steps.stream().map(step -> past(step, json)).toList());
    }

    private static FormBlock block(Block block) {
        return new FormBlock(
                block.number(),
                block.title(),
                block.fields().stream().map(FormField::of).toList());
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : money.tenThousandYuan();
    }

    private static List<NextStep> next(ApplicationSituation situation, Access access, Actor actor) {
        StoredApplication stored = situation.stored();
        return situation.terms().course().table().from(stored.progress().state()).stream()
                .filter(transition -> transition.event() != ApplicationEvent.OBJECT)
                .filter(transition -> access.may(actor, ApplicationRights.action(transition.event()), stored.subject()))
                .map(transition -> new NextStep(
                        transition.event(),
                        transition.event().label(),
                        transition.event().english(),
                        transition.to(),
                        transition.to().label(),
                        transition.needs().stream().sorted().toList()))
                .toList();
    }

    private static TakenStep past(ApplicationStep step, JsonMapper json) {
        return new TakenStep(
                step.version(),
                step.event(),
                step.event().label(),
                step.event().english(),
                step.target(),
                step.target().label(),
                step.target().english(),
                step.at(),
                step.organisation(),
                step.note(),
                json.readValue(step.detail(), ApplicationStepRequest.StepDetails.class),
                step.evidence());
    }
}
