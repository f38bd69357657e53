package org.jiebang.api.document;

import static org.jiebang.api.document.Paper.centre;
import static org.jiebang.api.document.Paper.head;
import static org.jiebang.api.document.Paper.label;
import static org.jiebang.api.document.Paper.value;
import static org.jiebang.api.document.Paper.valueOr;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.FieldKind;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;

/** An application on whichever form: the official one in its layout, what else the category asks below it; without an official one, block by block. */
final class FormPaper {
    private static final Form SERVICE_TEAM = Forms.named("service-team-2024");
    private static final int LABEL_MM = 50;
    private static final int NUMBER_MM = 12;

    private FormPaper() {}

    static Paper of(Form form, FormValues values, String title, String applicant, String code) {
        Set<String> ids = form.fields().stream().map(Field::id).collect(Collectors.toSet());
        boolean official =
                ids.containsAll(SERVICE_TEAM.fields().stream().map(Field::id).toList());
        List<Paper.Part> parts = new ArrayList<>();
        if (official) {
            parts.addAll(ServiceTeamPaper.of(values, code).parts());
        } else {
            parts.add(new Paper.Line(form.title().chinese(), 20, Paper.Align.CENTRE, true, 20));
            parts.add(new Paper.Line(title, 16, Paper.Align.CENTRE, true, 6));
            parts.add(new Paper.Line("申报单位：" + applicant, 12, Paper.Align.CENTRE, false, 4));
        }
        for (Block block : form.blocks()) {
            List<Field> fields = block.fields().stream()
                    .filter(field -> !official || SERVICE_TEAM.field(field.id()).isEmpty())
                    .toList();
            if (!fields.isEmpty()) {
                block(parts, block.title().chinese(), fields, values);
            }
        }
        return new Paper(title, code, parts);
    }

    private static void block(List<Paper.Part> parts, String title, List<Field> fields, FormValues values) {
        List<Paper.Row> rows = new ArrayList<>();
        rows.add(Paper.Row.of(head(title).over(2)));
        for (Field field : fields) {
            if (field.kind() == FieldKind.TABLE) {
                flush(parts, rows);
                rows.add(Paper.Row.of(label(field.label()).over(2)));
                flush(parts, rows);
                parts.add(table(field, values));
            } else {
                rows.add(Paper.Row.of(
                        label(field.label()),
                        field.kind() == FieldKind.ATTACHMENT
                                ? value(attached(field, values))
                                : valueOr(Written.of(field, values), field.hint())));
            }
        }
        flush(parts, rows);
    }

    private static String attached(Field field, FormValues values) {
        int count = Field.items(values.text(field.id())).size();
        return count == 0 ? "（未附）" : "（附 " + count + " 件）";
    }

    private static void flush(List<Paper.Part> parts, List<Paper.Row> rows) {
        if (!rows.isEmpty()) {
            parts.add(new Paper.Grid(List.of(LABEL_MM, Paper.WIDTH - LABEL_MM), rows, 0, true));
            rows.clear();
        }
    }

    private static Paper.Grid table(Field table, FormValues values) {
        int others = (int) table.columns().stream()
                .filter(column -> column.kind() != FieldKind.ROW_NUMBER)
                .count();
        int numbers = table.columns().size() - others;
        int width = (Paper.WIDTH - numbers * NUMBER_MM) / Math.max(1, others);
        List<Paper.Row> rows = new ArrayList<>();
        rows.add(new Paper.Row(
                table.columns().stream().map(column -> label(column.label())).toList(), 0));
        var filled = values.rows(table.id());
        for (int i = 0; i < Math.max(1, filled.size()); i++) {
            List<Paper.Cell> cells = new ArrayList<>();
            for (Field column : table.columns()) {
                cells.add(
                        column.kind() == FieldKind.ROW_NUMBER
                                ? centre(Integer.toString(i + 1))
                                : value(
                                        i < filled.size()
                                                ? Written.of(
                                                        column, filled.get(i).getOrDefault(column.id(), ""))
                                                : ""));
            }
            rows.add(new Paper.Row(cells, 9));
        }
        List<Integer> widths = table.columns().stream()
                .map(column -> column.kind() == FieldKind.ROW_NUMBER ? NUMBER_MM : width)
                .toList();
        return new Paper.Grid(widths, rows, 1, true);
    }
}
