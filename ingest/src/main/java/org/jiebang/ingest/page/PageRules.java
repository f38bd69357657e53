package org.jiebang.ingest.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiebang.catalog.Library;
import org.jiebang.ingest.library.Column;
import org.jiebang.ingest.library.LibraryTable;
import org.jsoup.select.Selector;

/**
 * How the pages of a source are read, as data. Selectors are those of jsoup (CSS and a few more); one that begins with {@code >} looks at
 * children alone.
 *
 * @param item selects each entry of a listing page
 * @param link selects within an entry the link to its own page; blank where the listing says all
 * @param fields what becomes a cell of the library's table
 * @param content selects the text of an entry's page, read where {@link Mode#NEED}; blank for the part with the most text
 * @param next selects the link to the next listing page; blank for none
 * @param numbered address of further listing pages with {@code {page}} for their number; blank for none
 * @param firstNumber number of the second listing page
 * @param attachments are files that an entry's page links to read as well?
 */
public record PageRules(
        Mode mode,
        String item,
        String link,
        List<FieldRule> fields,
        String content,
        String next,
        String numbered,
        int firstNumber,
        boolean attachments) {
    public static final String PAGE = "{page}";

    private static final int LONGEST = 300;
    private static final int MOST_FIELDS = 40;
    /** Regular expressions of a stranger can take for ever. */
    private static final Pattern EXPRESSION = Pattern.compile(":matches|~=", Pattern.CASE_INSENSITIVE);

    public PageRules {
        fields = List.copyOf(fields);
    }

    /** What an entry is. */
    public enum Mode {
        /** Its fields are cells of the library. */
        ROWS,
        /** Its page is the free text of a need, read by {@link org.jiebang.ingest.need.NeedReader}; fields count more than the text. */
        NEED
    }

    /** Where a field is read. */
    public enum Place {
        LISTING,
        DETAIL
    }

    /**
     * One field.
     *
     * @param heading heading of the library's column
     * @param selector part of the entry or of its page; blank for the whole
     * @param label name of the value in that part, as in 「企业名称：…」; blank for the whole text of the part
     */
    public record FieldRule(String heading, String selector, String label, Place place) {}

    /** One thing that is wrong with rules. */
    public record Fault(String field, String code, String chinese) {}

    public boolean followsLinks() {
        return !link.isBlank();
    }

    /** Everything that is wrong; empty if pages can be read. */
    public List<Fault> faults(Library library) {
        List<Fault> faults = new ArrayList<>();
        if (item.isBlank()) {
            faults.add(new Fault("item", "BLANK", "请填写条目的选择器。"));
        }
        check("item", item, faults);
        check("link", link, faults);
        check("content", content, faults);
        check("next", next, faults);
        if (mode == Mode.NEED && library != Library.PROBLEMS) {
            faults.add(new Fault("mode", "NOT_PROBLEMS", "只有难题库的来源可以按自由文字读取。"));
        }
        if (mode == Mode.ROWS && fields.isEmpty()) {
            faults.add(new Fault("fields", "EMPTY", "请至少对应一列。"));
        }
        if (mode == Mode.NEED && !followsLinks()) {
            faults.add(new Fault("link", "BLANK", "按自由文字读取时，请填写详情链接的选择器。"));
        }
        if (!numbered.isBlank() && !numbered.contains(PAGE)) {
            faults.add(new Fault("numbered", "NO_NUMBER", "翻页地址里要有 {page}，表示页码。"));
        }
        if (fields.size() > MOST_FIELDS) {
            faults.add(new Fault("fields", "TOO_MANY", "最多 " + MOST_FIELDS + " 列。"));
        }
        List<String> known =
                LibraryTable.of(library).columns().stream().map(Column::heading).toList();
        for (int i = 0; i < fields.size(); i++) {
            FieldRule field = fields.get(i);
            String place = "fields[" + i + "]";
            if (!known.contains(field.heading())) {
                faults.add(new Fault(place, "UNKNOWN_COLUMN", library.label() + "没有“" + field.heading() + "”这一列。"));
            }
            if (field.place() == Place.DETAIL && !followsLinks()) {
                faults.add(new Fault(place, "NO_DETAIL", "“" + field.heading() + "”在详情页上，请填写详情链接的选择器。"));
            }
            check(place, field.selector(), faults);
        }
        long different = fields.stream().map(FieldRule::heading).distinct().count();
        if (different < fields.size()) {
            faults.add(new Fault(
                    "fields",
                    "TWICE",
                    "同一列只能对应一次：" + fields.stream().map(FieldRule::heading).collect(Collectors.joining("、")) + "。"));
        }
        return faults;
    }

    private static void check(String field, String selector, List<Fault> faults) {
        if (selector.isBlank()) {
            return;
        }
        if (selector.length() > LONGEST) {
            faults.add(new Fault(field, "TOO_LONG", "选择器最多 " + LONGEST + " 个字符。"));
        } else if (EXPRESSION.matcher(selector).find()) {
            faults.add(new Fault(field, "EXPRESSION", "选择器里不能用正则表达式（:matches、~=）。"));
        } else {
            try {
                Selector.evaluatorOf(selector);
            } catch (RuntimeException e) {
                faults.add(new Fault(field, "SELECTOR", "看不懂选择器“" + selector + "”，应如 ul.list > li。"));
            }
        }
    }
}
