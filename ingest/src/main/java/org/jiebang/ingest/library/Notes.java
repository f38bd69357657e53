package org.jiebang.ingest.library;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiebang.ingest.workbook.SourceRow;
import org.jiebang.text.TextNormalizer;

/**
 * Tells rows that only speak about a table from rows that belong to it: sums, who filled it in, remarks below, headings printed again on
 * every page, column numbers, group titles and examples. Such rows never become records and are no mistakes either.
 */
final class Notes {
    private static final Pattern SUM = Pattern.compile("(合计|总计|小计|共计|累计)([:(].*|共?\\d.*)?");
    private static final Pattern FOOTER =
            Pattern.compile("(填表人|填报人|制表人|审核人|审批人|复核人|经办人|单位负责人|分管领导|填表日期|填报日期|制表日期|上报日期|填表时间|填报时间|填报单位|填表单位"
                    + "|推荐单位|单位盖章|盖章|联系人|联系电话|电话|日期|签字|签章)([(:].*|)");
    private static final Pattern REMARK = Pattern.compile("(注|备注|说明|填表说明|填写说明|填报说明|注意事项)\\d*[:.].*");
    private static final Pattern GROUP = Pattern.compile("(([一二三四五六七八九十]{1,3})[、,.]|\\([一二三四五六七八九十]{1,3}\\)).{1,28}");
    private static final Pattern EXAMPLE = Pattern.compile("(示例|样例|填写示例|填写样例|范例|例)\\d*[:.]?");
    private static final Pattern NUMBER = Pattern.compile("[\\d,.%]+(项|个|条|家|人|名|万元|元)?");
    private static final Pattern UNIT = Pattern.compile("[(]?(单位:?)?(亿|百万|万|千)?元[)]?");
    private static final Pattern NOTE_BEGINS =
            Pattern.compile("^([(]?[\\d一二三四五六七八九十]|[合总小共累填制审复经单分上推盖联电日签注备说示样范例栏列序行甲])");
    private static final int LONGEST_BEGINNING = 80;
    private static final int FEWEST_COLUMN_NUMBERS = 3;

    private Notes() {}

    /**
     * Is the row a note?
     *
     * @param cells the cells that were understood, by heading
     */
    static boolean isNote(SourceRow row, Map<String, String> cells, Headings headings, LibraryTable<?> table) {
        if (isHeadingsAgain(cells, table)) {
            return true;
        }
        // The first cell decides for nearly every row, so that long descriptions are not folded for nothing.
        String first =
                row.cells().stream().filter(cell -> !cell.isBlank()).findFirst().orElse("");
        String beginning =
                TextNormalizer.term(first.length() > LONGEST_BEGINNING ? first.substring(0, LONGEST_BEGINNING) : first);
        if (!NOTE_BEGINS.matcher(beginning).find()) {
            return false;
        }
        List<String> filled = row.cells().stream()
                .map(TextNormalizer::term)
                .filter(cell -> !cell.isEmpty())
                .toList();
        return isFooter(filled)
                || EXAMPLE.matcher(beginning).matches() && filled.size() > 1
                || filled.size() == 1
                        && headings.places().size() > 1
                        && GROUP.matcher(beginning).matches()
                || isColumnNumbers(filled);
    }

    /** Sums and signatures: no cell says anything else. */
    private static boolean isFooter(List<String> filled) {
        if (filled.size() == 1 && REMARK.matcher(filled.getFirst()).matches()) {
            return true;
        }
        boolean sum = SUM.matcher(filled.getFirst()).matches();
        return (sum || FOOTER.matcher(filled.getFirst()).matches() && hasColon(filled))
                && filled.stream()
                        .skip(1)
                        .allMatch(cell -> NUMBER.matcher(cell).matches()
                                || SUM.matcher(cell).matches()
                                || FOOTER.matcher(cell).matches()
                                || !sum);
    }

    /** A signature line has 「：」 somewhere; an expert named 「联系人」 does not exist, a column of that name does. */
    private static boolean hasColon(List<String> filled) {
        return filled.stream().anyMatch(cell -> cell.contains(":") || cell.contains("("));
    }

    private static boolean isColumnNumbers(List<String> filled) {
        if (filled.size() < FEWEST_COLUMN_NUMBERS) {
            return false;
        }
        for (int i = 0; i < filled.size(); i++) {
            String cell = filled.get(i).replaceAll("[()]", "");
            boolean name = i == 0 && cell.matches("栏次|列次|序号|行次|甲");
            if (!name && !cell.equals(Integer.toString(i + 1)) && !cell.equals(Integer.toString(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHeadingsAgain(Map<String, String> cells, LibraryTable<?> table) {
        return !cells.isEmpty()
                && cells.entrySet().stream().allMatch(cell -> isHeading(cell.getKey(), cell.getValue(), table));
    }

    private static boolean isHeading(String heading, String cell, LibraryTable<?> table) {
        return cell.length() <= LONGEST_BEGINNING
                && (UNIT.matcher(TextNormalizer.term(cell)).matches()
                        || table.columns().stream()
                                .anyMatch(column -> column.heading().equals(heading)
                                        && table.namesOf(column).contains(Column.folded(cell))));
    }
}
