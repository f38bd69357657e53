package org.jiebang.application;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.form.Field;
import org.jiebang.form.FormValues;
import org.jiebang.programme.Affiliation;
import org.jiebang.programme.Application;
import org.jiebang.programme.Birth;
import org.jiebang.programme.Party;
import org.jiebang.programme.PartyKind;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** What the rules look at, read from the values of a form. What cannot be read counts as not filled in; the form's own check names it. */
public final class ApplicationReading {
    private ApplicationReading() {}

    /**
     * The application that a form's values make.
     *
     * @param unit name of the applicant
     * @param code credit code of the applicant; blank if not known
     * @param usual what the applicant is if the form does not say
     */
    public static Application read(
            String id,
            String programme,
            String category,
            String title,
            String unit,
            String code,
            PartyKind usual,
            FormValues values) {
        Party applicant = new Party(
                code,
                unit,
                kind(values.text(ApplicationForm.KIND), usual),
                with(values, ApplicationForm.MARK, ApplicationForm.YES).stream()
                        .map(mark -> new Party.Mark(mark, null))
                        .toList());
        return new Application(
                id,
                programme,
                category,
                title,
                applicant,
                values.rows(ApplicationForm.PARTNERS).stream()
                        .filter(row -> row.containsKey("名称") && row.containsKey("单位类型"))
                        .map(row -> new Party("", row.get("名称"), kind(row.get("单位类型"), usual), List.of()))
                        .toList(),
                values.rows(ApplicationForm.ROSTER).stream()
                        .filter(row -> row.containsKey("姓名"))
                        .map(ApplicationReading::member)
                        .toList(),
                plan(values),
                filing(values, applicant));
    }

    /** Reasons that the applicant gives for soft rules, by rule id. */
    public static Map<String, String> reasons(FormValues values) {
        Map<String, String> reasons = new HashMap<>();
        values.texts().forEach((field, text) -> {
            if (field.startsWith(ApplicationForm.REASON)) {
                reasons.put(field.substring(ApplicationForm.REASON.length()), text);
            }
        });
        return reasons;
    }

    /** The field of a reason for a rule. */
    public static String reason(String rule) {
        return ApplicationForm.REASON + rule;
    }

    /** Is it the field of a reason for a rule? */
    public static boolean isReason(String field) {
        return field.startsWith(ApplicationForm.REASON);
    }

    private static PartyKind kind(@Nullable String label, PartyKind usual) {
        return Arrays.stream(PartyKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElse(usual);
    }

    private static Set<String> with(FormValues values, String prefix, String wanted) {
        Set<String> found = new LinkedHashSet<>();
        values.texts().forEach((field, text) -> {
            if (field.startsWith(prefix) && text.equals(wanted)) {
                found.add(field.substring(prefix.length()));
            }
        });
        return found;
    }

    private static Application.Member member(Map<String, String> row) {
        Set<TeamRole> roles = EnumSet.noneOf(TeamRole.class);
        List<String> named = Field.items(row.getOrDefault("角色", ""));
        Arrays.stream(TeamRole.values())
                .filter(role -> named.contains(role.label()))
                .forEach(roles::add);
        return new Application.Member(
                "",
                row.getOrDefault("姓名", ""),
                row.getOrDefault("工作单位", ""),
                Arrays.stream(Affiliation.values())
                        .filter(affiliation -> affiliation.label().equals(row.get("界别")))
                        .findFirst()
                        .orElse(Affiliation.OTHER),
                birth(row.getOrDefault("出生", "")),
                ApplicationForm.YES.equals(row.get("青托")),
                roles.isEmpty() ? Set.of(TeamRole.MEMBER) : roles,
                number(row.getOrDefault("蹲点天数", "")));
    }

    private static Birth birth(String text) {
        if (text.matches("(19|20)\\d\\d")) {
            return new Birth.In(Integer.parseInt(text));
        }
        try {
            return text.isEmpty() ? new Birth.Unknown() : new Birth.On(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return new Birth.Unknown();
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static Application.Plan plan(FormValues values) {
        Map<String, Integer> targets = new HashMap<>();
        values.texts().forEach((field, text) -> {
            if (field.startsWith(ApplicationForm.TARGET)) {
                targets.put(field.substring(ApplicationForm.TARGET.length()), number(text));
            }
        });
        Set<RegionCode> regions = new LinkedHashSet<>();
        for (String place : Field.items(values.text(ApplicationForm.REGIONS))) {
            RegionTree.standard().parse(place).ifPresent(region -> regions.add(region.code()));
        }
        return new Application.Plan(
                values.rows(ApplicationForm.PROBLEMS).stream()
                        .filter(row -> row.containsKey("难题名称"))
                        .map(row -> new Application.ProblemChoice(
                                row.getOrDefault("难题编号", ""),
                                row.getOrDefault("难题名称", ""),
                                ApplicationForm.COMMON.equals(row.get("种类"))))
                        .toList(),
                new LinkedHashSet<>(Field.items(values.text(ApplicationForm.CHAINS))),
                regions,
                Field.items(values.text(ApplicationForm.HOSTS)).stream()
                        .map(TextNormalizer::term)
                        .toList(),
                Field.items(values.text(ApplicationForm.STATIONS)),
                values.text(ApplicationForm.CONTENT),
                values.text(ApplicationForm.RESULTS),
                targets);
    }

    private static Application.Filing filing(FormValues values, Party applicant) {
        String filedBy = values.text(ApplicationForm.FILED_BY);
        return new Application.Filing(
                requested(values),
                values.texts(),
                Map.of(),
                with(values, ApplicationForm.CONFIRMED, ApplicationForm.YES),
                List.of(),
                filedBy.isEmpty() ? null : new Party("", filedBy, kind(filedBy, applicant.kind()), List.of()));
    }

    /** The amount asked for; null if it is not filled in or no amount. */
    public static @Nullable Money requested(FormValues values) {
        String official = values.text(ApplicationForm.OFFICIAL_AMOUNT);
        String text = official.isEmpty() ? values.text(ApplicationForm.AMOUNT) : official;
        return text.matches("\\d{1,9}(\\.\\d{1,4})?") ? new Money(new BigDecimal(text)) : null;
    }
}
