package org.jiebang.api.application;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ApplicationForm;
import org.jiebang.application.ApplicationReading;
import org.jiebang.application.ApplicationState;
import org.jiebang.application.ApplicationTerms;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Violation;
import org.jiebang.programme.Application;
import org.jiebang.programme.Category;
import org.jiebang.programme.Condition;
import org.jiebang.programme.Medium;
import org.jiebang.programme.Phase;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Rule;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;

/**
 * An application with everything that a step or a view asks of it.
 *
 * @param handedIn deliverables by rule
 */
record ApplicationSituation(
        StoredApplication stored,
        Programme programme,
        ApplicationTerms terms,
        Form form,
        List<FieldValue> values,
        Map<String, ApplicationStore.HandedIn> handedIn) {
    /** A deliverable and how much of it is there. */
    record Due(Rule rule, Condition.Deliverable what, List<java.util.UUID> evidence, long version) {
        boolean missing() {
            return rule.strength() == Strength.HARD && evidence.size() < what.count();
        }
    }

    static ApplicationSituation of(
            StoredApplication stored,
            Programme programme,
            List<FieldValue> values,
            Map<String, ApplicationStore.HandedIn> handedIn) {
        return new ApplicationSituation(
                stored,
                programme,
                ApplicationTerms.of(programme, stored.category()),
                ApplicationForm.of(programme, stored.category()),
                values,
                handedIn);
    }

    Category category() {
        return programme.category(stored.category()).orElseThrow();
    }

    FormValues formValues() {
        return FieldStore.form(values);
    }

    /** What is wrong with the form as it stands; reasons for rules are no part of it. */
    List<Violation> formViolations() {
        return form.check(FieldStore.form(values.stream()
                .filter(value -> !ApplicationReading.isReason(value.field()))
                .toList()));
    }

    Application application() {
        return application(stored, formValues());
    }

    static Application application(StoredApplication stored, FormValues values) {
        return ApplicationReading.read(
                stored.id().toString(),
                stored.programme(),
                stored.category(),
                stored.title(),
                stored.organisation(),
                stored.creditCode(),
                stored.usualKind(),
                values);
    }

    private <C extends Condition> Stream<C> conditions(Phase phase, Class<C> type) {
        return programme.rules(stored.category(), phase).stream()
                .map(Rule::condition)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private Stream<Condition.Window> windows(boolean paper) {
        return conditions(Phase.APPLICATION, Condition.Window.class)
                .filter(window -> (window.medium() == Medium.PAPER) == paper);
    }

    /** May it be submitted at a moment of Chinese time? A time that staff extended counts instead of the notice's. */
    boolean windowOpen(LocalDateTime now) {
        LocalDate extended = stored.progress().due();
        if (extended != null && !now.toLocalDate().isAfter(extended)) {
            return true;
        }
        return windows(false).allMatch(window -> isOpen(window, now));
    }

    private static boolean isOpen(Condition.Window window, LocalDateTime now) {
        LocalDateTime opens = window.opens();
        return (opens == null || !now.isBefore(opens)) && !window.closes().isPast(now);
    }

    /** Is a paper copy in time? */
    boolean paperInTime(LocalDateTime dispatched, LocalDateTime received) {
        LocalDate extended = stored.progress().due();
        return extended != null && !received.toLocalDate().isAfter(extended)
                || windows(true)
                        .noneMatch(window -> window.closes()
                                .isPast(
                                        switch (window.closes().counts()) {
                                            case DISPATCHED -> dispatched;
                                            case RECEIVED -> received;
                                        }));
    }

    /** Has the last day for paper gone by? */
    boolean paperOver(LocalDateTime now) {
        LocalDate extended = stored.progress().due();
        return (extended == null || now.toLocalDate().isAfter(extended))
                && windows(true).anyMatch(window -> window.closes().isPast(now));
    }

    /** What is to be handed in, in the order of the programme. */
    List<Due> deliverables() {
        List<Due> all = new ArrayList<>();
        for (Rule rule : programme.rules(stored.category(), Phase.CLOSING)) {
            if (rule.condition() instanceof Condition.Deliverable what) {
                ApplicationStore.HandedIn in = handedIn.get(rule.id());
                all.add(new Due(rule, what, in == null ? List.of() : in.evidence(), in == null ? 0 : in.version()));
            }
        }
        return all;
    }

    /** The day by which the next thing is due; null if none is known. */
    @Nullable
    LocalDate nextDue() {
        LocalDate set = stored.progress().due();
        if (set != null) {
            return set;
        }
        return switch (stored.progress().state()) {
            case DRAFT, REGISTERED ->
                first(windows(false).map(window -> window.closes().day()));
            case SUBMITTED -> first(windows(true).map(window -> window.closes().day()));
            case PUBLISHED, OBJECTED -> stored.progress().publishedUntil();
            case RUNNING, MIDTERM -> first(Stream.concat(stageEnds(ApplicationState.RUNNING), deliverableDays()));
            case CHECKED, CLOSING -> first(Stream.concat(stageEnds(ApplicationState.CHECKED), deliverableDays()));
            default -> null;
        };
    }

    private Stream<LocalDate> stageEnds(ApplicationState state) {
        List<String> names = state == ApplicationState.RUNNING ? List.of("中期检查", "结题评估", "结项") : List.of("结题评估", "结项");
        return programme.stages().stream()
                .filter(stage -> names.contains(stage.name().chinese()))
                .flatMap(stage -> Stream.ofNullable(stage.to()));
    }

    private Stream<LocalDate> deliverableDays() {
        return deliverables().stream()
                .filter(Due::missing)
                .flatMap(due -> Stream.ofNullable(due.what().due()));
    }

    private static @Nullable LocalDate first(Stream<LocalDate> days) {
        return days.sorted().findFirst().orElse(null);
    }

    /** Is it a field of the form, or the reason for a rule of the programme? */
    boolean knows(String field) {
        return form.field(field).isPresent()
                || programme.rules(stored.category(), Phase.APPLICATION).stream()
                        .anyMatch(rule -> ApplicationReading.reason(rule.id()).equals(field));
    }

    /** Events that the table has for the present state. */
    List<ApplicationEvent> possible() {
        return terms.course().table().from(stored.progress().state()).stream()
                .map(transition -> transition.event())
                .toList();
    }
}
