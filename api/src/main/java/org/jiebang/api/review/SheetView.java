package org.jiebang.api.review;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiebang.api.application.ReviewedApplication;
import org.jiebang.api.privacy.LogMask;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.FormValues;
import org.jiebang.matching.Sentence;
import org.jiebang.review.Criterion;
import org.jiebang.review.SheetState;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as its reviewer sees it, with the application that he judges. Telephone numbers and addresses of its people are not his business.
 *
 * @param version to name with the next step
 * @param total of 100 by the points so far; null while a criterion has none
 * @param files of the applicant; empty, like the parts of the form, on a sheet that its reviewer has given back
 * @param others what the others found, the best first and without their names; empty before all sheets are in
 */
record SheetView(
        UUID id,
        String title,
        String applicant,
        Sentence programmeName,
        Sentence categoryName,
        SheetState state,
        Sentence stateName,
        long version,
        LocalDate due,
        boolean late,
        boolean writable,
        List<ScoreView> scores,
        OpinionView opinion,
        @Nullable BigDecimal total,
        List<OtherSheet> others,
        List<SheetPart> parts,
        List<SheetFiles.SheetFile> files) {
    /**
     * A criterion with what was given for it.
     *
     * @param version to name with the next save; 0 before the first
     */
    record ScoreView(
            String id,
            Sentence name,
            int weight,
            int most,
            @Nullable BigDecimal points,
            String words,
            long version) {}

    record OpinionView(String words, long version) {}

    /** What somebody else found. */
    record OtherSheet(BigDecimal total, String opinion) {}

    /** A block of the application's form, as far as something stands in it. */
    record SheetPart(Sentence title, List<SheetEntry> entries) {}

    /** @param rows of a table, column by column; empty for a text */
    record SheetEntry(String label, String text, List<Map<String, String>> rows) {}

    static SheetView of(
            StoredReview review,
            SheetStore.Sheet sheet,
            List<SheetStore.Piece> pieces,
            List<OtherSheet> others,
            ReviewedApplication read,
            List<SheetFiles.SheetFile> files,
            boolean writable,
            LocalDate today) {
        Map<String, SheetStore.Piece> byCriterion = new HashMap<>();
        pieces.forEach(piece -> byCriterion.put(piece.criterion(), piece));
        SheetStore.Piece opinion = byCriterion.get("");
        Map<String, BigDecimal> points = ReviewSheets.points(pieces);
        return new SheetView(
                sheet.id(),
                read.content().title(),
                read.content().applicant(),
                read.content().programme().title(),
                read.content()
                        .programme()
                        .category(review.category())
                        .orElseThrow()
                        .name(),
                sheet.state(),
                new Sentence(sheet.state().label(), sheet.state().english()),
                sheet.version(),
                sheet.due(),
                sheet.isLate(today),
                writable,
                review.sheet().criteria().stream()
                        .map(criterion -> score(criterion, byCriterion.get(criterion.id())))
                        .toList(),
                opinion == null ? new OpinionView("", 0) : new OpinionView(opinion.words(), opinion.version()),
                review.sheet().open(points).isEmpty() ? review.sheet().total(points) : null,
                others,
                sheet.isHeld() ? parts(read) : List.of(),
                files);
    }

    private static ScoreView score(Criterion criterion, SheetStore.@Nullable Piece piece) {
        return new ScoreView(
                criterion.id(),
                criterion.name(),
                criterion.weight(),
                criterion.most(),
                piece == null ? null : piece.points(),
                piece == null ? "" : piece.words(),
                piece == null ? 0 : piece.version());
    }

    private static List<SheetPart> parts(ReviewedApplication read) {
        FormValues values = read.content().values();
        List<SheetPart> parts = new ArrayList<>();
        for (Block block : read.content().form().blocks()) {
            List<SheetEntry> entries = block.fields().stream()
                    .filter(field -> !isContact(field))
                    .map(field ->
                            new SheetEntry(field.label(), LogMask.masked(values.text(field.id())), rows(field, values)))
                    .filter(entry -> !entry.text().isBlank() || !entry.rows().isEmpty())
                    .toList();
            if (!entries.isEmpty()) {
                parts.add(new SheetPart(block.title(), entries));
            }
        }
        return parts;
    }

    private static boolean isContact(Field field) {
        return field.kind() == FieldKind.PHONE
                || field.kind() == FieldKind.EMAIL
                || field.id().contains("电话")
                || field.id().contains("通讯地址");
    }

    private static List<Map<String, String>> rows(Field field, FormValues values) {
        List<String> hidden = field.columns().stream()
                .filter(SheetView::isContact)
                .map(Field::id)
                .toList();
        return values.rows(field.id()).stream()
                .map(row -> {
                    Map<String, String> shown = new java.util.LinkedHashMap<>();
                    field.columns().stream()
                            .map(Field::id)
                            .filter(column -> !hidden.contains(column) && row.containsKey(column))
                            .forEach(column -> shown.put(column, LogMask.masked(row.getOrDefault(column, ""))));
                    return shown;
                })
                .map(shown -> (Map<String, String>) shown)
                .toList();
    }
}
