package org.jiebang.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiebang.catalog.CreditCode;

/** One check of what is filled in against a form. */
final class Check {
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9（）() \\-—转]{5,30}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");

    private final Form form;
    private final FormValues values;
    private final List<Violation> violations = new ArrayList<>();

    Check(Form form, FormValues values) {
        this.form = form;
        this.values = values;
    }

    List<Violation> violations() {
        for (Field field : form.fields()) {
            if (field.kind() == FieldKind.TABLE) {
                table(field);
            } else {
                cell(field.id(), 0, "", field, values.text(field.id()));
            }
        }
        unknown();
        form.agreements().forEach(this::agreement);
        return List.copyOf(violations);
    }

    private void table(Field table) {
        List<Map<String, String>> rows = values.rows(table.id());
        if (rows.isEmpty() && table.required()) {
            report(table.id(), 0, "", new Finding.Missing(table.id()));
        }
        if (table.limit() != null && rows.size() > table.limit().intValueExact()) {
            report(
                    table.id(),
                    0,
                    "",
                    new Finding.TooManyRows(rows.size(), table.limit().intValueExact()));
        }
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> row = rows.get(i);
            for (Field column : table.columns()) {
                cell(table.id(), i + 1, column.id(), column, row.getOrDefault(column.id(), ""));
            }
            for (String given : row.keySet()) {
                if (table.columns().stream().noneMatch(column -> column.id().equals(given))) {
                    report(table.id(), i + 1, given, new Finding.Unknown(given));
                }
            }
        }
    }

    private void cell(String field, int row, String column, Field asked, String value) {
        if (asked.kind() == FieldKind.SIGNATURE || asked.kind() == FieldKind.ROW_NUMBER) {
            return;
        }
        if (value.isEmpty()) {
            if (asked.required()) {
                report(field, row, column, new Finding.Missing(asked.id()));
            }
            return;
        }
        finding(asked, value).ifPresent(finding -> report(field, row, column, finding));
    }

    private static Optional<Finding> finding(Field asked, String value) {
        return switch (asked.kind()) {
            case TEXT, LONG_TEXT -> length(asked, value);
            case CHOICE -> allowed(asked, value, List.of(value));
            case CHOICES -> allowed(asked, value, Field.items(value));
            case MONEY -> amount(value).map(amount -> most(asked, amount)).orElseGet(() -> malformed(asked, value));
            case DATE -> Period.day(value).isPresent() ? Optional.empty() : malformed(asked, value);
            case PERIOD -> Period.of(value).isPresent() ? Optional.empty() : malformed(asked, value);
            case PHONE -> matches(PHONE, asked, value);
            case EMAIL -> matches(EMAIL, asked, value);
            case CREDIT_CODE ->
                CreditCode.problem(value.toUpperCase(Locale.ROOT)).isEmpty()
                        ? Optional.empty()
                        : malformed(asked, value);
            case GRADE -> value.matches("[1-5]") ? Optional.empty() : malformed(asked, value);
            case TABLE, ROW_NUMBER, ATTACHMENT, SIGNATURE -> Optional.empty();
        };
    }

    private static Optional<Finding> length(Field asked, String value) {
        BigDecimal limit = asked.limit();
        int words = WordCount.of(value);
        return limit == null || words <= limit.intValueExact()
                ? Optional.empty()
                : Optional.of(new Finding.TooLong(words, limit.intValueExact()));
    }

    private static Optional<Finding> allowed(Field asked, String value, List<String> chosen) {
        List<String> options = asked.options().stream().map(Option::value).toList();
        List<String> wrong =
                chosen.stream().filter(one -> !options.contains(one)).toList();
        if (chosen.isEmpty()) {
            wrong = List.of(value);
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding.NotAllowed(String.join("；", wrong), options));
    }

    private static Optional<Finding> most(Field asked, BigDecimal amount) {
        BigDecimal limit = asked.limit();
        return limit == null || amount.compareTo(limit) <= 0
                ? Optional.empty()
                : Optional.of(new Finding.TooMuch(amount, limit));
    }

    private static Optional<Finding> matches(Pattern pattern, Field asked, String value) {
        return pattern.matcher(value).matches() ? Optional.empty() : malformed(asked, value);
    }

    private static Optional<Finding> malformed(Field asked, String value) {
        return Optional.of(new Finding.Malformed(value, asked.kind().example()));
    }

    /** An amount in 万元; empty if the text is none. */
    private static Optional<BigDecimal> amount(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,4})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private void unknown() {
        values.texts().keySet().stream()
                .filter(id -> form.field(id)
                        .filter(field -> field.kind() != FieldKind.TABLE)
                        .isEmpty())
                .forEach(id -> report(id, 0, "", new Finding.Unknown(id)));
        values.tables().keySet().stream()
                .filter(id -> form.field(id)
                        .filter(field -> field.kind() == FieldKind.TABLE)
                        .isEmpty())
                .forEach(id -> report(id, 0, "", new Finding.Unknown(id)));
    }

    private void agreement(Agreement agreement) {
        switch (agreement) {
            case Agreement.Different different -> {
                String value = values.text(different.first());
                if (!value.isEmpty() && value.equals(values.text(different.second()))) {
                    report(
                            different.second(),
                            0,
                            "",
                            agreement.hard(),
                            new Finding.Same(different.first(), different.second(), value));
                }
            }
            case Agreement.Sums sums -> sums(sums);
            case Agreement.Within within -> within(within);
        }
    }

    /** Only where both sides can be read and something is filled in; what cannot be read is told at its own place. */
    private void sums(Agreement.Sums sums) {
        if (isBlank(sums.left()) && isBlank(sums.right())) {
            return;
        }
        Optional<BigDecimal> left = sum(sums.left());
        Optional<BigDecimal> right = sum(sums.right());
        if (left.isPresent() && right.isPresent() && left.orElseThrow().compareTo(right.orElseThrow()) != 0) {
            report(
                    sums.left().getFirst().field(),
                    0,
                    "",
                    sums.hard(),
                    new Finding.Unequal(
                            names(sums.left()), left.orElseThrow(), names(sums.right()), right.orElseThrow()));
        }
    }

    private void within(Agreement.Within within) {
        Optional<Period> whole = Period.of(values.text(within.period()));
        List<Map<String, String>> rows = values.rows(within.periods().field());
        for (int i = 0; i < rows.size(); i++) {
            String text = rows.get(i).getOrDefault(within.periods().column(), "");
            Optional<Period> part = Period.of(text);
            if (whole.isPresent() && part.isPresent() && !whole.orElseThrow().contains(part.orElseThrow())) {
                report(
                        within.periods().field(),
                        i + 1,
                        within.periods().column(),
                        within.hard(),
                        new Finding.Outside(text, values.text(within.period())));
            }
        }
    }

    private static String names(List<Agreement.Term> terms) {
        return String.join("、", terms.stream().map(Agreement.Term::toString).toList());
    }

    private boolean isBlank(List<Agreement.Term> terms) {
        return texts(terms).allMatch(String::isEmpty);
    }

    private Optional<BigDecimal> sum(List<Agreement.Term> terms) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String text : texts(terms).filter(text -> !text.isEmpty()).toList()) {
            Optional<BigDecimal> amount = amount(text);
            if (amount.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(amount.orElseThrow());
        }
        return Optional.of(sum);
    }

    private Stream<String> texts(List<Agreement.Term> terms) {
        return terms.stream()
                .flatMap(term -> term.column().isEmpty()
                        ? Stream.of(values.text(term.field()))
                        : values.rows(term.field()).stream().map(row -> row.getOrDefault(term.column(), "")));
    }

    private void report(String field, int row, String column, Finding finding) {
        report(field, row, column, true, finding);
    }

    private void report(String field, int row, String column, boolean hard, Finding finding) {
        violations.add(new Violation(field, row, column, hard, finding));
    }
}
