package org.jiebang.api.document;

import java.time.LocalDate;
import java.util.List;
import org.jiebang.form.Field;
import org.jiebang.form.FormValues;
import org.jiebang.form.Option;
import org.jiebang.form.Period;

/** How the value of a field is written on paper. What does not read as its kind is printed as it was typed: nothing is dropped. */
final class Written {
    /** A box stays with its option. */
    private static final char NO_BREAK = '\u00a0';

    private Written() {}

    static String of(Field field, FormValues values) {
        return of(field, values.text(field.id()));
    }

    static String of(Field field, String value) {
        return switch (field.kind()) {
            case DATE -> Period.day(value).map(Written::day).orElse(value);
            case PERIOD ->
                Period.of(value)
                        .map(period -> day(period.first()) + "起至" + day(period.last()) + "止")
                        .orElse(value.isEmpty() ? "　　年　　月　　日起至　　年　　月　　日止" : value);
            case CHOICE, CHOICES -> boxes(field, value);
            default -> value;
        };
    }

    private static String day(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** Every option with its box; ■ before those that are chosen, and after them what is no option. */
    private static String boxes(Field field, String value) {
        List<String> chosen = Field.items(value);
        StringBuilder boxes = new StringBuilder();
        String divider = field.options().stream()
                                        .mapToInt(option -> option.label().length())
                                        .max()
                                        .orElse(0)
                                > 10
                        || field.options().size() < 4
                ? "\n"
                : "　";
        for (Option option : field.options()) {
            boxes.append(boxes.isEmpty() ? "" : divider)
                    .append(chosen.contains(option.value()) ? '■' : '□')
                    .append(NO_BREAK)
                    .append(option.label());
        }
        chosen.stream()
                .filter(one -> field.options().stream()
                        .noneMatch(option -> option.value().equals(one)))
                .forEach(other ->
                        boxes.append(divider).append('■').append(NO_BREAK).append(other));
        return boxes.toString();
    }
}
